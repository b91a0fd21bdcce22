"""The working record of an artifact from its rows, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from community.sdk import session
from plugins.artifacts.models import Artifact, Commitment, Cycle, Evidence, Mark, Measure, Node, Point, Section
from plugins.artifacts.record import values


def record(found: Artifact) -> values.Record:
    """The working record of one artifact."""
    return records([found])[found.id]


def records(found: Sequence[Artifact]) -> Mapping[int, values.Record]:
    """The working records of many, by id: nine queries for any number of them."""
    ids = [one.id for one in found]
    parts = _Parts(ids)
    return {one.id: _record(one, parts) for one in found}


class _Parts:
    """The rows of the parts of some artifacts, by artifact."""

    def __init__(self, ids: Sequence[int]) -> None:
        self.nodes = _rows(Node, ids, Node.position, Node.id)
        self.cycles = _rows(Cycle, ids, Cycle.number)
        self.measures = _rows(Measure, ids, Measure.position, Measure.id)
        self.evidence = _rows(Evidence, ids, Evidence.id)
        self.sections = _rows(Section, ids, Section.position, Section.id)
        self.commitments = _rows(Commitment, ids, Commitment.position, Commitment.id)
        measures = [one.id for rows in self.measures.values() for one in rows]
        self.points = _of_measures(Point, measures)
        self.marks = _of_measures(Mark, measures)
        everything = (*self.nodes.values(), *self.cycles.values(), *self.evidence.values())
        self.names = {(type(one), one.id): one.public_id for rows in everything for one in rows}

    def name(self, model: type[Any], number: int | None) -> str:
        return self.names.get((model, number), "") if number is not None else ""


def _rows(model: type[Any], ids: Sequence[int], *order: Any) -> Mapping[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for one in session().scalars(select(model).where(model.artifact_id.in_(ids)).order_by(*order)):
        found[one.artifact_id].append(one)
    return found


def _of_measures(model: type[Any], ids: Sequence[int]) -> Mapping[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for one in session().scalars(select(model).where(model.measure_id.in_(ids)).order_by(model.on)):
        found[one.measure_id].append(one)
    return found


def _record(found: Artifact, parts: _Parts) -> values.Record:
    return values.Record(
        form=found.form, title=found.title, language=found.language, challenge=found.challenge_id,
        status=found.status_said or found.status, status_why=found.status_why,
        aim=values.Aim(found.aim, found.aim_amount, found.aim_group, found.aim_by),
        context=values.Words(found.context, found.context_html),
        reflection=values.Words(found.reflection, found.reflection_html), ending=found.ending, learned=found.learned,
        nodes=tuple(
            values.Node(one.public_id, one.text, one.kind, parts.name(Node, one.parent_id), one.term_id)
            for one in parts.nodes.get(found.id, ())
        ),
        cycles=tuple(_cycle(one, parts) for one in parts.cycles.get(found.id, ())),
        measures=tuple(_measure(one, parts) for one in parts.measures.get(found.id, ())),
        evidence=tuple(_evidence(one, parts) for one in parts.evidence.get(found.id, ())),
        sections=tuple(
            values.Section(one.public_id, one.heading, values.Words(one.body, one.html))
            for one in parts.sections.get(found.id, ())
        ),
        commitments=tuple(_commitment(one, parts) for one in parts.commitments.get(found.id, ())),
    )  # fmt: skip


def _cycle(one: Cycle, parts: _Parts) -> values.Cycle:
    return values.Cycle(
        one.public_id, one.number, one.title, one.state, parts.name(Node, one.node_id), one.question, one.plan,
        one.prediction, one.locked_at, one.starts_on, one.ends_on, one.did, one.studied, one.answer, one.act, one.next,
    )  # fmt: skip


def _measure(one: Measure, parts: _Parts) -> values.Measure:
    points = tuple(values.Point(point.on, point.value) for point in parts.points.get(one.id, ()))
    marks = tuple(
        values.Mark(mark.public_id, mark.on, mark.text, parts.name(Cycle, mark.cycle_id))
        for mark in parts.marks.get(one.id, ())
    )
    return values.Measure(
        one.public_id, one.name, one.kind, one.definition, one.unit, one.better, one.goal, one.baseline,
        one.steward_id, points, marks,
    )  # fmt: skip


def _evidence(one: Evidence, parts: _Parts) -> values.Evidence:
    return values.Evidence(
        one.public_id, one.title, one.kind, values.Words(one.body, one.html), one.method, one.begins_on, one.ends_on,
        one.sample_size, one.small, parts.name(Cycle, one.cycle_id),
    )  # fmt: skip


def _commitment(one: Commitment, parts: _Parts) -> values.Commitment:
    evidence = parts.name(Evidence, one.evidence_id)
    return values.Commitment(one.public_id, one.text, one.owner_id, one.due, one.state, one.why, evidence)


def unchecked(record: values.Record) -> Sequence[str]:
    """The titles of evidence of which nobody said whether a group in it is too small to show."""
    return [one.title for one in record.evidence if one.small == "unchecked"]
