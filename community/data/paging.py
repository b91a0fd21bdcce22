"""Paging by position rather than by number, so that page 900 costs what page 1 does. No HTTP."""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar

from sqlalchemy import BigInteger, Select, literal, tuple_
from sqlalchemy.orm import InstrumentedAttribute

from community.data.database import UTCDateTime, session

T = TypeVar("T")
Position = Sequence[InstrumentedAttribute[Any]]


@dataclass(frozen=True)
class Page(Generic[T]):
    """One page of a list. `more` is the position to continue from, for an address; None at the end."""

    items: Sequence[T]
    more: str | None = None


def newest_first(query: Select[Any], position: Position, *, after: str | None = None, size: int = 20) -> Page[Any]:
    """The entities of `query`, highest `position` first, continuing `after` the page that gave it; `size` a page.

    `position` are columns of one entity that together are unique. A position that nobody gave starts at the top.
    """
    start = _decode(after, position)
    if start:
        bound = [literal(value, column.type) for value, column in zip(start, position, strict=True)]
        query = query.where(tuple_(*position) < tuple_(*bound))
    rows = list(session().scalars(query.order_by(*(column.desc() for column in position)).limit(size + 1)).unique())
    items = rows[:size]
    more = _encode([getattr(items[-1], column.key) for column in position]) if len(rows) > size else None
    return Page(items, more)


def _encode(values: list[Any]) -> str:
    plain = [value.isoformat() if isinstance(value, datetime) else value for value in values]
    return base64.urlsafe_b64encode(json.dumps(plain).encode()).decode().rstrip("=")


def _decode(text: str | None, position: Position) -> list[Any] | None:
    """The values of a position, each of its column's type and within its bounds; None for whatever we did not give."""
    if not text:
        return None
    try:
        values = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        pairs = zip(values, position, strict=True)
        return [_time(value) if _is_time(column) else _number(value, column) for value, column in pairs]
    except (ValueError, TypeError, OverflowError, RecursionError):
        return None


def _is_time(column: InstrumentedAttribute[Any]) -> bool:
    return isinstance(column.type, UTCDateTime)


def _time(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError(text)
    return at.astimezone(UTC)


def _number(value: Any, column: InstrumentedAttribute[Any]) -> int:
    most = 2**63 if isinstance(column.type, BigInteger) else 2**31
    if type(value) is not int or not -most <= value < most:
        raise ValueError(value)
    return value
