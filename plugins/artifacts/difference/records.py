"""What changed between two records: each text that is not the same, in the order of reading."""

from collections.abc import Sequence
from dataclasses import dataclass

from plugins.artifacts.difference.texts import Block, blocks
from plugins.artifacts.record.passages import passages
from plugins.artifacts.record.values import Record


@dataclass(frozen=True)
class Change:
    """A text that was added, removed or changed: what its part is called, which field, and how."""

    part: str
    place: str
    field: str
    kind: str
    blocks: Sequence[Block]


def changed(before: Record, after: Record) -> list[Change]:
    """The texts that differ, in the order of the newer record; what went stands at the end."""
    old = {one.key: one for one in passages(before)}
    new = {one.key: one for one in passages(after)}
    found = [
        Change(
            one.part, one.place, one.field, "changed" if key in old else "added",
            blocks(old[key].text if key in old else "", one.text),
        )
        for key, one in new.items()
        if key not in old or old[key].text != one.text
    ]  # fmt: skip
    gone = [one for key, one in old.items() if key not in new]
    return found + [Change(one.part, one.place, one.field, "removed", blocks(one.text, "")) for one in gone]
