"""The districts of the sample network: invented names over figures that the state reported of other, real districts.

Which ones is not said: nobody shall read about an invented district and think of a real one. Source of the numbers:
California Department of Education, 2018-19.
"""

from dataclasses import dataclass
from typing import Any

from community.people.figures import SOURCE

YEAR = "2018-19"
COLUMNS = (
    "enrol_noncharter",
    "enrol_charter",
    "el_pct",
    "sed_pct",
    "unduplicated_pct",
    "swd_pct",
    "homeless_pct",
    "foster_pct",
    "migrant_pct",
    "hispanic_pct",
    "white_pct",
    "asian_pct",
    "african_american_pct",
    "filipino_pct",
    "american_indian_pct",
    "pacific_islander_pct",
    "multi_race_pct",
    "not_reported_pct",
    "ela_met_pct",
    "math_met_pct",
    "college_career_prepared_pct",
    "grad_pct",
    "uc_csu_met_pct",
    "dropout_pct",
    "chronic_absence_pct",
    "suspension_pct",
    "el_count",
    "sed_count",
    "ela_tested",
    "math_tested",
    "college_career_cohort",
    "absence_eligible",
    "grad_cohort",
    "cumulative_enrol",
)


@dataclass(frozen=True)
class SampleDistrict:
    """An invented district: key, names, what the state says of its kind, students, and the figures of COLUMNS."""

    key: str
    name: str
    short_name: str
    facts: tuple[str, str, str, str, str]  # type, lowest and highest grade, where it lies, assistance
    enrolment: int
    numbers: str

    def profile(self) -> dict[str, Any]:
        """The columns of its public profile; a hyphen is a figure that was not reported."""
        kind, low, high, locale, assistance = self.facts
        pairs = zip(COLUMNS, self.numbers.split(), strict=True)
        figures: dict[str, Any] = {name: _number(text) for name, text in pairs if text != "-"}
        return {
            "district_type": kind,
            "grade_low": low,
            "grade_high": high,
            "locale_code": locale,
            "enrolment": self.enrolment,
            "figures": figures | {"assistance_status": assistance},
            "year": YEAR,
            "source": SOURCE,
        }


def _number(text: str) -> float | int:
    return float(text) if "." in text else int(text)


