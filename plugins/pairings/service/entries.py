"""What a team says to a round: whether it takes part, what it shows, with whom it cannot be paired."""

from dataclasses import dataclass
from datetime import date

from community.sdk import (
    Actor,
    Conflict,
    Invalid,
    NotFound,
    Team,
    now,
    record,
    require,
    screen,
    session,
    unit_of_work,
    visible,
)
from community.sdk import lazy_gettext as _l
from plugins.pairings.models import Entry, OwnWords, Round, Rule
from plugins.pairings.queries import rounds, teams
from plugins.pairings.queries.days import today
from plugins.pairings.queries.words import STAGES
from plugins.pairings.service.moving import in_turn, move_entry, pairings_in, refuse_held
from plugins.pairings.service.releasing import let_go
from plugins.pairings.states import ENTERING, OWED, WRITTEN

KIND = "pairings.entry"
CHOOSE = _l("Choose one from the list.")


@dataclass(frozen=True)
class HandedIn:
    """What a team shows: the key of a thing and the number of its version, its focusing question, what it need not
    hear, where the others should know it stands; public ids of a team to learn from and one that it could help, or "".
    """

    thing: str
    version: int
    question: str
    unwanted: str = ""
    context: str = ""
    learn_from: str = ""
    help_to: str = ""


def take_part(actor: Actor, public_id: str, entry_id: str) -> None:
    """Say that the team takes part. Raises NotFound, Forbidden or Conflict."""
    with unit_of_work():
        found, entry = _opened(actor, public_id, entry_id)
        _still(found)
        move_entry(actor, entry, "in")


def stay_out(actor: Actor, public_id: str, entry_id: str, reason: str) -> None:
    """Say that the team does not take part this time, and why. Raises NotFound, Forbidden, Invalid or Conflict."""
    if not reason:
        raise Invalid({"reason": _l("Say why in a few words. Only those who facilitate read it.")})
    with unit_of_work():
        found, entry = _opened(actor, public_id, entry_id)
        _still(found)
        if found.chosen:
            raise Conflict(_l("Pairs are published. Withdraw instead, so that others can take your place."))
        move_entry(actor, entry, "out", reason)


def _opened(actor: Actor, public_id: str, entry_id: str) -> tuple[Round, Entry]:
    found, entry = rounds.entry_to(actor, "edit", public_id, entry_id)
    in_turn(found)
    session().refresh(entry)
    return found, entry


def _still(found: Round) -> None:
    if found.state not in ENTERING:
        raise Conflict(_l("Nothing can be handed in to this round now."))


def hand_in(actor: Actor, public_id: str, entry_id: str, said: HandedIn) -> None:
    """Show a version with one focusing question; the teams that are paired with this one will read that version.

    It can be changed until pairs are proposed. Raises NotFound, Forbidden, Invalid
    or Conflict.
    """
    with unit_of_work():
        found, entry = _opened(actor, public_id, entry_id)
        _still(found)
        if entry.state == "submitted" and found.state not in {"collecting", "frozen"}:
            raise Conflict(
                _l("Pairs are being made from what was handed in. Ask those who facilitate to take you back.")
            )
        thing = next((one for one in rounds.showable(actor, entry.team_id) if one.key == said.thing), None)
        errors: dict[str, object] = {}
        stood = entry.kind, entry.object_id, entry.version, entry.question
        if thing is not None and stood != (thing.ref.kind, thing.ref.id, said.version, said.question):
            _nobody_answered_it(found, entry)
        if thing is None:
            errors["thing"] = CHOOSE
        elif not 1 <= said.version <= thing.version:
            errors["version"] = _l("There is no such version.")
        if not said.question:
            errors["question"] = _l("Ask one question, so that the others know where to look.")
        known = {one.public_id: one.id for one in others(found, entry)}
        for field in ("learn_from", "help_to"):
            if getattr(said, field) and getattr(said, field) not in known:
                errors[field] = CHOOSE
        if errors or thing is None:
            raise Invalid(errors)
        words = "\n".join(filter(None, (said.question, said.unwanted, said.context)))
        refuse_held(screen(actor, KIND, {"title": found.title, "body": words, "space_id": entry.space_id}))
        entry.kind, entry.object_id, entry.version = thing.ref.kind, thing.ref.id, said.version
        entry.question, entry.unwanted, entry.context = said.question, said.unwanted, said.context
        entry.learn_from_id, entry.help_to_id = known.get(said.learn_from), known.get(said.help_to)
        entry.submitted_at, entry.submitted_by_id = now(), actor.id
        move_entry(actor, entry, "submitted")


