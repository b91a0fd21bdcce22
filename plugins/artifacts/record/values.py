"""Values of a record. Ids are public ids; people and terms stand as numbers, since their names may change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Words:
    """A text in markup, and the HTML that it was rendered to when it was written."""

    text: str = ""
    html: str = ""


@dataclass(frozen=True)
class Aim:
    """What is to be better, how much, for whom, by when."""

    text: str = ""
    amount: str = ""
    group: str = ""
    by: date | None = None


@dataclass(frozen=True)
class Node:
    """A line of the driver outline; `parent` is the id of another, or "". `kind`: primary, secondary, idea."""

    id: str
    text: str
    kind: str = "primary"
    parent: str = ""
    term: int | None = None


@dataclass(frozen=True)
class Cycle:
    """A PDSA cycle; see `models.parts.Cycle` for its words. `node` is the id of the idea that it tests."""

    id: str
    number: int
    title: str
    state: str = "plan"
    node: str = ""
    question: str = ""
    plan: str = ""
    prediction: str = ""
    locked_at: datetime | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    did: str = ""
    studied: str = ""
    answer: str = ""
    act: str = ""
    next: str = ""


@dataclass(frozen=True)
class Point:
    """A value on a day; None where the group was too small to show."""

    on: date
    value: float | None = None


@dataclass(frozen=True)
class Mark:
    """Something that happened on a day; `cycle` is the id of a cycle, or ""."""

    id: str
    on: date
    text: str
    cycle: str = ""


@dataclass(frozen=True)
class Measure:
    """Something counted over time, with its values in the order of days."""

    id: str
    name: str
    kind: str = "outcome"
    definition: str = ""
    unit: str = ""
    better: str = "up"
    goal: float | None = None
    baseline: int = 0
    steward: int | None = None
    points: Sequence[Point] = ()
    marks: Sequence[Mark] = ()


@dataclass(frozen=True)
class Evidence:
    """What was seen, asked or read, with how, when and of how many."""

    id: str
    title: str
    kind: str = "observation"
    words: Words = Words()
    method: str = ""
    begins_on: date | None = None
    ends_on: date | None = None
    sample_size: int | None = None
    small: str = "unchecked"
    cycle: str = ""


@dataclass(frozen=True)
class Section:
    """A section of a plan."""

    id: str
    heading: str
    words: Words = Words()


@dataclass(frozen=True)
class Commitment:
    """What somebody said they would do, by when."""

    id: str
    text: str
    owner: int | None = None
    due: date | None = None
    state: str = "open"
    why: str = ""
    evidence: str = ""


@dataclass(frozen=True)
class Record:
    """An artifact at one time. `ending`: "", "finished" or "abandoned", with what was learned."""

    form: str
    title: str
    language: str = "en"
    challenge: int | None = None
    status: str = "begun"
    status_why: str = ""
    aim: Aim = Aim()
    context: Words = Words()
    reflection: Words = Words()
    ending: str = ""
    learned: str = ""
    nodes: Sequence[Node] = ()
    cycles: Sequence[Cycle] = ()
    measures: Sequence[Measure] = ()
    evidence: Sequence[Evidence] = ()
    sections: Sequence[Section] = ()
    commitments: Sequence[Commitment] = ()

    @property
    def ideas(self) -> Sequence[Node]:
        """The changes to try."""
        return [node for node in self.nodes if node.kind == "idea"]

    @property
    def people(self) -> set[int]:
        """Everybody whose name the record needs."""
        named = {one.steward for one in self.measures} | {one.owner for one in self.commitments}
        return {one for one in named if one is not None}

    @property
    def terms(self) -> set[int]:
        """The terms whose words the record needs."""
        named = {self.challenge} | {node.term for node in self.nodes}
        return {one for one in named if one is not None}

    def by_id(self) -> Mapping[str, Node | Cycle | Measure | Evidence | Section | Commitment]:
        """Each part by its public id."""
        parts = (self.nodes, self.cycles, self.measures, self.evidence, self.sections, self.commitments)
        return {one.id: one for part in parts for one in part}
