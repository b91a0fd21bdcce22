"""Reads of notices. Every one shows what its reader may read now: what was hidden is absent, and back once restored."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Integer, Select, and_, exists, false, func, literal, literal_column, or_, select

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


def listed(actor: Actor, after: str | None = None) -> Page[Notice]:
    """A page of the actor's notices, the newest first."""
    return newest_first(_of(actor), (Notice.seq,), after=after, size=NOTICES_A_PAGE)


def answers_to(actor: Actor, limit: int = 40) -> Sequence[Notice]:
    """The newest notices of the last two weeks on things that the actor wrote."""
    recent = (Notice.at > now() - RECENT,)
    query = _of(actor, *recent).where(_wrote(actor))
    return session().scalars(query.order_by(Notice.seq.desc()).limit(limit)).all()


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


def described(actor: Actor, refs: Iterable[Ref]) -> dict[Ref, tuple[str, str]]:
    """(title, address) of things that the actor may read; a fixed number of queries for each kind."""
    by_kind: dict[str, set[int]] = {}
    for ref in refs:
        by_kind.setdefault(ref.kind, set()).add(ref.id)
    found: dict[Ref, tuple[str, str]] = {}
    for name, ids in by_kind.items():
        kind: Any = rules().kinds.get(name)
        if kind is not None and kind.describe is not None:
            titles = kind.describe(actor, sorted(ids))
            found.update({Ref(name, one): said for one, said in titles.items()})
    return found
