"""Notices as their reader sees them: those on one thing, of one day, are one line with names."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from community.sdk import Actor, Face, Ref, faces, host, local
from community.sdk import gettext as _
from plugins.notifications.models import Notice
from plugins.notifications.queries import notices as stored

NAMES = 3


@dataclass(frozen=True)
class Line:
    """One or several notices as one line. `number` is that of the newest; `url` leads to the first unread one."""

    number: int
    words: Any
    face: Face
    title: str
    url: str
    at: datetime
    names: tuple[str, ...]
    count: int
    unread: int

    def __str__(self) -> str:
        """The line in the language of whoever reads: "Ana Ruiz replied in Attendance"."""
        return str(self.words) % {"who": self.face.name, "title": self.title}

    @property
    def also(self) -> str:
        """The names of further people, at most three."""
        others = self.names[1:]
        shown = ", ".join(others[:NAMES])
        if len(others) > NAMES:
            return _("Also %(names)s and %(count)s more", names=shown, count=len(others) - NAMES)
        return _("Also %(names)s", names=shown) if others else ""


@dataclass(frozen=True)
class Day:
    """The lines of one day, the newest first."""

    day: date
    lines: Sequence[Line]


def days(actor: Actor, listed: Sequence[Notice]) -> list[Day]:
    """Notices, newest first, by the reader's days and by thing."""
    by_day: dict[date, list[Line]] = {}
    for line in _lines(actor, listed, lambda one: (local(one.at).date(), one.thing_kind, one.thing_id)):
        by_day.setdefault(local(line.at).date(), []).append(line)
    return [Day(day, by_day[day]) for day in sorted(by_day, reverse=True)]


def by_thing(actor: Actor, listed: Sequence[Notice]) -> list[Line]:
    """Notices, newest first, one line a thing."""
    return _lines(actor, listed, lambda one: (one.thing_kind, one.thing_id))


def by_person(actor: Actor, listed: Sequence[Notice]) -> list[Line]:
    """Notices, newest first, one line for each thing that one person did."""
    return _lines(actor, listed, lambda one: (one.name, one.actor_id, one.thing_kind, one.thing_id))


def _lines(actor: Actor, listed: Sequence[Notice], key: Callable[[Notice], Hashable]) -> list[Line]:
    groups: dict[Hashable, list[Notice]] = {}
    for one in listed:
        groups.setdefault(key(one), []).append(one)
    titles = stored.described(actor, (Ref(one.about_kind, one.about_id) for one in listed))
    known = faces(one.actor_id for one in listed)
    words = {declared.name: declared.words for declared in host().notices()}
    found = []
    for group in groups.values():
        newest, first = group[0], _first_unread(group)
        title, _url = titles.get(Ref(newest.about_kind, newest.about_id), ("", ""))
        url = titles.get(Ref(first.about_kind, first.about_id), ("", ""))[1]
        if newest.name in words and url:
            people = [known[one.actor_id] for one in group]
            unread = sum(one.read_at is None for one in group)
            names = tuple(dict.fromkeys(face.name for face in people))
            line = Line(newest.seq, words[newest.name], people[0], title, url, newest.at, names, len(group), unread)
            found.append(line)
    return found


def _first_unread(group: Sequence[Notice]) -> Notice:
    """The oldest unread notice of a group that begins with the newest; the newest when all are read."""
    return next((one for one in reversed(group) if one.read_at is None), group[0])
