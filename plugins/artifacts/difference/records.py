"""What changed between two records: each text that is not the same, in the order of reading."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from plugins.artifacts.difference.texts import Block, blocks
from plugins.artifacts.record.passages import passages
from plugins.artifacts.record.values import Record

Say = Callable[[str, str], str]


@dataclass(frozen=True)
class Change:
    """A text that was added, removed or changed: what its part is called, which field, and how."""

    part: str
    place: str
    field: str
    kind: str
    blocks: Sequence[Block]


def changed(before: Record, after: Record, say: Say = lambda _field, text: text) -> list[Change]:
    """The texts that differ, in the order of the newer record; what went stands at the end.

    `say(field, text)` puts what a record keeps as a key into words.
    """
    old = {one.key: one for one in passages(before)}
    new = {one.key: one for one in passages(after)}
    found = [
        Change(
            one.part, one.place, one.field, "changed" if key in old else "added",
            blocks(say(one.field, old[key].text) if key in old else "", say(one.field, one.text)),
        )
        for key, one in new.items()
        if key not in old or old[key].text != one.text
    ]  # fmt: skip
    gone = [one for key, one in old.items() if key not in new]
    return found + [
        Change(one.part, one.place, one.field, "removed", blocks(say(one.field, one.text), "")) for one in gone
    ]
