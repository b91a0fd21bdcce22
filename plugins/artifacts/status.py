"""How far an artifact has come, read off its record; the team may say otherwise, with a reason. Pure."""

from collections.abc import Sequence

from plugins.artifacts.record.values import Record

# From the first to the last; each is reached when its own condition holds, whatever stands before it.
STEPS = ("begun", "aimed", "drawn", "testing", "studied", "evidenced", "finished", "abandoned")


def status(record: Record) -> str:
    """One of STEPS: the farthest that the record shows.

    "aimed": an aim with how much, for whom, by when. "drawn": a driver with an idea below it.
    "testing": a cycle in "do" or beyond. "studied": a cycle whose prediction was answered. "evidenced": that, and
    evidence attached. "finished" and "abandoned" are what the team said.
    """
    if record.ending:
        return record.ending
    return reached(record)[-1]


def reached(record: Record) -> Sequence[str]:
    """All steps that the record shows, in their order; "begun" always."""
    aim = record.aim
    studied = any(cycle.answer for cycle in record.cycles)
    shown = {
        "begun": True,
        "aimed": bool(aim.text and aim.amount and aim.group and aim.by),
        "drawn": any(node.kind == "idea" and node.parent for node in record.nodes),
        "testing": any(cycle.state != "plan" for cycle in record.cycles),
        "studied": studied,
        "evidenced": studied and bool(record.evidence),
    }
    return [step for step in STEPS if shown.get(step)]
