"""A record as a dictionary that JSON can hold, and back. Stable: what was frozen years ago still reads."""

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from typing import Any, get_type_hints

from plugins.artifacts.record import values
from plugins.artifacts.record.values import Record

SCHEMA = 1
PARTS = {
    "nodes": values.Node,
    "cycles": values.Cycle,
    "measures": values.Measure,
    "evidence": values.Evidence,
    "sections": values.Section,
    "commitments": values.Commitment,
    "points": values.Point,
    "marks": values.Mark,
}


def to_dict(record: Record) -> dict[str, Any]:
    """The record as JSON's own types; days and times in ISO 8601. What is as by default is left out."""
    return {"schema": SCHEMA, **_written(record)}


def _written(value: Any) -> Any:
    if is_dataclass(value):
        kept = ((one, getattr(value, one.name)) for one in fields(value))
        return {one.name: _written(what) for one, what in kept if one.default is MISSING or what != one.default}
    if isinstance(value, (list, tuple)):
        return [_written(one) for one in value]
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return value


def from_dict(written: Any) -> Record:
    """The record that `to_dict` wrote, now or in an earlier time; fields nobody knows any more are passed over.

    Raises ValueError for anything else.
    """
    if not isinstance(written, Mapping) or written.get("schema") not in range(1, SCHEMA + 1):
        message = "not a record of an artifact"
        raise ValueError(message)
    record: Record = _read(Record, written)
    return record


def _read(cls: type[Any], written: Any) -> Any:
    if not isinstance(written, Mapping):
        message = f"{cls.__name__.lower()} is not an object"
        raise ValueError(message)  # noqa: TRY004  what is wrong is a file's content, whatever its type
    hints = get_type_hints(cls)
    known = {name: _value(name, hints[name], written[name]) for name in hints if name in written}
    try:
        return cls(**known)
    except TypeError as error:
        message = f"{cls.__name__.lower()} lacks something: {error}"
        raise ValueError(message) from None


def _value(name: str, hint: Any, written: Any) -> Any:
    if name in PARTS:
        if not isinstance(written, list):
            message = f"{name} is not a list"
            raise ValueError(message)
        return tuple(_read(PARTS[name], one) for one in written)
    if is_dataclass(hint):
        return _read(hint, written)  # type: ignore[arg-type]
    return _plain(name, hint, written)


def _plain(name: str, hint: Any, written: Any) -> Any:
    kinds = getattr(hint, "__args__", (hint,))
    if written is None and type(None) in kinds:
        return None
    if datetime in kinds or date in kinds:
        wanted = datetime if datetime in kinds else date
        if isinstance(written, str):
            return wanted.fromisoformat(written)
    elif float in kinds and type(written) in {int, float}:
        return float(written)
    elif type(written) in kinds:
        return written
    message = f"{name} is not what it should be: {written!r:.80}"
    raise ValueError(message)
