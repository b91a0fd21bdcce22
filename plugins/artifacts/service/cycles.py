"""PDSA cycles: planned with a prediction, begun (which locks it), done, and studied against it."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select

from community.sdk import Actor, Conflict, Invalid, now, session, unit_of_work
from community.sdk import lazy_gettext as _l
from plugins.artifacts.models import Artifact, Cycle, Node
from plugins.artifacts.queries.parts import part
from plugins.artifacts.service import writing
from plugins.artifacts.service.writing import At, done, opened

ANSWERS = ("as predicted", "partly", "not")
ACTS = ("adopt", "adapt", "abandon")
REQUIRED = _l("Please fill this in.")

GAP = re.compile(r"\[[^\]\d][^\]]*\]")  # as templates leave them: [what]


@dataclass(frozen=True)
class Planned:
    """What is tested, and what will happen. `node` is the public id of the change idea, or ""."""

    title: str
    prediction: str
    question: str = ""
    plan: str = ""
    node: str = ""
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True)
class Studied:
    """What the prediction came to: one of ANSWERS, what was learned, one of ACTS, and what is next."""

    answer: str
    studied: str
    act: str
    next: str = ""


def plan(actor: Actor, public_id: str, planned: Planned) -> Cycle:
    """Plan the next cycle. Raises NotFound, Forbidden or Invalid."""
    with unit_of_work():
        found = opened(actor, public_id)
        last = session().scalar(select(func.max(Cycle.number)).where(Cycle.artifact_id == found.id)) or 0
        cycle = Cycle(artifact_id=found.id, number=last + 1, by_id=actor.id, title="", state="plan")
        _put(found, cycle, planned, None)
        session().add(cycle)
        done(actor, found, "cycles", _words(planned))
    return cycle


def replan(actor: Actor, at: At, planned: Planned, *, since: str | None = None) -> None:
    """Change the plan of a cycle that has not begun. Raises NotFound, Forbidden, Invalid, Conflict or ClashError."""
    with unit_of_work():
        found = opened(actor, at.artifact)
        cycle = part(Cycle, found, at.part)
        if cycle.locked_at is not None:
            raise Conflict(_l("This cycle has begun: what you planned and predicted stays as it is."))
        _put(found, cycle, planned, since)
        done(actor, found, "cycles", _words(planned))


def _words(planned: Planned) -> list[str]:
    return [planned.title, planned.question, planned.plan, planned.prediction]


def _put(found: Artifact, cycle: Cycle, planned: Planned, since: str | None) -> None:
    wrong = {name: REQUIRED for name in ("title", "prediction") if not getattr(planned, name)}
    if planned.starts_on and planned.ends_on and planned.ends_on < planned.starts_on:
        wrong["ends_on"] = _l("The last day is before the first one.")
    if wrong:
        raise Invalid(wrong)
    values: dict[str, Any] = {name: value for name, value in vars(planned).items() if name != "node"}
    values["node_id"] = part(Node, found, planned.node).id if planned.node else None
    writing.put(cycle, values, since)


def begin(actor: Actor, at: At) -> None:
    """Begin to do it; from here on plan and prediction are locked, for everybody. Safe to repeat.

    Raises NotFound, Forbidden, or Conflict while the gaps of a template are open.
    """
    with unit_of_work():
        found = opened(actor, at.artifact)
        cycle = part(Cycle, found, at.part)
        if cycle.locked_at is None and any(GAP.search(text) for text in (cycle.title, cycle.prediction)):
            raise Conflict(_l("Fill in the gaps in [brackets] first: from here on the prediction stays as it is."))
        if cycle.locked_at is None:
            cycle.locked_at, cycle.state = now(), "do"
            done(actor, found, "cycles")


def tell(actor: Actor, at: At, did: str, *, since: str | None = None) -> None:
    """Say what happened; then it can be studied. Raises NotFound, Forbidden, Invalid, Conflict or ClashError."""
    if not did:
        raise Invalid({"did": REQUIRED})
    with unit_of_work():
        found = opened(actor, at.artifact)
        cycle = part(Cycle, found, at.part)
        _begun(cycle)
        writing.put(cycle, {"did": did}, since)
        cycle.state = "done" if cycle.answer else "study"
        done(actor, found, "cycles", [did])


def study(actor: Actor, at: At, studied: Studied, *, since: str | None = None) -> None:
    """Answer the prediction, and say what is next. Raises NotFound, Forbidden, Invalid, Conflict or ClashError."""
    wrong: dict[str, Any] = {}
    if studied.answer not in ANSWERS:
        wrong["answer"] = _l("Say what your prediction came to.")
    if studied.act not in ACTS:
        wrong["act"] = _l("Say what you do now.")
    if not studied.studied:
        wrong["studied"] = REQUIRED
    if wrong:
        raise Invalid(wrong)
    with unit_of_work():
        found = opened(actor, at.artifact)
        cycle = part(Cycle, found, at.part)
        _begun(cycle)
        if not cycle.did:
            raise Conflict(_l("First say what happened."))
        writing.put(cycle, dict(vars(studied)), since)
        cycle.state = "done"
        done(actor, found, "cycles", [studied.studied, studied.next])


def _begun(cycle: Cycle) -> None:
    if cycle.locked_at is None:
        raise Conflict(_l("This cycle has not begun yet."))


def drop(actor: Actor, at: At) -> None:
    """Take out a cycle that never began. Raises NotFound, Forbidden or Conflict."""
    with unit_of_work():
        found = opened(actor, at.artifact)
        cycle = part(Cycle, found, at.part)
        if cycle.locked_at is not None:
            raise Conflict(_l("This cycle has begun, so it stays: what did not work is worth knowing, too."))
        session().delete(cycle)
        done(actor, found, "cycles")
