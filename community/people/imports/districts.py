"""The state's two files of districts as values: figures by district, and the directory. Judges rows; writes nothing."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from community.people import figures
from community.people.imports.lines import Row
from community.people.imports.rows import Unusable, degrees, digits, quoted, required, share, text, whole

FIGURES_COLUMNS = frozenset({"cds_code", "cd_code", "county", "district", "district_type", "enrol_total", "year"})
DIRECTORY_COLUMNS = frozenset({"cd_code", "county", "district", "city", "latitude", "longitude", "doc_code"})
GRADES = frozenset({"KG", *(f"{grade:02}" for grade in range(1, 13))})
COUNTY_OFFICE = "00"
DISTRICT_KINDS = frozenset({"52", "54", "56"})
_YEAR = re.compile(r"[0-9]{4}-[0-9]{2}")


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


def _grade(values: Mapping[str, str], column: str) -> str | None:
    found = values.get(column, "")
    if found and found not in GRADES:
        raise Unusable(f"{column} {quoted(found)} is no grade: KG, or 01 to 12")
    return found or None


def _year(values: Mapping[str, str]) -> str | None:
    found = values.get("year", "")
    if found and not _YEAR.fullmatch(found):
        raise Unusable(f"year {quoted(found)} is no school year such as 2018-19")
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
