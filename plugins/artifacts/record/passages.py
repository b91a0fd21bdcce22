"""Every text of a record with where it stands: for differences, exports and search. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plugins.artifacts.record.values import Cycle, Measure, Record


@dataclass(frozen=True)
class Passage:
    """A text: the part that it is of ("" for the artifact itself), what that part is called, which field, the words."""

    part: str
    place: str
    field: str
    text: str

    @property
    def key(self) -> tuple[str, str]:
        """The same in every version."""
        return self.part, self.field


def passages(record: Record) -> Sequence[Passage]:
    """All texts in the order of reading; empty ones are left out. Numbers and days stand as text."""
    return [one for one in _all(record) if one.text]


def _all(record: Record) -> Iterator[Passage]:
    aim = record.aim
    yield Passage("", "", "title", record.title)
    yield Passage("", "", "aim", aim.text)
    yield Passage("", "", "amount", aim.amount)
    yield Passage("", "", "group", aim.group)
    yield Passage("", "", "by", aim.by.isoformat() if aim.by else "")
    yield Passage("", "", "context", record.context.text)
    for section in record.sections:
        yield Passage(section.id, section.heading, "heading", section.heading)
        yield Passage(section.id, section.heading, "section", section.words.text)
    for one in record.commitments:
        due = f" ({one.due.isoformat()})" if one.due else ""
        yield Passage(one.id, "", "commitment", f"{one.text}{due}")
        yield Passage(one.id, one.text, f"commitment {one.state}", one.why or ("" if one.state == "open" else one.text))
    for node in record.nodes:
        yield Passage(node.id, "", node.kind, node.text)
    for cycle in record.cycles:
        yield from _cycle(cycle)
    for measure in record.measures:
        yield from _measure(measure)
    for seen in record.evidence:
        yield Passage(seen.id, seen.title, "evidence", seen.title)
        yield Passage(seen.id, seen.title, "method", seen.method)
        yield Passage(seen.id, seen.title, "shows", seen.words.text)
    yield Passage("", "", "reflection", record.reflection.text)
    yield Passage("", "", "learned", record.learned)


def _cycle(cycle: Cycle) -> Iterator[Passage]:
    place = f"{cycle.number}: {cycle.title}"
    yield Passage(cycle.id, place, "cycle", cycle.title)
    for field in ("question", "plan", "prediction", "did", "answer", "studied", "act", "next"):
        yield Passage(cycle.id, place, field, getattr(cycle, field))


def _measure(measure: Measure) -> Iterator[Passage]:
    yield Passage(measure.id, measure.name, "measure", measure.name)
    yield Passage(measure.id, measure.name, "definition", measure.definition)
    yield Passage(measure.id, measure.name, "goal", "" if measure.goal is None else f"{measure.goal:g} {measure.unit}")
    values = "\n".join(
        f"{one.on.isoformat()}  {'*' if one.value is None else f'{one.value:g}'}" for one in measure.points
    )
    yield Passage(measure.id, measure.name, "values", values)
    yield Passage(
        measure.id, measure.name, "marks", "\n".join(f"{one.on.isoformat()}  {one.text}" for one in measure.marks)
    )
