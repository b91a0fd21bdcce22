"""Reads of notices. Every one shows what its reader may read now: what was hidden is absent, and back once restored."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    and_,
    case,
    exists,
    false,
    func,
    literal,
    literal_column,
    or_,
    select,
    tuple_,
)

from community.sdk import (
    Actor,
    Authored,
    Each,
    Kind,
    NotFound,
    Page,
    PersonRow,
    Ref,
    newest_first,
    now,
    readable,
    rules,
    session,
    setting,
)
from plugins.notifications.models import Notice

MOST_COUNTED = 100  # the bell says "99+" from here on
NOTICES_A_PAGE = 50
RECENT = timedelta(days=14)
MAIL_UNTIL = timedelta(days=7)  # what nobody could mail for so long is no news any more
MAILS_A_ROUND = 200


def _kinds(*conditions: ColumnElement[bool]) -> list[Kind]:
    """The kinds that such notices are about, as far as their modules are here."""
    names = session().scalars(select(Notice.about_kind).where(*conditions).distinct())
    return [rules().kinds[name] for name in names if name in rules().kinds]


def _shown(actor: Actor, kinds: Iterable[Kind]) -> ColumnElement[bool]:
    """True for notices about things that the actor may read now; each is looked up by its key."""
    found = (
        and_(
            Notice.about_kind == kind.name,
            exists(select(literal(1)).where(kind.model.id == Notice.about_id, readable(actor, kind))),
        )
        for kind in kinds
    )
    return or_(false(), *found)


def _of(actor: Actor, *conditions: ColumnElement[bool]) -> Select[Any]:
    mine = (Notice.person_id == actor.id, *conditions)
    return select(Notice).where(*mine, _shown(actor, _kinds(*mine)))


def bell(actor: Actor) -> int:
    """How many unread notices the actor has; counts no further than 100."""
    some = _of(actor, Notice.read_at.is_(None)).with_only_columns(Notice.seq).limit(MOST_COUNTED)
    return session().scalar(select(func.count()).select_from(some.subquery())) or 0


def notice(actor: Actor, seq: int) -> Notice:
    """The actor's notice of that number. Raises NotFound, also when what it is about is no longer for them."""
    found: Notice | None = session().scalars(_of(actor, Notice.seq == seq)).one_or_none()
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True)
class Told:
    """What somebody was told about one thing: the newest notice, the first that leads on, how many, by whom.

    `first` is the oldest unread one, or the newest where all are read; `people` did what is unread, or all of it.
    """

    newest: Notice
    first: Notice
    count: int
    unread: int
    people: Sequence[int | None]


def listed(actor: Actor, after: str | None = None) -> Page[Told]:
    """A page of what the actor was told, by thing, the newest first."""
    return _by_thing(actor, after=after, size=NOTICES_A_PAGE)


def answers_to(actor: Actor, limit: int = 5) -> Sequence[Told]:
    """What the actor was told in the last two weeks about things that they wrote, the newest first."""
    return _by_thing(actor, Notice.at > now() - RECENT, _wrote(actor), size=limit).items


def _by_thing(actor: Actor, *conditions: ColumnElement[bool], after: str | None = None, size: int) -> Page[Told]:
    """Grouped by the database, so that a thing with a hundred notices is one line: a fixed number of statements."""
    last = _of(actor, *conditions).with_only_columns(func.max(Notice.seq))
    last = last.group_by(Notice.thing_kind, Notice.thing_id)
    query = select(Notice).where(Notice.person_id == actor.id, Notice.seq.in_(last))
    page: Page[Notice] = newest_first(query, (Notice.seq,), after=after, size=size)
    return Page(_told(actor, page.items, conditions), page.more)


def _told(actor: Actor, newest: Sequence[Notice], conditions: Sequence[ColumnElement[bool]]) -> list[Told]:
    things = [(one.thing_kind, one.thing_id) for one in newest]
    same = tuple_(Notice.thing_kind, Notice.thing_id).in_(things)
    is_new = case((Notice.read_at.is_(None), Notice.seq))
    columns = (Notice.thing_kind, Notice.thing_id, Notice.actor_id)
    sums = (func.count(), func.count(is_new), func.min(is_new))
    query = _of(actor, *conditions, same).with_only_columns(*columns, *sums).group_by(*columns)
    by_thing: dict[tuple[str, int], list[Any]] = {}
    for row in session().execute(query.order_by(func.max(Notice.seq).desc())) if things else ():
        by_thing.setdefault((row[0], row[1]), []).append(row)
    firsts = {thing: min((row[5] for row in rows if row[5]), default=0) for thing, rows in by_thing.items()}
    oldest = select(Notice).where(Notice.person_id == actor.id, Notice.seq.in_(list(firsts.values())))
    found = {one.seq: one for one in session().scalars(oldest)}
    return [
        _summed(one, found.get(firsts.get(thing, 0), one), by_thing.get(thing, []))
        for one, thing in zip(newest, things, strict=True)
    ]


def _summed(newest: Notice, first: Notice, rows: Sequence[Any]) -> Told:
    count, unread = sum(row[3] for row in rows), sum(row[4] for row in rows)
    return Told(newest, first, count, unread, [row[2] for row in rows if row[4] or not unread])


def _wrote(actor: Actor) -> ColumnElement[bool]:
    authored = [kind for kind in rules().kinds.values() if issubclass(kind.row_class, Authored)]
    found = (
        and_(
            Notice.thing_kind == kind.name,
            exists(select(literal(1)).where(kind.model.id == Notice.thing_id, actor.is_(kind.model.author_id))),
        )
        for kind in authored
    )
    return or_(false(), *found)


class MailDue(NamedTuple):
    """One mail to ask for: a person's unread notices on one thing, up to a number."""

    person_id: int
    thing: Ref
    up_to: int


def mail_after() -> int:
    """After how many minutes unread notices are mailed."""
    return max(0, int(setting("notifications.mail_after")))


def mails_due() -> list[MailDue]:
    """The mails that are due now: urgent notices, one of them unread long enough, that their people may still read.

    Three statements, whatever there is.
    """
    at = now()
    due = (Notice.mail == "due", Notice.read_at.is_(None), Notice.at > at - MAIL_UNTIL)
    # Text, as in the rules' own audience: a column would bring its table along into inner selects, and mean anybody.
    each = Each(literal_column("notifications_notice.person_id", Integer), rules().scopes)
    shown = _shown(each, _kinds(*due))
    query = (
        select(Notice.person_id, Notice.thing_kind, Notice.thing_id, func.max(Notice.seq))
        .join(PersonRow, PersonRow.id == Notice.person_id)
        .where(*due, shown, PersonRow.closed_at.is_(None), PersonRow.email.is_not(None))
        .group_by(Notice.person_id, Notice.thing_kind, Notice.thing_id)
        .having(func.min(Notice.at) <= at - timedelta(minutes=mail_after()))
        .limit(MAILS_A_ROUND)
    )
    return [MailDue(row[0], Ref(row[1], row[2]), row[3]) for row in session().execute(query)]


def to_mail(actor: Actor, thing: Ref, up_to: int) -> Sequence[Notice]:
    """What of a mail that was asked for its reader has not read and may still read, oldest first."""
    same = (Notice.thing_kind == thing.kind, Notice.thing_id == thing.id, Notice.seq <= up_to)
    query = _of(actor, *same, Notice.mail == "asked", Notice.read_at.is_(None))
    return session().scalars(query.order_by(Notice.seq)).all()
