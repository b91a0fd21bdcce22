"""A question and its answer on their way to a process of its own and back. Pure."""

from collections.abc import Mapping
from typing import Any

from plugins.pairings.matching import Infeasible, Instance, Unusable, assign
from plugins.pairings.matching.instance import ClassRule
from plugins.pairings.matching.outcome import Cut
from plugins.pairings.matching.reading import as_data, instance_in

LISTS = ("districts", "partners", "rules", "lifts")


def read(said: dict[str, Any]) -> dict[str, Any]:
    """What the process of its own printed, as the engine would have answered here. Raises Unusable or Infeasible."""
    if "infeasible" in said:
        raise Infeasible(_cut(said["infeasible"]))
    if "unusable" in said:
        raise Unusable([(one[0], one[1]) for one in said["unusable"]])
    return said


def _cut(said: dict[str, Any]) -> Cut:
    lists = {name: [tuple(one) if isinstance(one, list) else one for one in said[name]] for name in LISTS}
    return Cut(**(said | {name: tuple(value) for name, value in lists.items()}))


def answer(content: bytes) -> dict[str, Any]:
    """What the process of its own prints for what it reads."""
    try:
        return as_data(assign(instance_in(content)))
    except Infeasible as why:
        return {"infeasible": why.cut.as_data()}
    except Unusable as why:
        return {"unusable": [list(one) for one in why.problems]}


def as_file(instance: Instance) -> dict[str, Any]:
    """An instance as JSON, the way a file has it."""
    plain = {
        name: getattr(instance, name)
        for name in ("cooldown", "history_cost", "reciprocity", "floor", "floor_share", "connected", "seed")
    }
    return plain | {
        "ids": list(instance.ids),
        "receivers": None if instance.receivers is None else list(instance.receivers),
        "fit": _rows(instance.fit.table() if hasattr(instance.fit, "table") else instance.fit),
        "giving": _bounds(instance.giving),
        "receiving": _bounds(instance.receiving),
        "forbidden": sorted(map(list, instance.forbidden)),
        "pinned": sorted(map(list, instance.pinned)),
        "existing": sorted(map(list, instance.existing)),
        "history": [sorted(map(list, one)) for one in instance.history],
        "classes": [_rule(one) for one in instance.classes],
        "parts": {name: _rows(table) for name, table in (instance.parts or {}).items()},
    }


def _rows(table: Any) -> list[list[float]]:
    """Python's JSON knows NaN, which stands for what is not known."""
    return [[float(value) for value in row] for row in table]


def _bounds(asked: Any) -> Any:
    if isinstance(asked, Mapping):
        return {who: _bounds(one) for who, one in asked.items()}
    return list(asked) if isinstance(asked, tuple) else asked


def _rule(one: ClassRule) -> dict[str, Any]:
    pairs = None if one.pairs is None else sorted(map(list, one.pairs))
    labels = None if one.labels is None else dict(one.labels)
    plain = {name: getattr(one, name) for name in ("name", "low", "high", "side", "same")}
    return plain | {"pairs": pairs, "labels": labels}