# The first twelve are one collaboration, the last one is alone in another.
DISTRICTS = (
    SampleDistrict(
        "alder-creek",
        "Alder Creek Unified School District",
        "Alder Creek",
        ("Unified", "KG", "12", "41 - Rural, Fringe", "Differentiated Assistance"),
        2318,
        "2318 0 21.5 62.6 63.3 12.4 0.1 0.6 3.8 62.0 31.9 1.7 0.6 0.6 1.0 0.3 1.7 0.0"
        " 39.7 31.9 32.4 95.1 28.3 1.6 11.7 6.8 499 1450 1245 1248 176 2415 182 2451",
    ),
    SampleDistrict(
        "mirasol",
        "Mirasol Elementary School District",
        "Mirasol",
        ("Elementary", "KG", "08", "33 - Town, Remote", "General Assistance"),
        2702,
        "2702 0 58.0 91.9 93.3 15.5 14.1 0.0 6.4 93.7 4.0 0.9 0.2 0.5 0.1 0.1 0.5 0.1"
        " 31.4 22.5 - - - - 10.8 5.9 1568 2483 1701 1711 - 2807 - 2826",
    ),
    SampleDistrict(
        "harrow-bridge",
        "Harrow Bridge Unified School District",
        "Harrow Bridge",
        ("Unified", "KG", "12", "11 - City, Large", "Differentiated Assistance"),
        9348,
        "8932 416 14.5 62.2 64.3 11.9 0.8 0.4 0.1 48.1 20.9 9.9 12.2 3.4 0.5 1.1 3.9 0.0"
        " 51.4 37.4 38.9 96.4 35.9 1.4 14.5 5.3 1358 5817 4988 4984 692 9737 691 9939",
    ),
    SampleDistrict(
        "cinder-knoll",
        "Cinder Knoll Unified School District",
        "Cinder Knoll",
        ("Unified", "KG", "12", "42 - Rural, Distant", "Differentiated Assistance"),
        1793,
        "1793 0 0.7 32.8 32.2 13.9 0.0 0.8 0.0 29.1 45.2 0.9 8.3 2.7 0.6 0.7 12.5 0.0"
        " 48.2 34.9 33.3 65.9 34.1 31.8 16.8 5.4 12 588 929 928 129 1950 129 1998",
    ),
    SampleDistrict(
        "santa-brisa",
        "Santa Brisa Unified School District",
        "Santa Brisa",
        ("Unified", "KG", "12", "32 - Town, Distant", "Differentiated Assistance"),
        4466,
        "4466 0 41.4 89.7 90.2 10.8 1.5 0.4 3.3 85.1 9.8 1.9 1.1 0.4 0.3 0.0 0.8 0.5"
        " 29.6 16.9 43.6 81.1 34.5 14.9 15.5 6.6 1848 4004 2354 2397 282 4687 275 4823",
    ),
    SampleDistrict(
        "larkspur-mesa",
        "Larkspur Mesa Elementary School District",
        "Larkspur Mesa",
        ("Elementary", "KG", "08", "21 - Suburban, Large", "Differentiated Assistance"),
        3632,
        "3632 0 4.9 16.4 18.1 11.4 0.3 0.4 0.0 15.7 72.2 5.3 0.9 1.2 0.3 0.3 4.2 0.0"
        " 74.1 65.3 - - - - 4.2 1.2 178 597 2422 2423 - 3769 - 3805",
    ),
    SampleDistrict(
        "pinyon-gate",
        "Pinyon Gate Unified School District",
        "Pinyon Gate",
        ("Unified", "KG", "12", "31 - Town, Fringe", "General Assistance"),
        2118,
        "2118 0 28.3 89.6 90.1 5.0 0.8 0.5 3.1 91.0 7.4 0.8 0.4 0.0 0.3 0.0 0.1 0.0"
        " 34.0 23.9 35.2 85.9 33.6 4.5 8.8 2.4 599 1897 1084 1086 162 2194 156 2240",
    ),
    SampleDistrict(
        "quail-terrace",
        "Quail Terrace Elementary School District",
        "Quail Terrace",
        ("Elementary", "KG", "08", "12 - City, Midsize", "General Assistance"),
        6664,
        "6664 0 30.0 34.6 47.2 9.2 0.0 0.2 0.0 28.3 23.2 29.8 1.3 5.3 2.2 0.9 8.0 0.9"
        " 59.4 54.0 - - - - 5.6 1.4 2002 2307 4022 4067 - 6878 - 6976",
    ),
    SampleDistrict(
        "vista-serena",
        "Vista Serena Unified School District",
        "Vista Serena",
        ("Unified", "KG", "12", "23 - Suburban, Small", "General Assistance"),
        13738,
        "13738 0 10.6 25.7 27.6 13.1 0.5 0.1 1.4 31.0 46.8 8.9 1.5 3.1 0.3 0.3 8.2 0.1"
        " 62.9 50.2 54.4 94.1 48.5 2.3 5.1 3.0 1458 3529 6996 7005 1116 13721 1126 13870",
    ),
    SampleDistrict(
        "copper-lantern",
        "Copper Lantern Unified School District",
        "Copper Lantern",
        ("Unified", "KG", "12", "13 - City, Small", "General Assistance"),
        9357,
        "9357 0 11.7 27.0 33.1 7.2 0.3 0.1 0.0 14.9 12.3 65.6 1.8 3.1 0.1 0.1 1.9 0.2"
        " 77.6 75.8 70.7 98.8 94.5 0.6 3.8 1.2 1095 2522 4762 4853 843 9560 841 9686",
    ),
    SampleDistrict(
        "tule-harbor",
        "Tule Harbor Unified School District",
        "Tule Harbor",
        ("Unified", "KG", "12", "22 - Suburban, Midsize", "General Assistance"),
        4662,
        "4662 0 4.1 24.4 25.5 8.7 0.9 0.2 0.0 19.3 44.7 4.4 7.8 7.8 0.4 0.2 13.7 1.9"
        " 57.7 54.1 67.7 96.1 46.5 2.0 8.6 3.2 189 1139 2342 2341 402 4772 407 4829",
    ),
    SampleDistrict(
        "marigold-hollow",
        "Marigold Hollow Elementary School District",
        "Marigold Hollow",
        ("Elementary", "KG", "08", "11 - City, Large", "General Assistance"),
        7199,
        "5273 1926 49.9 75.2 87.7 12.2 4.3 0.3 0.1 83.8 6.8 0.4 2.5 3.3 0.1 0.3 2.6 0.1"
        " 35.6 30.1 - - - - 12.6 0.7 3589 5414 4171 4248 - 7533 - 7715",
    ),
    SampleDistrict(
        "ocotillo-bend",
        "Ocotillo Bend Unified School District",
        "Ocotillo Bend",
        ("Unified", "KG", "12", "21 - Suburban, Large", "General Assistance"),
        3057,
        "3057 0 3.2 10.1 12.6 10.9 0.0 0.0 0.0 20.1 61.4 1.6 1.5 1.8 0.4 0.4 8.2 4.6"
        " 78.0 67.6 63.9 94.7 57.2 3.9 6.1 3.0 99 310 1561 1567 285 3171 284 3233",
    ),
)
