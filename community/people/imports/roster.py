"""A list of who is in which team, as values: written by hand in a spreadsheet, so tolerant of how. Writes nothing."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from community.people import addresses
from community.people.imports.lines import Row
from community.people.imports.rows import Unusable, required

COLUMNS = frozenset({"collaboration", "district", "email", "name", "role"})
ROLES = {
    "central office": "central_office",
    "district office": "central_office",
    "oficina central": "central_office",
    "site": "site",
    "school": "site",
    "school site": "site",
    "escuela": "site",
    "plantel": "site",
    "classroom": "classroom",
    "teacher": "classroom",
    "aula": "classroom",
}
YES = frozenset({"yes", "y", "true", "1", "x", "si", "sí"})
NO = frozenset({"", "no", "n", "false", "0"})
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})", re.ASCII)
_AMERICAN = re.compile(r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4})", re.ASCII)


@dataclass(frozen=True)
class RosterRow:
    """One person's place in a team. `district` is a state code of 14 digits or a name; days are inclusive."""

    line: int
    collaboration: str
    district: str
    email: str
    name: str
    role: str
    decision_maker: bool = False
    lead: bool = False
    starts_on: date | None = None
    ends_on: date | None = None

    @property
    def key(self) -> str:
        """What may stand in a file once."""
        return f"{self.email} in {self.collaboration}, {self.district}, from {self.starts_on or 'now'}"


def is_roster(columns: list[str]) -> bool:
    """Whether a file with this header is a roster."""
    return {_plain(column) for column in columns} >= COLUMNS


def parser(columns: list[str]) -> Callable[[Row], RosterRow]:
    """What turns the lines of a file with this header into rows; it raises Unusable."""
    known = {column: _plain(column) for column in columns}

    def parse(row: Row) -> RosterRow:
        return _parsed(row.line, {known[column]: cell for column, cell in row.values.items()})

    return parse


def _parsed(line: int, values: Mapping[str, str]) -> RosterRow:
    email = addresses.tidy(required(values, "email", addresses.LONGEST))
    if not addresses.is_mail(email):
        raise Unusable(f"email {email!r} is no mail address")
    starts_on, ends_on = _day(values, "from"), _day(values, "until")
    if starts_on and ends_on and ends_on < starts_on:
        raise Unusable("until is before from")
    role = ROLES.get(_plain(required(values, "role", 40)))
    if role is None:
        raise Unusable(f"role {values['role']!r} is none of central office, site, classroom")
    return RosterRow(
        line,
        required(values, "collaboration", 160),
        required(values, "district", 160),
        email,
        required(values, "name", 120),
        role,
        _answer(values, "decision maker"),
        _answer(values, "lead"),
        starts_on,
        ends_on,
    )


def _plain(text: str) -> str:
    return " ".join(text.lower().replace("_", " ").split())


def _answer(values: Mapping[str, str], column: str) -> bool:
    found = values.get(column, "").lower()
    if found in YES | NO:
        return found in YES
    raise Unusable(f"{column} {found!r} is neither yes nor no")


def _day(values: Mapping[str, str], column: str) -> date | None:
    found = values.get(column, "")
    if not found:
        return None
    parts = _ISO.fullmatch(found) or _AMERICAN.fullmatch(found)
    try:
        if parts:
            return date(int(parts["year"]), int(parts["month"]), int(parts["day"]))
    except ValueError:
        pass
    raise Unusable(f"{column} {found!r} is no day such as 2027-03-31 or 3/31/2027")
