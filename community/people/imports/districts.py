"""The state's two files of districts as values: figures by district, and the directory. Judges rows; writes nothing."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from community.people import figures
from community.people.imports.lines import Problem, Row

FIGURES_COLUMNS = frozenset({"cds_code", "cd_code", "county", "district", "district_type", "enrol_total", "year"})
DIRECTORY_COLUMNS = frozenset({"cd_code", "county", "district", "city", "latitude", "longitude", "doc_code"})
GRADES = frozenset({"KG", *(f"{grade:02}" for grade in range(1, 13))})
COUNTY_OFFICE = "00"
DISTRICT_KINDS = frozenset({"52", "54", "56"})
_WHOLE = re.compile(r"[0-9]{1,9}")
_NUMBER = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,9})?")
_YEAR = re.compile(r"[0-9]{4}-[0-9]{2}")


class Unusable(Exception):
    """A row that cannot be used; says why in plain words."""


@dataclass(frozen=True)
class DistrictRow:
    """One district as the state reports it. Codes are text; None is "not reported"."""

    line: int
    cds_code: str
    name: str
    county: str
    profile: Mapping[str, Any] = field(default_factory=dict)  # columns of DistrictProfile, `figures` among them


@dataclass(frozen=True)
class DirectoryRow:
    """Where a district or county office lies, as the state's directory says."""

    line: int
    cd_code: str
    name: str
    county: str
    is_county_office: bool
    place: Mapping[str, Any] = field(default_factory=dict)


def kind_of(columns: list[str]) -> str | None:
    """Which of the two files has this header: "figures", "directory", or None."""
    found = set(columns)
    if found >= FIGURES_COLUMNS:
        return "figures"
    return "directory" if found >= DIRECTORY_COLUMNS else None


def judged(
    lines: Iterator[Row | Problem], parse: Callable[[Row], Any | None], key: Callable[[Any], str]
) -> Iterator[Any | Problem]:
    """Each row as a value or a problem; rows that do not concern us are left out; a key that came before is one."""
    seen: dict[str, int] = {}
    for line in lines:
        if isinstance(line, Problem):
            yield line
            continue
        try:
            value = parse(line)
        except Unusable as problem:
            yield Problem(line.line, str(problem))
            continue
        if value is None:
            continue
        code = key(value)
        if code in seen:
            yield Problem(line.line, f"code {code} stands in line {seen[code]} already")
            continue
        seen[code] = line.line
        yield value


def district(row: Row) -> DistrictRow:
    """A line of the figures file. Raises Unusable."""
    values = row.values
    code = digits(values, "cds_code", 14)
    if not code.endswith("0000000"):
        raise Unusable(f"code {code} is a school's, not a district's")
    short = digits(values, "cd_code", 7)
    if short != code[:7]:
        raise Unusable(f"cd_code {short} does not fit cds_code {code}")
    profile = {
        "cds_code": code,
        "cd_code": short,
        "nces_leaid": digits(values, "nces_leaid", 7) if values.get("nces_leaid") else None,
        "district_type": text(values, "district_type", 20) or None,
        "grade_low": _grade(values, "grade_low"),
        "grade_high": _grade(values, "grade_high"),
        "locale_code": text(values, "locale", 60) or None,
        "enrolment": whole(values, "enrol_total"),
        "figures": _figures(values),
        "year": _year(values),
        "source": figures.SOURCE,
    }
    return DistrictRow(row.line, code, required(values, "district", 160), required(values, "county", 60), profile)


def directory(row: Row) -> DirectoryRow | None:
    """A line of the directory; None for what is neither a district nor a county office. Raises Unusable."""
    values = row.values
    if values["doc_code"] not in DISTRICT_KINDS | {COUNTY_OFFICE} or values.get("status", "Active") != "Active":
        return None
    place = {
        "city": text(values, "city", 80) or None,
        "latitude": degrees(values, "latitude", 90),
        "longitude": degrees(values, "longitude", 180),
    }
    if (place["latitude"] is None) != (place["longitude"] is None):
        raise Unusable("latitude and longitude belong together; one of them is missing")
    name, county = required(values, "district", 160), required(values, "county", 60)
    is_office = values["doc_code"] == COUNTY_OFFICE
    return DirectoryRow(row.line, digits(values, "cd_code", 7), name, county, is_office, place)


def digits(values: Mapping[str, str], column: str, length: int) -> str:
    """A code of exactly `length` digits, as text. Raises Unusable."""
    code = values.get(column, "")
    if not code:
        raise Unusable(f"{column} is missing")
    if not code.isascii() or not code.isdigit():
        raise Unusable(f"{column} {_quoted(code)} has other characters than digits")
    if len(code) < length:
        lost = "; leading zeros may have been lost" if length - len(code) <= 2 else ""
        raise Unusable(f"{column} {code} is too short: {len(code)} digits instead of {length}{lost}")
    if len(code) > length:
        raise Unusable(f"{column} {_quoted(code)} is too long: {len(code)} digits instead of {length}")
    return code


def required(values: Mapping[str, str], column: str, most: int) -> str:
    """A text that must be there. Raises Unusable."""
    found = text(values, column, most)
    if not found:
        raise Unusable(f"{column} is missing")
    return found


def text(values: Mapping[str, str], column: str, most: int) -> str:
    """A text of one line, "" when empty. Raises Unusable."""
    found = " ".join(values.get(column, "").split())
    if len(found) > most:
        raise Unusable(f"{column} is longer than {most} characters")
    return found


def whole(values: Mapping[str, str], column: str) -> int | None:
    """A count, None when empty. Raises Unusable."""
    found = values.get(column, "")
    if not found:
        return None
    if not _WHOLE.fullmatch(found):
        raise Unusable(f"{column} {_quoted(found)} is not a whole number")
    return int(found)


def share(values: Mapping[str, str], column: str) -> float | None:
    """A share from 0 to 100, None when empty. Raises Unusable."""
    found = _decimal(values, column)
    if found is not None and not 0 <= found <= 100:
        raise Unusable(f"{column} {values[column]} is not between 0 and 100")
    return found


def degrees(values: Mapping[str, str], column: str, most: int) -> float | None:
    """A latitude or longitude, None when empty. Raises Unusable."""
    found = _decimal(values, column)
    if found is not None and abs(found) > most:
        raise Unusable(f"{column} {values[column]} is not between -{most} and {most}")
    return found


def _decimal(values: Mapping[str, str], column: str) -> float | None:
    found = values.get(column, "")
    if not found:
        return None
    if not _NUMBER.fullmatch(found):
        raise Unusable(f"{column} {_quoted(found)} is not a number")
    return float(found)


def _grade(values: Mapping[str, str], column: str) -> str | None:
    found = values.get(column, "")
    if found and found not in GRADES:
        raise Unusable(f"{column} {_quoted(found)} is no grade: KG, or 01 to 12")
    return found or None


def _year(values: Mapping[str, str]) -> str | None:
    found = values.get("year", "")
    if found and not _YEAR.fullmatch(found):
        raise Unusable(f"year {_quoted(found)} is no school year such as 2018-19")
    return found or None


def _figures(values: Mapping[str, str]) -> dict[str, Any]:
    """The other figures by column; those that were not reported are absent."""
    found: dict[str, Any] = {}
    for name, figure in figures.ALL.items():
        if name != "enrol_total" and name in values:
            value = whole(values, name) if figure.kind == "count" else share(values, name)
            if value is not None:
                found[name] = value
    status = text(values, "assistance_status", 60)
    return found | ({"assistance_status": status} if status else {})


def _quoted(found: str) -> str:
    return repr(found if len(found) <= 40 else found[:37] + "...")