def _nobody_answered_it(found: Round, entry: Entry) -> None:
    """What feedback was given on stays what it was about. Raises Conflict."""
    if any(one.receiver_id == entry.team_id for one in pairings_in(found, *sorted(WRITTEN))):
        raise Conflict(_l("There is feedback on what you showed. Come back with the same version and question."))


def others(found: Round, entry: Entry) -> list[teams.TeamName]:
    """The other teams of a round, by name."""
    there = [one.team_id for one in rounds.entries(found) if one.id != entry.id]
    return sorted(teams.named(there).values(), key=lambda one: one.name)


def withdraw(actor: Actor, public_id: str, entry_id: str, reason: str) -> int:
    """Leave a round: what was submitted stays, what was not yet is released. Returns how many pairings were released.

    The team does so itself, or whoever facilitates. Raises NotFound, Forbidden, Invalid or Conflict.
    """
    if not reason:
        raise Invalid({"reason": _l("Say why in a few words. Only those who facilitate read it.")})
    with unit_of_work():
        found, entry = rounds.entry_to(actor, "read", public_id, entry_id)
        if entry.team_id not in teams.mine(actor):
            require(actor, "steer", found)
        in_turn(found)
        session().refresh(entry)
        if found.state not in ENTERING:
            raise Conflict(_l("This round is over: nobody can leave it now."))
        move_entry(actor, entry, "withdrawn", reason)
        gone = [
            one
            for one in pairings_in(found, "planned", *sorted(OWED))
            if entry.team_id in {one.giver_id, one.receiver_id}
        ]
        for one in gone:
            let_go(actor, one, reason)
    return len(gone)


@dataclass(frozen=True)
class Declared:
    """A conflict: the public id of the other team, why (for those who facilitate), and until when it stands."""

    other: str
    reason: str = ""
    until: date | None = None


def declare_conflict(actor: Actor, slug: str, said: Declared) -> Rule:
    """A team says that it cannot be paired with another, both ways; the other never learns of it.

    Raises NotFound, Forbidden, Invalid or Conflict.
    """
    with unit_of_work():
        team = own_team(actor, slug)
        known = {one.public_id: one.id for one in teams.of_collaboration(team.collaboration_id) if one.id != team.id}
        if said.other not in known:
            raise Invalid({"other": CHOOSE})
        if said.until is not None and said.until < today():
            raise Invalid({"until": _l("Choose a day that is still to come.")})
        if any(one.receiver_id == known[said.other] for one in rounds.conflicts_of(team.id, today())):
            raise Conflict(_l("You have said so already."))
        found = Rule(
            kind="conflict",
            giver_id=team.id,
            receiver_id=known[said.other],
            reason=said.reason,
            until=said.until,
            by_id=actor.id,
        )
        session().add(found)
        session().flush()
        record("pairings.conflict_declared", None, actor)
    return found


def lift_conflict(actor: Actor, slug: str, rule_id: str) -> None:
    """Take that back. Raises NotFound, Forbidden or Conflict."""
    with unit_of_work():
        team = own_team(actor, slug)
        found = next((one for one in rounds.conflicts_of(team.id, today()) if one.public_id == rule_id), None)
        if found is None:
            raise Conflict(_l("This is lifted already."))
        found.ended_at = now()
        record("pairings.conflict_lifted", None, actor)


def own_team(actor: Actor, slug: str) -> Team:
    """A team that the actor is in. Raises NotFound."""
    query = visible(actor, Team).where(Team.slug == slug, actor.within("team.member", Team.id))
    found: Team | None = session().scalars(query).one_or_none()
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True)
class Said:
    """A team's own words."""

    challenge: str = ""
    strengths: str = ""
    looks_for: str = ""
    helps_with: str = ""
    stage: int = 0


def say_of_ourselves(actor: Actor, slug: str, said: Said) -> None:
    """Put a team's own words in place of what stood there. Raises NotFound or Invalid."""
    if said.stage not in STAGES:
        raise Invalid({"stage": CHOOSE})
    with unit_of_work():
        team = own_team(actor, slug)
        space = teams.spaces([team.id])[team.id]
        words = "\n".join(filter(None, (said.challenge, said.strengths, said.looks_for, said.helps_with)))
        refuse_held(screen(actor, KIND, {"title": "", "body": words, "space_id": space.id}))
        row = session().get(OwnWords, team.id) or OwnWords(team_id=team.id)
        for name in ("challenge", "strengths", "looks_for", "helps_with", "stage"):
            setattr(row, name, getattr(said, name))
        row.by_id, row.at = actor.id, now()
        session().add(row)
        record("pairings.own_words_said", None, actor)
