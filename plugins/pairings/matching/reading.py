"""A round in JSON, and its answer as JSON or as lines. Pure; what is wrong in a file is said by field."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from plugins.pairings.matching.instance import ClassRule, Instance, Pair, Unusable
from plugins.pairings.matching.outcome import Assignment

PLAIN = ("cooldown", "history_cost", "reciprocity", "floor", "floor_share", "connected", "seed")
PAIRS = ("forbidden", "pinned", "existing")


def instance_in(content: bytes) -> Instance:
    """The round that a file holds. Raises Unusable."""
    try:
        said = json.loads(content)
    except ValueError as error:
        raise Unusable([("file", f"this is no JSON: {error}")]) from None
    if not isinstance(said, Mapping):
        raise Unusable([("file", "one JSON object is needed")])
    known = {"ids", "fit", "receivers", "giving", "receiving", "classes", "history", "parts", *PLAIN, *PAIRS}
    strange = sorted(set(said) - known)
    if strange:
        raise Unusable([(name, "there is no such field") for name in strange])
    return Instance(**dict(_fields(said)))


def _fields(said: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name in ("ids", "fit"):
        if name not in said:
            raise Unusable([(name, "this is needed")])
    yield "ids", _names("ids", said["ids"])
    yield "fit", said["fit"]
    if said.get("receivers") is not None:
        yield "receivers", _names("receivers", said["receivers"])
    for name in ("giving", "receiving"):
        if name in said:
            yield name, _bounds(name, said[name])
    for name in PAIRS:
        yield name, _pairs(name, said.get(name, []))
    history = said.get("history", [])
    if not isinstance(history, list):
        raise Unusable([("history", "a list of rounds, each a list of pairs")])
    yield "history", tuple(_pairs("history", one) for one in history)
    yield "classes", tuple(_rule(one) for one in _list("classes", said.get("classes", [])))
    yield from ((name, said[name]) for name in (*PLAIN, "parts") if name in said)


def _list(name: str, value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise Unusable([(name, "a list is needed")])
    return value


def _names(name: str, value: Any) -> tuple[str, ...]:
    if not all(isinstance(one, str) for one in _list(name, value)):
        raise Unusable([(name, "a list of names is needed")])
    return tuple(value)


def _pairs(name: str, value: Any) -> frozenset[Pair]:
    found = _list(name, value)
    if not all(isinstance(one, list) and len(one) == 2 and all(isinstance(each, str) for each in one) for one in found):
        raise Unusable([(name, "a list of pairs [giver, receiver] is needed")])
    return frozenset((one[0], one[1]) for one in found)


def _bounds(name: str, value: Any) -> Any:
    if isinstance(value, Mapping):
        return {who: _span(name, one) for who, one in value.items()}
    return _span(name, value)


def _span(name: str, value: Any) -> Any:
    if type(value) is int:
        return value
    if isinstance(value, list) and len(value) == 2 and all(type(one) is int for one in value):
        return value[0], value[1]
    raise Unusable([(name, "a number, or [at least, at most]")])


def _rule(value: Any) -> ClassRule:
    try:
        pairs = _pairs("classes", value["pairs"]) if value.get("pairs") is not None else None
        rest = {name: value[name] for name in ("labels", "same", "side") if name in value}
        return ClassRule(name=value["name"], low=value["low"], high=value["high"], pairs=pairs, **rest)
    except (KeyError, TypeError, AttributeError) as error:
        raise Unusable([("classes", f"name, low, high, and pairs or labels are needed: {error}")]) from None


def as_data(found: Assignment) -> dict[str, Any]:
    """The answer for JSON."""
    return asdict(found)


def as_lines(found: Assignment) -> Iterator[str]:
    """The answer to be read: a line for each pair, then the figures."""
    for pair in found.pairs:
        marks = f"  ({', '.join(pair.flags)})" if pair.flags else ""
        yield f"{pair.giver} → {pair.receiver}  {pair.fit:.3f}{marks}"
    worst = "–" if found.worst is None else f"{found.worst:.3f}"
    yield f"fit {found.total:.3f}, weakest pair {worst}, bound {found.bound:.3f} ({100 * found.gap:.2f} % missing)"
    yield f"{found.status}; {'all in one piece' if found.pieces == 1 else f'{found.pieces} pieces'}"
    for what, asked, had in found.gave_way:
        yield f"{what} gave way: {asked} was asked, {had} was possible"
