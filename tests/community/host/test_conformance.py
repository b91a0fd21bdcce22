"""The suite of promises sees each fault: the outsider's module, spoiled in one place, fails in one named test."""

import re

import pytest

from community.host.discovery import built_in
from community.testing.conformance.shape import _new_and_bare
from tests.community.host.broken import Happened
from tests.community.host.outsiders import ROOT, SAMPLE, checkout, install, run_tests_of

UNASKED = '''
@bp.get("/unasked")
def unasked() -> Response:
    """A view that asks the rules nothing."""
    return page("bulletins/list.html", space=None, listed=None, may_post=False)


@bp.get("/<public_id>")
def show('''

MINUTES = "    minutes: Mapped[int]"
DESCRIBED, ONE = (f".where(Bulletin.{column}" for column in ("id.in_(ids)", "public_id == public_id"))
BY_ANA = "    for row in session().scalars(select(Bulletin).where(Bulletin.author_id == person_id)):\n"
STEP = "migrations/bulletins_0001_first_tables.py"

# What is wrong with the sample: (which test says so, in which file, what stands there, what stands there instead).
FAULTS = {
    "a view asks nothing": ("every_page_opens", "routes.py", '\n@bp.get("/<public_id>")\ndef show(', UNASKED),
    "each row asks by itself": (
        "three_things_cost",
        "queries.py",
        "known[one.author_id]",
        "faces([one.author_id])[one.author_id]",
    ),
    "labels forget the limit": ("labels_say", "policy.py", "return {thing:", "return {} and {thing:"),
    "a description tells strangers": (
        "somebody_elsewhere",
        "queries.py",
        f"visible(actor, Bulletin){DESCRIBED}",
        f"select(Bulletin){DESCRIBED}",
    ),
    "a page shows what is hidden": (
        "hidden_look_alike",
        "queries.py",
        f"visible(actor, Bulletin){ONE}",
        f"select(Bulletin){ONE}",
    ),
    "erasing forgets a table": (
        "account_is_closed",
        "personal.py",
        "session().execute(delete(Reading)",
        "(delete(Reading)",
    ),
    "export forgets everything": ("is_exported", "personal.py", BY_ANA, "    return\n    for row in ():\n"),
    "an event carries more": (
        "events_carry",
        "events.py",
        "    space_id: int\n",
        "    space_id: int\n    more: str = ''\n",
    ),
    "a message is not in Spanish": ("in_spanish", "slots.py", "lead waits for", "lead still waits for"),
    "the core is reached past the sdk": (
        "through_the_sdk",
        "commands.py",
        "import click\n",
        "import click\nimport community.data\n",
    ),
    "a column has no step": ("up_down_and_up", "models.py", MINUTES, f"    more: Mapped[int | None]\n{MINUTES}"),
    "a step back forgets a table": ("up_down_and_up", STEP, '    op.drop_table("bulletins_lead")\n', ""),
    "some are never found": ("documents_are_of", "search.py", "Bulletin.id > after", "Bulletin.id > after + 1"),
    "another module is imported": (
        "starts_alone",
        "handlers.py",
        "\nKEPT",
        "\nimport plugins.discussions.events\n\nKEPT",
    ),
}
# Within a group no fault could be why another's test fails.
GROUPS = {
    "files, steps and words": (
        "an event carries more",
        "a message is not in Spanish",
        "the core is reached past the sdk",
        "a column has no step",
        "some are never found",
        "another module is imported",
    ),
    "pages, labels and people": (
        "a view asks nothing",
        "labels forget the limit",
        "a page shows what is hidden",
        "erasing forgets a table",
        "export forgets everything",
        "a step back forgets a table",
    ),
    "questions and strangers": ("each row asks by itself", "a description tells strangers"),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A folder into which the sample is installed, sound."""
    place = tmp_path_factory.mktemp("sound")
    return install(checkout(SAMPLE, place / "sources"), place / "site")


@pytest.mark.slow
@pytest.mark.parametrize("group", GROUPS)
def test_faults_are_seen(site, tmp_path, group):
    faults = [FAULTS[name] for name in GROUPS[group]]
    spoiled = checkout(site, tmp_path / "site")
    for _test, file, old, new in faults:
        target = spoiled / "community_bulletins" / file
        text = target.read_text()
        assert text.count(old) >= 1, "the sample has changed: spoil it elsewhere"
        target.write_text(text.replace(old, new, 1))
    tests = checkout(SAMPLE, tmp_path / "sample")
    (tests / "community_bulletins").rename(tmp_path / "out_of_reach")
    chosen = " or ".join(fault[0] for fault in faults)
    done = run_tests_of(tests, spoiled, "tests/test_conformance.py", "-k", chosen, "-m", "not postgres", "--tb=line")
    assert done.returncode == 1, done.stdout[-4000:] + done.stderr[-2000:]
    seen = [test for test, *_ in faults if re.search(rf"^(FAILED|ERROR) .*{test}", done.stdout, re.MULTILINE)]
    assert seen == [test for test, *_ in faults], done.stdout[-4000:]


def test_every_fault_is_tried_and_none_hides_behind_another():
    tried = [name for group in GROUPS.values() for name in group]
    assert sorted(tried) == sorted(FAULTS)
    for group in GROUPS.values():
        assert len({FAULTS[name][0] for name in group}) == len(group)


def test_every_module_of_ours_is_held_to_the_promises():
    tests = {name: ROOT / "tests" / "plugins" / name / "test_conformance.py" for name, _place, _load in built_in()}
    assert [
        name for name, file in tests.items() if not file.is_file() or "conformance(plugin" not in file.read_text()
    ] == []


def test_a_field_without_a_default_is_for_a_new_version_of_an_event():
    carried = "talk.happened v1 (thing_id: int) touches talk.thing\n"
    assert list(_new_and_bare(Happened, carried)) == []
    assert list(_new_and_bare(Happened, carried.replace("thing_id: int", "space_id: int"))) == ["thing_id"]
    assert list(_new_and_bare(Happened, carried.replace("thing_id: int", "").replace("v1", "v0"))) == []
