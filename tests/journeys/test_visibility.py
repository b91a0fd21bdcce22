"""Whatever people do, and wherever one looks, everybody sees what an independent oracle says, and nothing more."""

import os
import random
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from community import clock
from community.data.database import db
from community.testing.apps import empty

for name in ("surfaces", "searching"):
    pytest.register_assert_rewrite(f"tests.journeys.visibility.{name}")

from tests.journeys.visibility import scenarios, searching, surfaces  # noqa: E402 - after their asserts are made to explain
from tests.journeys.visibility.play import Play  # noqa: E402

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
PHASES = [one for one in Phase if one is not Phase.shrink or "VISIBILITY_SHRINK" in os.environ]
TIMES = int(os.environ.get("VISIBILITY_TIMES", "1"))  # more of them, drawn anew each time: for a quiet hour
EXAMPLES = {"sqlite": 16 * TIMES, "postgresql": 5 * TIMES}


def played(steps, play):
    for name, *values in steps:
        getattr(play, name)(*values)


def test_everybody_sees_what_the_oracle_says(app, make, acting, browse, drain):
    examples = count()  # no two share a moment, or an index of one would pass for that of another

    @settings(
        max_examples=EXAMPLES[db.engine.dialect.name], deadline=None, suppress_health_check=list(HealthCheck),
        database=None, derandomize=TIMES == 1, phases=PHASES,
    )  # fmt: skip
    @given(scenarios.scenario, st.integers(0, scenarios.PEOPLE - 1))
    def holds(drawn, looking):
        stints, before, after = drawn
        empty()
        random.seed()  # names that must be new each time are not for the examples to repeat
        with clock.frozen(START + timedelta(seconds=next(examples))) as frozen:
            play = Play(make, acting, frozen, scenarios.PEOPLE, stints)
            played(before, play)
            drain()
            played(after, play)
            searching.not_ahead(play)
            surfaces.everything(play, app, browse, (looking, None))
            drain()
            play.standing = {}
            searching.agrees(play)

    holds()
