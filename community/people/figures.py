"""The figures that the state reports of a district: which there are, what they mean in plain words. Pure.

Names are the columns of the state's file. A figure that is absent was not reported; it is never 0.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from community.web.i18n import lazy_gettext as _l

SOURCE = "California Department of Education"


@dataclass(frozen=True)
class Figure:
    """One reported figure: a count of people, or a share in percent."""

    name: str
    label: str
    kind: Literal["count", "share"]
    hint: str = ""


@dataclass(frozen=True)
class Group:
    """Figures that belong together on a page."""

    title: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Reported:
    """A figure with its value for one district; None is "not reported"."""

    figure: Figure
    value: float | int | None


def _count(name: str, label: str, hint: str = "") -> Figure:
    return Figure(name, label, "count", hint)


def _share(name: str, label: str, hint: str = "") -> Figure:
    return Figure(name, label, "share", hint)


STUDENTS = Group(
    _l("Students"),
    (
        _count("enrol_total", _l("Students in all schools")),
        _count("enrol_noncharter", _l("Of these in district schools")),
        _count("enrol_charter", _l("Of these in charter schools")),
        _share("el_pct", _l("English learners"), _l("Students who are still learning English.")),
        _share("sed_pct", _l("From low-income families"), _l("The state says: socioeconomically disadvantaged.")),
        _share(
            "unduplicated_pct",
            _l("English learners, low-income or foster youth"),
            _l("Each student counted once. State funding follows this share."),
        ),
        _share("swd_pct", _l("With disabilities")),
        _share("homeless_pct", _l("Without a home of their own")),
        _share("foster_pct", _l("In foster care")),
        _share("migrant_pct", _l("From migrant families")),
    ),
)
ORIGINS = Group(
    _l("Race and ethnicity"),
    (
        _share("hispanic_pct", _l("Hispanic or Latino")),
        _share("white_pct", _l("White")),
        _share("asian_pct", _l("Asian")),
        _share("african_american_pct", _l("African American")),
        _share("filipino_pct", _l("Filipino")),
        _share("american_indian_pct", _l("American Indian or Alaska Native")),
        _share("pacific_islander_pct", _l("Pacific Islander")),
        _share("multi_race_pct", _l("Two or more")),
        _share("not_reported_pct", _l("Not stated by the family")),
    ),
)
LEARNING = Group(
    _l("Learning"),
    (
        _share("ela_met_pct", _l("Met the standard in English language arts")),
        _share("math_met_pct", _l("Met the standard in mathematics")),
        _share("college_career_prepared_pct", _l("Prepared for college or a career")),
        _share("grad_pct", _l("Graduated in four years")),
        _share("uc_csu_met_pct", _l("Graduates who may apply to the state's universities")),
        _share("dropout_pct", _l("Left high school early")),
    ),
)
ATTENDANCE = Group(
    _l("Attendance and discipline"),
    (
        _share("chronic_absence_pct", _l("Chronically absent"), _l("Missed one school day in ten, or more.")),
        _share("suspension_pct", _l("Suspended at least once")),
    ),
)
# Reported too, but only as the ground of a share: kept, not shown.
GROUNDS = Group(
    _l("Counts behind the shares"),
    (
        _count("el_count", _l("English learners")),
        _count("sed_count", _l("From low-income families")),
        _count("ela_tested", _l("Tested in English language arts")),
        _count("math_tested", _l("Tested in mathematics")),
        _count("college_career_cohort", _l("Looked at for college or a career")),
        _count("absence_eligible", _l("Looked at for absence")),
        _count("grad_cohort", _l("Looked at for graduation")),
        _count("cumulative_enrol", _l("Enrolled at any time of the year")),
    ),
)
SHOWN = (STUDENTS, ORIGINS, LEARNING, ATTENDANCE)
ALL: Mapping[str, Figure] = {one.name: one for group in (*SHOWN, GROUNDS) for one in group.figures}

LOCALES = {
    "11": _l("Large city"),
    "12": _l("Midsize city"),
    "13": _l("Small city"),
    "21": _l("Large suburb"),
    "22": _l("Midsize suburb"),
    "23": _l("Small suburb"),
    "31": _l("Town near a city"),
    "32": _l("Town some way from a city"),
    "33": _l("Town far from a city"),
    "41": _l("Rural, near a city"),
    "42": _l("Rural, some way from a city"),
    "43": _l("Rural, far from a city"),
}
TYPES = {"Elementary": _l("Elementary district"), "High": _l("High school district"), "Unified": _l("Unified district")}
ASSISTANCE = {
    "General Assistance": _l("General assistance"),
    "Differentiated Assistance": _l("Differentiated assistance"),
    "No Status": _l("No status"),
}


def locale_words(code: str | None) -> Any:
    """Where a district lies, in words, from the federal code ("21 - Suburban, Large"); None when not reported."""
    return LOCALES.get(code[:2], code) if code else None


def reported(group: Group, enrolment: int | None, figures: Mapping[str, Any]) -> list[Reported]:
    """The figures of a group with their values; total enrolment stands in a column of its own."""
    values = {**figures, "enrol_total": enrolment}
    return [Reported(figure, values.get(figure.name)) for figure in group.figures]


def source_line(source: str, year: str | None) -> str:
    """Who published it, and for which school year: "California Department of Education, 2018-19"."""
    return ", ".join(part for part in (source, year or "") if part)
