"""Two teams of one collaboration with their people, and a thread at home in the first team's space."""

from types import SimpleNamespace

import pytest

from plugins.discussions import service as discussions


@pytest.fixture
def scene(make, acting):
    """`ana` and `abe` in team a, `ben` in team b, `fay` facilitates, `stan` is staff, `olga` belongs elsewhere."""
    collaboration = make.collaboration("Reading")
    first, second = make.team(collaboration), make.team(collaboration)
    found = SimpleNamespace(
        collaboration=collaboration, team=first, home=make.space(first), next_door=make.space(second),
        common=make.space(collaboration), ana=make.member(first, "Ana"), abe=make.member(first, "Abe"),
        ben=make.member(second, "Ben"), fay=make.role("facilitator", collaboration), stan=make.role("staff"),
        olga=make.member(make.team(make.collaboration()), "Olga"),
    )  # fmt: skip
    written = discussions.written("What works for you?", title="First weeks")
    found.thread = discussions.open_thread(acting(found.ana), found.home.public_id, written)[0]
    return found
