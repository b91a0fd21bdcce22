"""Measures: what is counted and how, its values by hand or by paste, and what happened when."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import delete, func, select

from community.sdk import Actor, Invalid, session, unit_of_work
from community.sdk import lazy_gettext as _l
from plugins.artifacts.models import Artifact, Cycle, Mark, Measure, Point
from plugins.artifacts.queries.parts import part
from plugins.artifacts.queries.people import person_of
from plugins.artifacts.service import writing
from plugins.artifacts.service.writing import At, done, opened

MOST = 1000  # values of one measure


def add(actor: Actor, public_id: str, values: Mapping[str, Any]) -> Measure:
    """Add a measure, by the columns of Measure; `steward` is the public id of a person. Raises as `change` does."""
    with unit_of_work():
        found = opened(actor, public_id)
        last = session().scalar(select(func.max(Measure.position)).where(Measure.artifact_id == found.id))
        measure = Measure(artifact_id=found.id, position=0 if last is None else last + 1, name="", kind="outcome")
        _put(found, measure, values, None)
        session().add(measure)
        done(actor, found, "measures", [values["name"], values.get("definition", "")])
    return measure


def change(actor: Actor, at: At, values: Mapping[str, Any], *, since: str | None = None) -> None:
    """Change what is said about a measure. Raises NotFound, Forbidden, Invalid or ClashError."""
    with unit_of_work():
        found = opened(actor, at.artifact)
        _put(found, part(Measure, found, at.part), values, since)
        done(actor, found, "measures", [values["name"], values.get("definition", "")])


def _put(found: Artifact, measure: Measure, values: Mapping[str, Any], since: str | None) -> None:
    if not values.get("name"):
        raise Invalid({"name": _l("Please fill this in.")})
    kept = {name: value for name, value in values.items() if name != "steward"}
    if "steward" in values:
        kept["steward_id"] = person_of(found, values["steward"], "steward")
    writing.put(measure, kept, since)


def take_out(actor: Actor, at: At) -> None:
    """Take a measure out with its values; frozen versions keep them. Raises NotFound or Forbidden."""
    with unit_of_work():
        found = opened(actor, at.artifact)
        measure = part(Measure, found, at.part)
        session().execute(delete(Point).where(Point.measure_id == measure.id))
        session().execute(delete(Mark).where(Mark.measure_id == measure.id))
        session().delete(measure)
        done(actor, found, "measures")


def put_points(actor: Actor, at: At, points: Sequence[tuple[date, float | None]]) -> int:
    """Write values by day; a day that is there already gets the new one. Returns how many are new.

    None is a group too small to show. Raises NotFound, Forbidden or Invalid.
    """
    with unit_of_work():
        found = opened(actor, at.artifact)
        measure = part(Measure, found, at.part)
        there = {one.on: one for one in session().scalars(select(Point).where(Point.measure_id == measure.id))}
        wanted = dict(points)
        if len(there.keys() | wanted.keys()) > MOST:
            raise Invalid({"rows": _l("A measure has at most 1,000 values.")})
        for on, value in wanted.items():
            if on in there:
                there[on].value = value
            else:
                session().add(Point(measure_id=measure.id, on=on, value=value))
        done(actor, found, "measures")
    return len(wanted.keys() - there.keys())


def drop_point(actor: Actor, at: At, on: date) -> None:
    """Take a day's value out. Raises NotFound or Forbidden."""
    with unit_of_work():
        found = opened(actor, at.artifact)
        measure = part(Measure, found, at.part)
        session().execute(delete(Point).where(Point.measure_id == measure.id, Point.on == on))
        done(actor, found, "measures")


def mark(actor: Actor, at: At, on: date, text: str, *, cycle: str = "") -> Mark:
    """Say what happened on a day. `cycle` is the public id of one, or "". Raises NotFound, Forbidden or Invalid."""
    if not text:
        raise Invalid({"text": _l("Please fill this in.")})
    with unit_of_work():
        found = opened(actor, at.artifact)
        measure = part(Measure, found, at.part)
        number = part(Cycle, found, cycle).id if cycle else None
        row = Mark(measure_id=measure.id, on=on, text=text, cycle_id=number)
        session().add(row)
        done(actor, found, "measures", [text])
    return row


def unmark(actor: Actor, at: At, mark_id: str) -> None:
    """Take such a word out. Raises NotFound or Forbidden."""
    with unit_of_work():
        found = opened(actor, at.artifact)
        measure = part(Measure, found, at.part)
        session().execute(delete(Mark).where(Mark.measure_id == measure.id, Mark.public_id == mark_id))
        done(actor, found, "measures")
