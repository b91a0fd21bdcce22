"""Holds every file to the rules of the house, and every rule to its own examples."""

from statistics import median

import pytest

from tests.architecture import house_rules, repository

NAMES = [rule.name for rule in house_rules.RULES]
MEDIAN_OF_FILES = 90
MEDIAN_OF_FUNCTIONS = 10


def faults(rule, path):
    """What one rule finds in one file; a file that Python cannot read is one fault, and not a broken test."""
    try:
        return [f"{path}:{fault}" for fault in rule.find(repository.text(path))]
    except SyntaxError as error:
        return [f"{path}:{error.lineno}: {error.msg}"]


@pytest.mark.parametrize("rule", house_rules.RULES, ids=NAMES)
def test_the_house_keeps_the_rule(rule):
    found = [fault for path in repository.files() if rule.concerns(path) for fault in faults(rule, path)]
    assert not found, "\n".join([rule.name, *found])


@pytest.mark.parametrize("rule", house_rules.RULES, ids=NAMES)
def test_the_rule_refuses_its_bad_example(rule):
    assert list(rule.find(rule.bad))


@pytest.mark.parametrize("rule", house_rules.RULES, ids=NAMES)
def test_the_rule_lets_its_good_example_pass(rule):
    assert not list(rule.find(rule.good))


@pytest.mark.parametrize(
    ("path", "pure"),
    [
        ("plugins/pairings/matching.py", True),
        ("plugins/pairings/matching/costs.py", True),
        ("plugins/pairings/service.py", False),
        ("plugins/pairings/service/rounds.py", False),
        ("plugins/pairings/migrations/versions/0001.py", False),
        ("plugins/__init__.py", False),
        ("community/search/language.py", False),
    ],
)
def test_pure_modules_are_told_by_their_place(path, pure):
    assert house_rules.pure_module(path) is pure


@pytest.mark.parametrize("line", ["date.today()", "datetime.datetime.utcnow()", "dt.datetime.now()"])
def test_every_way_to_read_the_clock_is_seen(line):
    assert list(house_rules.clock_read(line))


@pytest.mark.parametrize("line", ["clock.now()", "func.now()", "page.today()"])
def test_what_only_looks_like_the_clock_passes(line):
    assert not list(house_rules.clock_read(line))


def test_half_of_the_files_and_functions_are_small():
    mine = [path for path in repository.files() if house_rules.under("community/", "plugins/")(path)]
    mine = [path for path in mine if house_rules.ours(path)]
    lengths = [
        node.end_lineno - node.lineno + 1 for path in mine for node in house_rules.functions(repository.text(path))
    ]
    assert median(len(repository.text(path).splitlines()) for path in mine) <= MEDIAN_OF_FILES
    assert median(lengths) <= MEDIAN_OF_FUNCTIONS
