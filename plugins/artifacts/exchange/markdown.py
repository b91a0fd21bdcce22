"""A record as Markdown, and Markdown as the texts of a new record. Pure; every word of the program comes in `Names`."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from plugins.artifacts.outline.tree import lines
from plugins.artifacts.record.values import Cycle, Evidence, Measure, Record

LONGEST = {"title": 160, "aim": 600, "text": 40_000, "line": 300}
HEADS = {
    "aim": ("aim", "our aim", "propósito", "nuestro propósito"),
    "context": ("context", "contexto"),
    "drivers": ("drivers", "driver diagram", "what drives it, and what we try", "impulsores", "diagrama de impulsores"),
    "reflection": ("reflection", "reflexión"),
}
KINDS = ("primary", "secondary", "idea")
_HEAD, _ITEM = re.compile(r"^(#{1,3})\s+(.*?)\s*#*\s*$"), re.compile(r"^(\s*)(?:[-*+]|\d+[.)])\s+(.*)$")
_FACT = re.compile(r"^\* [^:\n]{1,60}: ")
_KIND = re.compile(r"^\[(?P<kind>[^\]]{1,40})\]\s*")


@dataclass(frozen=True)
class Names:
    """What things are called: `words` by field, `values` by field and value, people and terms by number."""

    words: Mapping[str, str]
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    people: Mapping[int, str] = field(default_factory=dict)
    terms: Mapping[int, str] = field(default_factory=dict)

    def word(self, name: str) -> str:
        """What a field is called."""
        return str(self.words.get(name, name))

    def value(self, name: str, value: str) -> str:
        """What a value of a field is called."""
        return str(self.values.get(name, {}).get(value, value))


def written(record: Record, names: Names) -> str:
    """The whole record, readable as plain text."""
    return "\n".join(_whole(record, names)).strip() + "\n"


def _whole(record: Record, names: Names) -> Iterator[str]:
    yield f"# {_line(record.title)}\n"
    yield from _facts(
        [("status", names.value("status", record.status)), ("challenge", names.terms.get(record.challenge or 0, ""))],
        names,
    )
    aim = record.aim
    yield from _part(names.word("aim"), aim.text)
    yield from _facts(
        [("amount", aim.amount), ("group", aim.group), ("by", aim.by.isoformat() if aim.by else "")], names
    )
    yield from _part(names.word("context"), record.context.text)
    for section in record.sections:
        yield from _part(_line(section.heading), section.words.text)
    if record.commitments:
        yield from _part(names.word("commitments"), "\n".join(_commitments(record, names)))
    if record.nodes:
        drawn = (
            f"{'  ' * line.depth}- [{names.value('node', line.node.kind)}] {_line(line.node.text)}"
            for line in lines(record.nodes)
        )
        yield from _part(names.word("drivers"), "\n".join(drawn))
    for cycle in record.cycles:
        yield from _cycle(cycle, names)
    for measure in record.measures:
        yield from _measure(measure, names)
    for seen in record.evidence:
        yield from _evidence(seen, names)
    yield from _part(names.word("reflection"), record.reflection.text)
    yield from _part(names.word("learned"), record.learned)


def _line(text: str) -> str:
    return " ".join(text.split())


def _part(heading: str, text: str) -> Iterator[str]:
    if text:
        yield f"## {heading}\n"
        yield f"{text.strip()}\n"


def _facts(facts: Sequence[tuple[str, str]], names: Names) -> Iterator[str]:
    told = [f"* {names.word(name)}: {_line(value)}" for name, value in facts if value]
    if told:
        yield "\n".join(told) + "\n"


def _commitments(record: Record, names: Names) -> Iterator[str]:
    for one in record.commitments:
        facts = [
            names.people.get(one.owner or 0, ""),
            one.due.isoformat() if one.due else "",
            names.value("commitment", one.state),
            one.why,
        ]
        yield f"* {_line(one.text)} ({', '.join(_line(fact) for fact in facts if fact)})"


def _cycle(cycle: Cycle, names: Names) -> Iterator[str]:
    yield f"## {names.word('cycle')} {cycle.number}: {_line(cycle.title)}\n"
    days = " – ".join(one.isoformat() for one in (cycle.starts_on, cycle.ends_on) if one)
    yield from _facts([("days", days), ("state", names.value("state", cycle.state))], names)
    for name in ("question", "plan", "prediction", "did", "answer", "studied", "act", "next"):
        if text := getattr(cycle, name):
            yield f"**{names.word(name)}**\n\n{names.value(name, text).strip()}\n"


def _measure(measure: Measure, names: Names) -> Iterator[str]:
    yield f"## {names.word('measure')}: {_line(measure.name)}\n"
    goal = "" if measure.goal is None else f"{measure.goal:g} {measure.unit}"
    yield from _facts(
        [
            ("kind", names.value("measure", measure.kind)),
            ("definition", measure.definition),
            ("goal", goal),
            ("steward", names.people.get(measure.steward or 0, "")),
        ],
        names,
    )
    marks = {one.on: one.text for one in measure.marks}
    if measure.points:
        yield f"| {names.word('day')} | {names.word('value')} | {names.word('marks')} |\n| --- | ---: | --- |"
        for point in measure.points:
            value = "*" if point.value is None else f"{point.value:g}"
            yield f"| {point.on.isoformat()} | {value} | {_line(marks.get(point.on, '')).replace('|', '/')} |"
        yield ""


def _evidence(seen: Evidence, names: Names) -> Iterator[str]:
    yield f"## {names.word('evidence')}: {_line(seen.title)}\n"
    days = " – ".join(one.isoformat() for one in (seen.begins_on, seen.ends_on) if one)
    size = str(seen.sample_size) if seen.sample_size else ""
    yield from _facts(
        [
            ("kind", names.value("evidence", seen.kind)),
            ("method", seen.method),
            ("days", days),
            ("size", size),
            ("small", names.value("small", seen.small)),
        ],
        names,
    )
    if seen.words.text:
        yield f"{seen.words.text.strip()}\n"


@dataclass(frozen=True)
class Brought:
    """What a text in Markdown holds: `nodes` are (depth, kind, words), `sections` (heading, text)."""

    title: str = ""
    aim: str = ""
    context: str = ""
    reflection: str = ""
    nodes: Sequence[tuple[int, str, str]] = ()
    sections: Sequence[tuple[str, str]] = ()


def read(text: str, kinds: Mapping[str, str]) -> Brought:
    """The texts of a new record. `kinds` maps what a kind of line is called, in small letters, to the kind.

    The first heading is the title; headings of HEADS are the parts that they name; every other one begins a section.
    Text before the first heading of a part belongs to the context.
    """
    title, parts = _split(text)
    found: dict[str, list[str]] = {name: [] for name in HEADS}
    sections: list[tuple[str, str]] = []
    for heading, body in parts:
        name = next(
            (one for one, called in HEADS.items() if heading.casefold() in called), "context" if not heading else ""
        )
        if name:
            found[name] += [body] if body else []
        else:
            sections.append((heading[: LONGEST["title"]], body[: LONGEST["text"]]))
    told = {name: "\n\n".join(filter(None, map(_without_facts, texts))) for name, texts in found.items()}
    return Brought(
        title[: LONGEST["title"]], _first(told["aim"])[: LONGEST["aim"]], told["context"][: LONGEST["text"]],
        told["reflection"][: LONGEST["text"]], _outline(told["drivers"], kinds), sections,
    )  # fmt: skip


def _first(text: str) -> str:
    """Its first paragraph, in one line."""
    return " ".join(text.partition("\n\n")[0].split())


def _without_facts(text: str) -> str:
    """The text without a first paragraph of facts ("* By when: 2027-06-01"), which `written` puts below a heading."""
    first, _gap, rest = text.partition("\n\n")
    facts = all(_FACT.match(line) for line in first.split("\n"))
    return rest.strip() if facts else text


def _split(text: str) -> tuple[str, list[tuple[str, str]]]:
    """The title, and pairs of heading and text; a text before any heading has the heading ""."""
    title, parts, fenced = "", [("", list[str]())], False
    for line in text.replace("\r\n", "\n").split("\n"):
        fenced ^= line.lstrip().startswith("```")
        head = None if fenced else _HEAD.match(line)
        if head is None:
            parts[-1][1].append(line)
        elif not title and head[1] == "#":
            title = head[2]
        else:
            parts.append((head[2], []))
    joined = [(heading, "\n".join(body).strip()) for heading, body in parts]
    return title, [(heading, body) for heading, body in joined if heading or body]


def _outline(text: str, kinds: Mapping[str, str]) -> list[tuple[int, str, str]]:
    found: list[tuple[int, str, str]] = []
    indents: list[int] = []
    for line in text.split("\n"):
        item = _ITEM.match(line)
        if item is None:
            continue
        indent = len(item[1].expandtabs(2))
        while indents and indents[-1] >= indent:
            indents.pop()
        depth = len(indents)
        indents.append(indent)
        named = _KIND.match(item[2])
        kind = kinds.get(named["kind"].casefold(), "") if named else ""
        words = item[2][named.end() :] if named and kind else item[2]
        if words.strip():
            found.append((depth, kind or KINDS[min(depth, 2)], words.strip()[: LONGEST["line"]]))
    return found
