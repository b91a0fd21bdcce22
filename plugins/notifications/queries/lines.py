"""Notices as their reader sees them: those on one thing are one line, with names."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from community.sdk import Actor, Face, Ref, described, faces, host, local
from community.sdk import gettext as _
from plugins.notifications.models import Notice
from plugins.notifications.queries.notices import Told

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


def days(actor: Actor, listed: Sequence[Told]) -> list[Day]:
    """What was told, the newest first, a line a thing, each on the reader's day of its newest notice."""
    by_day: dict[date, list[Line]] = {}
    for line in of(actor, listed):
        by_day.setdefault(local(line.at).date(), []).append(line)
    return [Day(day, by_day[day]) for day in sorted(by_day, reverse=True)]


def by_thing(actor: Actor, listed: Sequence[Notice]) -> list[Line]:
    """Notices, newest first, one line a thing."""
    return of(actor, _grouped(listed, lambda one: (one.thing_kind, one.thing_id)))


def by_person(actor: Actor, listed: Sequence[Notice]) -> list[Line]:
    """Notices, newest first, one line for each thing that one person did."""
    return of(actor, _grouped(listed, lambda one: (one.name, one.actor_id, one.thing_kind, one.thing_id)))


def _grouped(listed: Sequence[Notice], key: Callable[[Notice], Hashable]) -> list[Told]:
    groups: dict[Hashable, list[Notice]] = {}
    for one in listed:
        groups.setdefault(key(one), []).append(one)
    return [_summed(group) for group in groups.values()]


def _summed(group: Sequence[Notice]) -> Told:
    new = [one for one in group if one.read_at is None]
    return Told(group[0], new[-1] if new else group[0], len(group), len(new), [one.actor_id for one in new or group])


def of(actor: Actor, listed: Sequence[Told]) -> list[Line]:
    """Each as a line; without what the reader can no longer read."""
    ends = [(one.newest, one.first) for one in listed]
    titles = described(actor, (Ref(one.about_kind, one.about_id) for pair in ends for one in pair))
    known = faces(person for one in listed for person in (one.newest.actor_id, *one.people))
    words = {declared.name: declared.words for declared in host().notices()}
    found = []
    for told in listed:
        title = titles.get(Ref(told.newest.about_kind, told.newest.about_id), ("", ""))[0]
        url = titles.get(Ref(told.first.about_kind, told.first.about_id), ("", ""))[1]
        if told.newest.name in words and url:
            found.append(_line(told, words[told.newest.name], (title, url), known))
    return found


def _line(told: Told, words: Any, said: tuple[str, str], known: Mapping[int | None, Face]) -> Line:
    face = known[told.newest.actor_id]
    names = tuple(dict.fromkeys([face.name, *(known[one].name for one in told.people)]))
    return Line(told.newest.seq, words, face, *said, told.newest.at, names, told.count, told.unread)
