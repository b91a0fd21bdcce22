"""Paging by position rather than by number, so that page 900 costs what page 1 does. No HTTP."""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from sqlalchemy import Select, literal, tuple_
from sqlalchemy.orm import InstrumentedAttribute

from community.data.database import session

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
    start = _decode(after, len(position))
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


def _decode(text: str | None, length: int) -> list[Any] | None:
    if not text:
        return None
    try:
        values = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        plain = [_time(value) if isinstance(value, str) else value for value in values]
    except (ValueError, TypeError):
        return None
    return plain if len(plain) == length and all(isinstance(v, int | datetime) for v in plain) else None


def _time(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError(text)
    return at
