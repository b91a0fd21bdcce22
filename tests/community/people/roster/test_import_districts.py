"""`community import districts`: the state's own files, and every way a row or a file can be wrong."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import func, select

from community.data.database import session
from community.people import figures
from community.people.imports import lines
from community.people.models import DistrictProfile, Organization

STATE_FILES = Path(__file__).resolve().parents[5] / "shared" / "data" / "districts"
FIGURES, DIRECTORY = STATE_FILES / "ca_districts_2018_19.csv", STATE_FILES / "ca_lea_directory_2020.csv"
real = pytest.mark.skipif(not FIGURES.is_file(), reason="the state's files are not beside the repository")

GOOD = {
    "nces_leaid": "0600001",
    "cd_code": "0112345",
    "cds_code": "01123450000000",
    "county": "Fern",
    "district": "Fern Hollow Unified",
    "district_type": "Unified",
    "grade_low": "KG",
    "grade_high": "12",
    "locale": "42 - Rural, Distant",
    "assistance_status": "General Assistance",
    "enrol_total": "1200",
    "el_pct": "0.0",
    "math_met_pct": "41.5",
    "grad_pct": "",
    "grad_cohort": "",
    "year": "2018-19",
}


def table(*rows, newline="\n"):
    """A file of the state with rows like GOOD, each changed as said."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(GOOD), lineterminator=newline)
    writer.writeheader()
    for number, changes in enumerate(rows):
        code = f"01{number:05}"
        writer.writerow({**GOOD, "cd_code": code, "cds_code": code + "0000000", **changes})
    return out.getvalue()


def run(app, *arguments):
    """The command's exit status, what it printed, what it said on the side."""
    answer = app.test_cli_runner().invoke(args=["import", "districts", *map(str, arguments)])
    return answer.exit_code, answer.stdout, answer.stderr


def count(kind="district"):
    return session().scalar(select(func.count()).select_from(Organization).where(Organization.kind == kind))


def profile(code):
    return session().scalars(select(DistrictProfile).where(DistrictProfile.cds_code == code)).one()


def test_a_row_becomes_a_district_with_what_was_reported(empty_site, written):
    status, out, err = run(empty_site, written("d.csv", table({})))
    assert (status, "1 added" in out, "1 rows read" in err) == (0, True, True)
    row = profile("01000000000000")
    assert (row.cd_code, row.nces_leaid, row.enrolment, row.year) == ("0100000", "0600001", 1200, "2018-19")
    assert row.figures["el_pct"] == 0
    assert row.figures["math_met_pct"] == 41.5
    assert "grad_pct" not in row.figures
    reported = {one.figure.name: one.value for one in figures.reported(figures.LEARNING, row.enrolment, row.figures)}
    assert reported["grad_pct"] is None


def test_the_second_run_changes_nothing_and_says_so(empty_site, written):
    file = written("d.csv", table({}, {}))
    run(empty_site, file)
    status, out, _err = run(empty_site, file)
    assert (status, "2 unchanged. Nothing to change." in out) == (0, True)


