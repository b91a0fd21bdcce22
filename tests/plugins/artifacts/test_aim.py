"""What an aim does not say yet."""

from datetime import date

import pytest

from plugins.artifacts.aim import gaps
from plugins.artifacts.record.values import Aim

TODAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("aim", "missing"),
    [
        (Aim(), ["text", "amount", "group", "by"]),
        (Aim("More reading", "a lot more", "Grade 1", date(2027, 6, 1)), ["number"]),
        (Aim("More reading", "From 11 to 18 of 20 days", "Grade 1", date(2027, 6, 1)), []),
        (Aim("More reading", "From 11 to 18 of 20 days", "Grade 1", date(2026, 6, 1)), ["past"]),
    ],
)
def test_how_much_for_whom_by_when(aim, missing):
    assert list(gaps(aim, TODAY)) == missing


def test_what_has_ended_may_be_past():
    assert not gaps(Aim("More", "2", "Grade 1", date(2026, 6, 1)), TODAY, ended=True)
