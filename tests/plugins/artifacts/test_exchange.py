"""Records out as Markdown and JSON, and texts in: what goes out comes back, and rubbish is no record."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.artifacts.exchange import sheets
from plugins.artifacts.exchange.markdown import Names, read, written
from plugins.artifacts.record import codec, values
from plugins.artifacts.service import artifacts, drivers, plans
from plugins.artifacts.service.artifacts import Aim
from plugins.artifacts.service.drivers import Line
from plugins.artifacts.service.writing import written as texted

NAMES = Names({"aim": "Aim", "context": "Context", "drivers": "Drivers", "reflection": "Reflection"})
KINDS = {one: one for one in ("primary", "secondary", "idea")}
RECORD = values.Record(
    "plan",
    "Quiet mornings",
    aim=values.Aim("Fewer knocks", "From 9 to 2", "Grade 1", date(2027, 6, 1)),
    context=values.Words("Four schools.\n\n* one\n* two"),
    reflection=values.Words("It was **noise**."),
    nodes=(
        values.Node("a", "The office knows"), values.Node("b", "A list [of five]", "idea", "a"),
        values.Node("c", "Time", "secondary"),
    ),
    sections=(values.Section("s", "Who does what", values.Words("Ana asks.")),),
    cycles=(values.Cycle("k", 1, "One week", prediction="It is quiet", state="do", node="b"),),
    measures=(
        values.Measure("m", "Knocks", points=(values.Point(date(2026, 9, 7), 9.0), values.Point(date(2026, 9, 14)))),
    ),
    commitments=(values.Commitment("p", "Ask the principals", owner=7, due=date(2027, 1, 9)),),
)  # fmt: skip


def test_the_texts_come_back_from_what_was_written():
    found = read(written(RECORD, NAMES), KINDS)
    assert (found.title, found.aim) == ("Quiet mornings", "Fewer knocks")
    assert (found.context, found.reflection) == ("Four schools.\n\n* one\n* two", "It was **noise**.")
    assert found.nodes == [
        (0, "primary", "The office knows"), (1, "idea", "A list [of five]"), (0, "secondary", "Time"),
    ]  # fmt: skip
    assert found.sections[0] == ("Who does what", "Ana asks.")


def test_everything_stands_in_the_text():
    text = written(RECORD, Names({}, people={7: "Ana Ruiz"}))
    for words in (
        "It is quiet",
        "| 2026-09-07 | 9 |",
        "| 2026-09-14 | * |",
        "Ask the principals (Ana Ruiz, 2027-01-09, open)",
    ):
        assert words in text


@given(st.text(max_size=400))
def test_any_text_is_read_and_cut_to_what_a_record_holds(text):
    found = read(text, KINDS)
    assert len(found.title) <= 160
    assert all(words and depth >= 0 for depth, _kind, words in found.nodes)


def test_headings_in_a_block_of_code_are_no_headings():
    found = read("# One\n\n```\n# Two\n```\n\n## Contexto\n\nUna escuela.", KINDS)
    assert (found.title, found.context) == ("One", "```\n# Two\n```\n\nUna escuela.")


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda some: st.lists(some) | st.dictionaries(st.text(), some),
    )
)
def test_rubbish_is_no_record(rubbish):
    with pytest.raises(ValueError, match="record"):
        codec.from_dict(rubbish)


def test_a_record_comes_back_whole_from_its_data():
    assert codec.from_dict(json.loads(json.dumps(codec.to_dict(RECORD)))) == RECORD


def test_a_team_brings_a_text_and_gets_it_back(scene, browse):
    ana, home = browse(scene.ana), f"/artifacts/in/{scene.home.slug}"
    text = "# Our plan\n\nFour schools.\n\n## Aim\n\nFewer knocks.\n\n## Drivers\n\n- The office\n  - A list\n\n"
    text += "## How we will know\n\nWe count.\n\n## Money\n\nNone."
    answer = ana.post(f"{home}/bring", {"text": text, "form": "plan", "language": "en"})
    assert answer.status_code == 303
    there = answer.headers["Location"]
    page = ana.get(there).text
    assert all(words in page for words in ("Our plan", "Fewer knocks.", "A list", "We count.", "Money"))
    assert page.count('<section id="section-') == 6
    out = ana.get(f"{there}/text")
    assert out.mimetype == "text/markdown"
    assert "attachment" in out.headers["Content-Disposition"]
    found = read(out.text, {"change idea": "idea", "primary driver": "primary", "secondary driver": "secondary"})
    assert [(depth, words) for depth, _kind, words in found.nodes] == [(0, "The office"), (1, "A list")]
    assert json.loads(ana.get(f"{there}/data").text)["record"]["title"] == "Our plan"
    assert browse(scene.ben).get(f"{there}/data").status_code == 404
    assert browse(scene.ben).post(f"{home}/bring", {"text": text}).status_code == 404
    assert ana.post(f"{home}/bring", {"text": "no heading", "form": "plan", "language": "en"}).status_code == 422
    lines = "\n".join(f"- {n}" for n in range(201))
    long = {"text": f"# T\n\n## Drivers\n\n{lines}", "form": "plan", "language": "en"}
    assert ana.post(f"{home}/bring", long).status_code == 422


def test_outside_one_gets_the_shared_version_and_no_later_word(scene, browse, acting):
    found = scene.shared()
    ana = acting(scene.ana)
    drivers.draw(ana, found.public_id, Line("A later idea", "idea"))
    artifacts.aim_at(ana, found.public_id, Aim("A later aim"))
    plans.add_section(ana, found.public_id, "A later section", texted("Later."))
    for way in ("text", "data", "paper"):
        answer = browse(scene.ben).get(f"/artifacts/{found.public_id}/{way}")
        assert answer.status_code == 200
        assert "A sign on the door" in answer.text
        assert "later" not in answer.text.lower()
        assert "A later aim" in browse(scene.ana).get(f"/artifacts/{found.public_id}/{way}").text
        assert browse(scene.ana).get(f"/artifacts/{found.public_id}/{way}?version=9").status_code == 404


@pytest.mark.parametrize(
    ("text", "points", "faults"),
    [
        ("day\tvalue\n2026-09-07\t9\n9/14/2026\t1,200.5", [("2026-09-07", 9.0), ("2026-09-14", 1200.5)], []),
        ("2026-09-07;45 %\n2026-09-14;*", [("2026-09-07", 45.0), ("2026-09-14", None)], []),
        ("2026-09-07,9\n2026-09-07,8", [("2026-09-07", 9.0)], ["twice"]),
        ("2026-09-07,nine", [], ["value"]),
        ("2026-02-30,9", [], ["day"]),
        ("2026-09-07,9,8", [], ["cells"]),
        ("2026-09-07,1e999", [], ["value"]),
    ],
)
def test_values_as_people_keep_them(text, points, faults):
    table = sheets.read(text)
    assert [(on.isoformat(), value) for on, value in table.points] == points
    assert [one.what for one in table.faults] == faults


@given(st.text(max_size=300))
def test_any_sheet_is_read_or_refused(text):
    table = sheets.read(text)
    assert table.points or table.faults or not text.strip() or table is not None