def test_changed_figures_are_taken_and_older_ones_are_not(empty_site, written):
    run(empty_site, written("d.csv", table({})))
    newer = table({"enrol_total": "1300", "year": "2019-20", "grad_pct": "88.0", "math_met_pct": ""})
    assert "1 changed" in run(empty_site, written("new.csv", newer))[1]
    row = profile("01000000000000")
    assert (row.enrolment, row.figures["grad_pct"], "math_met_pct" in row.figures) == (1300, 88, False)
    assert "1 left as they are" in run(empty_site, written("old.csv", table({})))[1]
    session().expire_all()
    assert profile("01000000000000").enrolment == 1300


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"cds_code": ""}, "cds_code is missing"),
        ({"cds_code": "112345000000"}, "cds_code 112345000000 is too short: 12 digits instead of 14; leading zeros"),
        ({"cds_code": "123"}, "cds_code 123 is too short: 3 digits instead of 14"),
        ({"cds_code": "011234500000001"}, "too long: 15 digits"),
        ({"cds_code": "0112345000000x"}, "other characters than digits"),
        ({"cds_code": "01123450000001"}, "is a school's, not a district's"),
        ({"cds_code": "٠١٢٣٤٥٦٠٠٠٠٠٠٠"}, "other characters than digits"),
        ({"cd_code": "0199999"}, "cd_code 0199999 does not fit"),
        ({"nces_leaid": "60001"}, "nces_leaid 60001 is too short"),
        ({"district": ""}, "district is missing"),
        ({"district": "x" * 161}, "district is longer than 160"),
        ({"county": " "}, "county is missing"),
        ({"enrol_total": "many"}, "enrol_total 'many' is not a whole number"),
        ({"enrol_total": "-5"}, "is not a whole number"),
        ({"enrol_total": "1,200"}, "is not a whole number"),
        ({"math_met_pct": "nan"}, "math_met_pct 'nan' is not a number"),
        ({"math_met_pct": "100.1"}, "math_met_pct 100.1 is not between 0 and 100"),
        ({"el_pct": "-0.1"}, "el_pct -0.1 is not between 0 and 100"),
        ({"grade_low": "5"}, "grade_low '5' is no grade"),
        ({"year": "2018"}, "is no school year"),
    ],
)
def test_a_bad_row_is_told_and_the_good_ones_are_kept(empty_site, written, changes, words):
    status, out, err = run(empty_site, written("d.csv", table({}, changes, {})))
    assert (status, count()) == (1, 2)
    assert "line 3:" in err
    assert words in err
    assert "1 bad rows left out" in out


def test_a_code_that_stands_twice_is_told_with_both_lines(empty_site, written):
    twice = {"cd_code": "0100000", "cds_code": "01000000000000"}
    status, _out, err = run(empty_site, written("d.csv", table({}, {}, twice)))
    assert (status, count()) == (1, 2)
    assert "line 4: code 01000000000000 stands in line 2 already" in err


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        (b"a,b\n", "2 columns instead of 16"),
        (b"\xff\xfe" + b"," * 15 + b"\n", "the line is not UTF-8 text"),
        (b'"never closed' + b"," * 15 + b"\n", "quotation mark"),
        (b"nul\0" + b"," * 15 + b"\n", "no text"),
        (b"x" * 200_000 + b"\n", "longer than 100000 bytes"),
    ],
)
def test_a_bad_line_hurts_no_other(empty_site, written, bad, words):
    head, first, second = table({}, {}).encode().splitlines(keepends=True)
    status, _out, err = run(empty_site, written("d.csv", head + first + bad + second))
    assert (status, count()) == (1, 2)
    assert "line 3: " in err
    assert words in err


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_marks_and_line_ends_of_other_systems_do_no_harm(empty_site, written, newline, mark):
    text = mark + table({"district": "Peña  Alta, Unified"}, newline=newline).encode() + b"\r\n\n"
    assert run(empty_site, written("d.csv", text))[0] == 0
    assert session().scalars(select(Organization.name)).one() == "Peña Alta, Unified"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"name,place\nx,y\n", "its columns are others"),
        ("año".encode("utf-16"), "is no CSV file"),
        (b"cds_code,cds_code\n", "two columns of the same name"),
    ],
)
def test_what_is_no_such_file_is_refused_before_anything_is_written(empty_site, written, content, words):
    good = written("good.csv", table({}))
    status, _out, err = run(empty_site, good, written("other.csv", content))
    assert (status, count()) == (2, 0)
    assert words in err


def test_a_file_that_is_not_there_is_refused(empty_site, tmp_path):
    assert run(empty_site, tmp_path / "nowhere.csv")[0] == 2
    assert run(empty_site, tmp_path)[0] == 2


def test_a_dry_run_counts_and_writes_nothing(empty_site, written):
    status, out, _err = run(empty_site, "--dry-run", "--json", written("d.csv", table({}, {"county": ""})))
    told = json.loads(out)
    assert (status, count(), told["dry_run"]) == (1, 0, True)
    assert told["files"][0]["added"] == 1
    assert told["files"][0]["problems"] == [{"line": 3, "message": "county is missing"}]


