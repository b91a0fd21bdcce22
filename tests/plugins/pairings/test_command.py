"""The command: a round in a file, its answer, and plain words for what cannot be."""

import json

import pytest
from click.testing import CliRunner

from plugins.pairings.commands import pairings
from plugins.pairings.matching import assign
from plugins.pairings.matching.reading import instance_in
from tests.plugins.pairings.worlds import fit, names


@pytest.fixture
def ask(tmp_path):
    """Run the command on a round, or on any text."""

    def run(said, *options):
        file = tmp_path / "round.json"
        file.write_text(said if isinstance(said, str) else json.dumps(said))
        return CliRunner().invoke(pairings, ["assign", str(file), *options])

    return run


def told(**more):
    return {"ids": names(6), "fit": fit(6, 2), **more}


def test_a_round_is_paired_as_the_engine_pairs_it(ask):
    asked = told(pinned=[["d00", "d01"]], history=[[["d02", "d03"]]], giving=1, receiving=1, seed=4)
    found = json.loads(ask(asked, "--json").output)
    here = assign(instance_in(json.dumps(asked).encode()))
    assert [(one["giver"], one["receiver"]) for one in found["pairs"]] == list(here.plain())
    assert ("d00", "d01") in here.plain()
    assert found["digest"] == here.digest
    lines = ask(asked).output
    assert "d00 → d01" in lines
    assert "all in one piece" in lines


def test_what_cannot_be_names_who_and_what_would_help(ask):
    asked = told(forbidden=[[giver, "d00"] for giver in names(6)[2:]])
    answer = ask(asked, "--json")
    assert answer.exit_code == 1
    assert json.loads(answer.output)["infeasible"]["districts"] == ["d00"]
    assert "it would help: lift d02 d00" in ask(asked).output


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("{", "no JSON"),
        ("[]", "one JSON object"),
        (told(colour="red"), "colour: there is no such field"),
        ({"ids": ["a", "b"]}, "fit: this is needed"),
        (told(pinned=["d00"]), "pinned: a list of pairs"),
        (told(giving="two"), "giving: a number"),
        (told(classes=[{"name": "x"}]), "classes: name, low, high"),
        (told(fit=[[1]]), "fit: 6 rows"),
    ],
)
def test_a_file_that_makes_no_sense_says_where(ask, said, words):
    answer = ask(said)
    assert answer.exit_code == 1
    assert words in answer.output
    assert "Traceback" not in answer.output
