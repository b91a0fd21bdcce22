"""Starting a round, setting its days, and letting it go on, by hand or by the calendar."""

from dataclasses import asdict, dataclass
from datetime import date, timedelta

from sqlalchemy import select

from community.sdk import (
    Actor,
    Conflict,
    Invalid,
    Ref,
    System,
    now,
    publish,
    record,
    require,
    session,
    space_by_pk,
    unit_of_work,
)
from community.sdk import lazy_gettext as _l
from community.sdk import space as space_at
from plugins.pairings.events import TeamInvited
from plugins.pairings.fit.factors import USUAL
from plugins.pairings.models import Entry, Pairing, Round
from plugins.pairings.queries import protocols, rounds, teams
from plugins.pairings.queries.days import today
from plugins.pairings.queries.words import FOCUS
from plugins.pairings.service.moving import entries_in, in_turn, move, move_entry, move_round, pairings_in
from plugins.pairings.service.releasing import let_go

MOST_PARTNERS = 3
SETTLING = timedelta(days=1)  # from publishing until the round is open
CHOOSE = _l("Choose one from the list.")


@dataclass(frozen=True)
class About:
    """What a round is about, and its last days: for handing in, for feedback, for the guarantee, for answers."""

    title: str
    focus: str
    protocol: str
    plans_by: date
    feedback_by: date
    guaranteed_by: date
    answers_by: date
    partners: int = 2


def _checked(about: About) -> None:
    """Raise Invalid with everything that is wrong."""
    errors: dict[str, object] = {}
    if not about.title:
        errors["title"] = _l("Please fill this in.")
    if about.focus not in FOCUS:
        errors["focus"] = CHOOSE
    if about.protocol not in protocols.protocols():
        errors["protocol"] = CHOOSE
    if not 1 <= about.partners <= MOST_PARTNERS:
        errors["partners"] = _l("Choose between 1 and 3.")
    if about.feedback_by <= about.plans_by:
        errors["feedback_by"] = _l("This day must come after the last day for handing in.")
    if about.guaranteed_by < about.feedback_by:
        errors["guaranteed_by"] = _l("This day may not come before the last day for feedback.")
    if about.answers_by <= about.guaranteed_by:
        errors["answers_by"] = _l("This day must come after the day by which feedback is promised.")
    if errors:
        raise Invalid(errors)


def start(actor: Actor, slug: str, about: About) -> Round:
    """Prepare a round in a collaboration's space. Raises NotFound, Forbidden or Invalid."""
    _checked(about)
    with unit_of_work():
        space = space_at(actor, slug)
        require(actor, "pairings.start", space)
        found = Round(space_id=space.id, author_id=actor.id, wishes={"weights": USUAL}, **asdict(about))
        session().add(found)
        session().flush()
        record("pairings.round_started", Ref("pairings.round", found.id), actor)
    return found


def change(actor: Actor, public_id: str, about: About) -> None:
    """Say it anew. The protocol stays once pairs are out. Raises NotFound, Forbidden, Invalid or Conflict."""
    _checked(about)
    with unit_of_work():
        found = in_turn(rounds.round_to(actor, "steer", public_id))
        if found.state in {"closed", "archived", "cancelled"}:
            raise Conflict(_l("This round is over."))
        fixed = found.chosen and (about.protocol, about.partners) != (found.protocol, found.partners)
        if fixed:
            raise Invalid({"protocol": _l("Pairs are published: the protocol and the number of partners stay.")})
        moved = about.feedback_by != found.feedback_by
        for name, value in asdict(about).items():
            setattr(found, name, value)
        if moved:
            for one in pairings_in(found, "active", "drafting"):
                one.due = max(one.due, about.feedback_by)
        record("pairings.round_changed", Ref("pairings.round", found.id), actor)


def invite(actor: Actor, public_id: str) -> None:
    """Ask every team of the collaboration whether it takes part, and what it shows.

    Raises NotFound, Forbidden, or Conflict where there is nobody to ask.
    """
    with unit_of_work():
        found = in_turn(rounds.round_to(actor, "steer", public_id))
        space = space_by_pk(actor, found.space_id)
        asked = teams.of_collaboration(space.collaboration_id if space is not None else None)
        if len(asked) <= found.partners:
            raise Conflict(_l("There are not enough teams in this collaboration for so many partners."))
        move_round(actor, found, "collecting")
        homes = teams.spaces(one.id for one in asked)
        for one in asked:
            _ask(actor, Entry(round_id=found.id, team_id=one.id, space_id=homes[one.id].id))