def test_the_directory_tells_where_districts_lie_whatever_the_order(empty_site, written):
    directory = (
        "cd_code,county,district,city,latitude,longitude,doc_code,status\n"
        "0100000,Fern,Fern Hollow Unified,Brookside,37.5,-121.5,54,Active\n"
        "0110000,Fern,Fern County Office of Education,Brookside,,,00,Active\n"
        "0190000,Fern,A School,Brookside,,,31,Active\n"
        "0177777,Fern,Not Among Ours,Brookside,37.5,-121.5,54,Active\n"
        "0178888,Fern,Half a Place,Brookside,37.5,,54,Active\n"
        "0179999,Fern,Off the Map,Brookside,91,0,54,Active\n"
    )
    where, what = written("where.csv", directory), written("what.csv", table({}))
    status, out, err = run(empty_site, where, what)
    assert status == 1
    assert "1 added, 1 changed, 1 districts of the directory not known here, 2 bad rows left out" in out
    assert "line 6: latitude and longitude belong together" in err
    assert "line 7: latitude 91 is not between -90 and 90" in err
    row = profile("01000000000000")
    assert (row.city, row.latitude, row.enrolment) == ("Brookside", 37.5, 1200)
    assert (count(), count("county_office")) == (1, 1)
    assert profile("01100000000000").year is None
    assert "Nothing to change" in run(empty_site, where)[1]


def test_a_district_that_staff_added_by_hand_is_adopted(empty_site, written):
    from community.access import System  # late: cycle-free reason - only this test
    from community.people.service.roster import About, add_organization  # late: the same

    mine = add_organization(System("a test"), About("Fern Hollow Unified", county="Fern"))
    run(empty_site, written("d.csv", table({})))
    assert profile("01000000000000").organization_id == mine.id


@real
def test_the_state_s_own_files_are_read_whole(empty_site):
    status, out, err = run(empty_site, DIRECTORY, FIGURES)
    assert (status, count(), count("county_office")) == (0, 944, 58)
    assert "944 added" in out
    assert "line" not in err
    rows = {row["cds_code"]: row for row in csv.DictReader(FIGURES.read_text("utf-8").splitlines())}
    kept = {row.cds_code: row for row in session().scalars(select(DistrictProfile)) if row.year}
    assert kept.keys() == rows.keys()
    for code, row in rows.items():
        assert kept[code].enrolment == int(row["enrol_total"])
        for name in figures.ALL:
            if name != "enrol_total":
                assert kept[code].figures.get(name) == (float(row[name]) if row[name] else None), (code, name)
    assert sum("grad_pct" not in row.figures for row in kept.values()) == 480
    assert sum(row.city is not None for row in kept.values()) == 942
    again = run(empty_site, FIGURES, DIRECTORY)
    assert (again[0], again[1].count("Nothing to change")) == (0, 2)


@real
def test_no_sample_district_has_the_name_of_a_real_agency():
    from community.people.samples.districts import DISTRICTS  # late: only this test

    def plain(name):
        return " ".join(word for word in name.lower().split() if word not in {"school", "district"})

    names = set()
    for file in (FIGURES, DIRECTORY):
        names |= {plain(row.values["district"]) for row in lines.rows(file) if isinstance(row, lines.Row)}
    for one in DISTRICTS:
        assert plain(one.name) not in names
        assert not [name for name in names if one.short_name.lower() in name]


@real
@pytest.mark.slow
def test_an_import_that_is_killed_and_repeated_ends_right(empty_site, tmp_path):
    session().close()
    settings = {
        "COMMUNITY_INSTANCE": str(tmp_path / "instance"),
        "COMMUNITY_SECRET_KEY": "only for tests " * 3,
        "COMMUNITY_PLUGINS": "discussions",
    }
    command = [sys.executable, "-c", "from community.cli import main; main()", "import", "districts", str(FIGURES)]
    with subprocess.Popen(
        command, env={**os.environ, **settings}, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as started:
        try:
            assert started.stderr is not None
            assert "300 rows read" in started.stderr.readline()
        finally:
            started.kill()
    half = count()
    assert half % 300 == 0
    assert 300 <= half < 944
    session().close()
    assert run(empty_site, FIGURES)[0] == 0
    assert count() == 944
    assert "Nothing to change" in run(empty_site, FIGURES)[1]
