"""Words near a word."""

import random

import pytest

from community.search.language.spelling import Neighbours, distance


@pytest.mark.parametrize(
    ("one", "other", "away"),
    [
        ("literacy", "litercay", 1),
        ("literacy", "litracy", 1),
        ("literacy", "leteracey", 2),
        ("same", "same", 0),
        ("abcd", "", 4),
    ],
)
def test_distance(one, other, away):
    assert distance(one, other) == distance(other, one) == away


@pytest.mark.parametrize(
    ("typo", "word"),
    [
        ("literacey", "literacy"), ("litarecy", "literacy"), ("asessment", "assessment"), ("assesment", "assessment"),
        ("atendance", "attendance"), ("attendence", "attendance"), ("absenteesim", "absenteeism"),
        ("matematics", "mathematics"),
        ("facilitater", "facilitator"), ("colaboration", "collaboration"), ("tickts", "tickets"),
        ("evaluasion", "evaluacion"),
        ("gutierez", "gutierrez"), ("improvment", "improvement"),
    ],
)  # fmt: skip
def test_usual_typing_errors_find_the_word(typo, word):
    known = Neighbours()
    for one in ("literacy", "assessment", "attendance", "absenteeism", "mathematics", "facilitator", "collaboration",
                "tickets", "evaluacion", "gutierrez", "improvement", "plan", "literary", "12345"):  # fmt: skip
        known.add(one)
    assert word in known.near(typo)


def test_every_neighbour_at_distance_one_is_found_and_none_further_than_two():
    chance = random.Random(7)
    letters = "abcdefgh"
    known, words = Neighbours(), set()
    for _ in range(300):
        word = "".join(chance.choice(letters) for _ in range(chance.randint(4, 9)))
        words.add(word)
        known.add(word)
    for word in sorted(words)[:100]:
        at = chance.randrange(len(word))
        typo = word[:at] + "z" + word[at + 1 :]
        near = known.near(typo)
        assert word in near
        assert all(distance(typo, other) == away <= 2 for other, away in near.items())
    assert "12345" not in known
