"""The field operators: their names in English and Spanish, and what their values mean.

A value that means nothing makes `operator` answer None, and the text is read as plain words.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from types import MappingProxyType

from community.search.language.nodes import During, Field, Named, Note, QueryNode, Title
from community.search.language.stems import looked_up
from community.search.language.tokens import fold, words

_NAMES = {
    "title": "title", "titulo": "title", "tag": "tag", "etiqueta": "tag", "author": "author", "autor": "author",
    "autora": "author", "district": "district", "distrito": "district", "space": "space", "espacio": "space",
    "kind": "kind", "tipo": "kind", "before": "before", "antes": "before", "after": "after", "despues": "after",
    "updated": "updated", "actualizado": "updated", "has": "has", "tiene": "has", "file": "file", "archivo": "file",
}  # fmt: skip
_HAS = {"file": "file", "attachment": "file", "archivo": "file", "adjunto": "file", "image": "image", "imagen": "image",
        "link": "link", "enlace": "link"}  # fmt: skip
_DAYS = {"d": 1, "w": 7, "s": 7, "m": 30, "y": 365, "a": 365}
_AGO = re.compile(r"(\d{1,4})([dwsmya])")
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


@dataclass(frozen=True, slots=True)
class Reader:
    """Who asks: the time, their zone, their own id, and the kinds of things by the names people use."""

    now: datetime
    zone: tzinfo = UTC
    me: str | None = None
    kinds: Mapping[str, frozenset[str]] = field(default_factory=lambda: MappingProxyType({}))


def operator(name: str, value: str, quoted: bool, reader: Reader) -> QueryNode | Note | None:
    """The node for `name:value`; a note where a date is none; None where it is no operator."""
    known = _NAMES.get(fold(name))
    if known is None or not value.strip():
        return None
    if known == "title":
        found = tuple(looked_up(word) for word in words(value)[:24])
        return Title(found, exact=quoted and len(found) > 1) if found else None
    if known in ("before", "after", "updated"):
        return _during(known, value, reader)
    return _READ[known](value, reader)


def day(value: str, reader: Reader) -> datetime | None:
    """The moment at which a written date begins, in the reader's zone; `7d`, `2w`, `3m`, `1y` count back."""
    text = fold(value.strip())
    if text in ("today", "hoy", "yesterday", "ayer"):
        midnight = reader.now.astimezone(reader.zone).replace(hour=0, minute=0, second=0, microsecond=0)
        return (midnight if text in ("today", "hoy") else midnight - timedelta(days=1)).astimezone(UTC)
    ago = _AGO.fullmatch(text)
    if ago:
        return max(reader.now - timedelta(days=min(int(ago[1]) * _DAYS[ago[2]], 36_500)), _EARLIEST)
    found = _DATE.fullmatch(text)
    if not found:
        return None
    try:
        began = datetime(int(found[1]), int(found[2] or 1), int(found[3] or 1), tzinfo=reader.zone)
        return max(began.astimezone(UTC), _EARLIEST)
    except (ValueError, OverflowError):
        return None


_EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)


def _during(known: str, value: str, reader: Reader) -> QueryNode | Note:
    began = day(value, reader)
    if began is None:
        return Note("date", value.strip())
    if known == "before":
        return During("created", until=began)
    return During("updated" if known == "updated" else "created", since=began)


def _author(value: str, reader: Reader) -> QueryNode | None:
    if fold(value.strip()) in ("me", "yo"):
        return Field("author", values=frozenset((reader.me,) if reader.me else ()))
    return _named("author")(value, reader)


def _named(name: Named) -> Callable[[str, Reader], QueryNode | None]:
    def read(value: str, reader: Reader) -> QueryNode | None:
        found = tuple(words(value)[:8])
        return Field(name, words=found) if found else None

    return read


def _tag(value: str, reader: Reader) -> QueryNode | None:
    return Field("tag", values=frozenset((tag(value),)))


def _kind(value: str, reader: Reader) -> QueryNode | None:
    kinds = reader.kinds.get(tag(value))
    return Field("kind", values=kinds) if kinds else None


def _has(value: str, reader: Reader) -> QueryNode | None:
    what = _HAS.get(tag(value))
    return Field("has", values=frozenset((what,))) if what else None


def _file(value: str, reader: Reader) -> QueryNode | None:
    ending = tag(value).lstrip(".")
    return Field("file", values=frozenset((ending,))) if ending.isalnum() and len(ending) <= 8 else None


def tag(value: str) -> str:
    """A tag as it is compared: folded, with single spaces."""
    return " ".join(fold(value).split())


_READ: dict[str, Callable[[str, Reader], QueryNode | None]] = {
    "author": _author,
    "district": _named("district"),
    "space": _named("space"),
    "tag": _tag,
    "kind": _kind,
    "has": _has,
    "file": _file,
}