def include(actor: Actor, public_id: str, team_id: str) -> Entry:
    """A team that joined later is asked, too. Raises NotFound, Forbidden, Invalid or Conflict."""
    with unit_of_work():
        found = in_turn(rounds.round_to(actor, "steer", public_id))
        if found.state in {"draft", "responding", "closed", "archived", "cancelled"}:
            raise Conflict(_l("Nobody can join this round now."))
        space = space_by_pk(actor, found.space_id)
        there = {one.team_id for one in rounds.entries(found)}
        known = teams.of_collaboration(space.collaboration_id if space is not None else None)
        chosen = next((one for one in known if one.public_id == team_id and one.id not in there), None)
        if chosen is None:
            raise Invalid({"team": CHOOSE})
        entry = Entry(round_id=found.id, team_id=chosen.id, space_id=teams.spaces([chosen.id])[chosen.id].id)
        _ask(actor, entry)
        record("pairings.team_included", Ref("pairings.entry", entry.id), actor)
    return entry


def _ask(actor: Actor, entry: Entry) -> None:
    session().add(entry)
    session().flush()
    publish(TeamInvited(entry.round_id, entry.id), actor.id)


MORE = timedelta(days=7)  # to hand in, where more is taken in after the last day
STEPS = {
    "collecting": "frozen", "frozen": "collecting", "published": "open", "open": "responding", "responding": "closed",
    "closed": "archived",
}  # fmt: skip


def advance(actor: Actor, public_id: str, to: str, reason: str = "") -> None:
    """Let a round go on before or after its day, or call it off, which wants a reason.

    Raises NotFound, Forbidden, Invalid or Conflict.
    """
    if to == "cancelled" and not reason:
        raise Invalid({"reason": _l("Say why, so that the teams can read it.")})
    with unit_of_work():
        found = in_turn(rounds.round_to(actor, "steer", public_id))
        if to not in {"cancelled", STEPS.get(found.state, "")}:
            raise Conflict(_l("This has gone on meanwhile, and what you wanted no longer fits. Look at it again."))
        _go(actor, found, to, reason)
        if to == "collecting" and found.plans_by < today():  # or the calendar would end it again within the hour
            found.plans_by = max(today(), min(today() + MORE, found.feedback_by - timedelta(days=1)))


def _go(actor: Actor, found: Round, to: str, reason: str = "") -> None:
    move_round(actor, found, to, reason)
    if to == "frozen":
        for entry in entries_in(found, "invited", "in"):
            move_entry(actor, entry, "missing", _l("The last day for handing in has passed."))
    if to == "cancelled":
        for one in pairings_in(found, "planned", "active", "drafting", "overdue"):
            let_go(actor, one, reason)
    if to == "closed":
        _close(actor, found)


def _close(actor: Actor, found: Round) -> None:
    found.closed_at = now()
    over = _l("The round was closed.")
    for one in pairings_in(found, "active", "drafting", "overdue"):
        let_go(actor, one, str(over), to="waived")
    for one in pairings_in(found, "given", "read", "answered"):
        move(actor, one, "closed", over)


def follow_the_calendar() -> None:
    """What the days bring: handing in ends, a round opens, feedback becomes overdue, rounds close."""
    day, actor = today(), System("the round's calendar")
    with unit_of_work():
        passed = {
            "collecting": (Round.plans_by < day, "frozen"),
            "published": (Round.published_at < now() - SETTLING, "open"),
            "open": (Round.feedback_by < day, "responding"),
            "responding": (Round.answers_by < day, "closed"),
        }
        for state, (due, to) in passed.items():
            for found in session().scalars(select(Round).where(Round.state == state, due).order_by(Round.id)):
                if in_turn(found).state == state:
                    _go(actor, found, to, _l("The day for it has come."))
        late = select(Pairing).where(Pairing.state.in_(["active", "drafting"]), Pairing.due < day).order_by(Pairing.id)
        for one in session().scalars(late):
            move(actor, one, "overdue", _l("The last day for it has passed."))
