"""Coalescing, on a clock that tests move."""

from collections.abc import Callable
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from community.live.hub import FORGET_ABOVE, SEVERAL, WINDOW, Hub, Nudge

A, B = Nudge("topic:a", "posted"), Nudge("topic:b", "posted")


class Stage:
    """A hub whose time passes only while it sleeps, or when it is told."""

    def __init__(self) -> None:
        self.time = 100.0
        self.sent: list[tuple[float, list[str], Nudge]] = []
        self.started: list[Callable[[], None]] = []
        self.meanwhile: list[Callable[[], None]] = []
        self.hub = Hub(self._emit, self.started.append, self._sleep, lambda: self.time)

    def _emit(self, rooms: list[str], nudge: Nudge) -> None:
        self.sent.append((round(self.time - 100, 3), rooms, nudge))

    def _sleep(self, seconds: float) -> None:
        self.time += seconds
        if self.meanwhile:
            self.meanwhile.pop(0)()

    def settle(self) -> None:
        """Let what runs beside the hub run to its end."""
        while self.started:
            self.started.pop(0)()


def test_the_first_goes_at_once_to_all_in_one() -> None:
    stage = Stage()
    stage.hub.nudge(["1", "2", "3"], A)
    assert stage.sent == [(0, ["1", "2", "3"], A)]
    assert stage.started == []


def test_the_rest_of_a_moment_becomes_one() -> None:
    stage = Stage()
    for _ in range(50):
        stage.hub.nudge(["1"], A)
    stage.settle()
    assert stage.sent == [(0, ["1"], A), (WINDOW, ["1"], A)]


def test_different_things_in_a_moment_become_several() -> None:
    stage = Stage()
    for nudge in (A, B, A, B):
        stage.hub.nudge(["1"], nudge)
    stage.settle()
    assert stage.sent == [(0, ["1"], A), (WINDOW, ["1"], SEVERAL)]


def test_equal_ones_travel_together() -> None:
    stage = Stage()
    stage.hub.nudge(["1", "2", "3"], A)
    stage.hub.nudge(["1", "2"], B)
    stage.hub.nudge(["3"], A)
    stage.settle()
    assert stage.sent[1:] == [(WINDOW, ["1", "2"], B), (WINDOW, ["3"], A)]


def test_one_persons_storm_does_not_delay_another() -> None:
    stage = Stage()
    for _ in range(5):
        stage.hub.nudge(["1"], A)
    stage.hub.nudge(["2"], A)
    assert stage.sent == [(0, ["1"], A), (0, ["2"], A)]


def test_a_storm_that_lasts_is_one_nudge_a_moment() -> None:
    stage = Stage()
    stage.meanwhile = [lambda: stage.hub.nudge(["1"], A)] * 10
    stage.hub.nudge(["1"], A)
    stage.hub.nudge(["1"], A)
    stage.settle()
    times = [at for at, _, _ in stage.sent]
    assert all(later - earlier >= WINDOW - 0.001 for earlier, later in pairwise(times))
    assert len(stage.started) == 0


def test_after_a_quiet_moment_it_goes_at_once_again() -> None:
    stage = Stage()
    stage.hub.nudge(["1"], A)
    stage.time += WINDOW
    stage.hub.nudge(["1"], B)
    assert stage.sent == [(0, ["1"], A), (WINDOW, ["1"], B)]


def test_what_it_remembers_is_bounded() -> None:
    stage = Stage()
    for number in range(5 * FORGET_ABOVE):
        stage.hub.nudge([f"room {number}"], A)
        stage.time += WINDOW
    assert len(stage.hub._quiet_until) <= FORGET_ABOVE + 2
    for number in range(1000):
        stage.hub.nudge(["1"], Nudge(f"t{number}", "x"))
    assert stage.hub._waiting == {"1": SEVERAL}


@given(st.lists(st.tuples(st.sampled_from("123"), st.sampled_from([A, B]), st.floats(0, 0.5)), max_size=40))
def test_nothing_is_lost_and_nothing_comes_too_often(calls: list[tuple[str, Nudge, float]]) -> None:
    """Every nudge is followed by one to its room, within a window; two to one room are never closer than a window."""
    stage = Stage()
    asked: dict[str, float] = {}
    for room, nudge, pause in calls:
        stage.hub.nudge([room], nudge)
        asked[room] = stage.time - 100
        if pause > WINDOW:
            stage.settle()
        stage.time += pause
    stage.settle()
    for room, last in asked.items():
        times = [at for at, rooms, _ in stage.sent if room in rooms]
        assert times[-1] >= round(last, 3) - 0.001
        assert all(b - a >= WINDOW - 0.002 for a, b in pairwise(times))
