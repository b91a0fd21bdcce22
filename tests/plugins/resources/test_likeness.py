"""How alike titles and texts are: bounds, symmetry, and examples that people would agree with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.resources import likeness


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Exit ticket, grade 4", "Exit tickets for grade 4"),
        ("Family reading log", "Reading log for families"),
        ("Guía de observación", "guia de observacion"),
        ("Small-group reading schedule", "Small group reading schedule 2026"),
    ],
)
def test_titles_that_are_alike(one, other):
    assert likeness.titles(one, other) >= likeness.ALIKE_TITLES


@pytest.mark.parametrize(
    ("one", "other"), [("Agenda, May", "Agenda, June"), ("Walkthrough form", "Observation form"), ("Exit", "Entry")]
)
def test_titles_that_are_not(one, other):
    assert likeness.titles(one, other) < likeness.ALIKE_TITLES


@given(st.text(max_size=60), st.text(max_size=60))
def test_titles_are_compared_both_ways_alike(one, other):
    score = likeness.titles(one, other)
    assert score == likeness.titles(other, one)
    assert 0 <= score <= 1
    assert likeness.titles(one, one) in {0, 1}


def test_a_part_is_like_its_whole():
    whole = " ".join(f"word{n}" for n in range(200))
    part = " ".join(f"word{n}" for n in range(60, 120))
    assert likeness.texts(likeness.shingles(whole), likeness.shingles(part)) == 1
    other = " ".join(f"other{n}" for n in range(60))
    assert likeness.texts(likeness.shingles(whole), likeness.shingles(other)) == 0
