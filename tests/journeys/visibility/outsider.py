"""The same promise with an outsider's module on the site, which limits others' things until a time. Run by
test_visibility_outsider.py in a process of its own: the module brings tables that other tests' databases lack.
"""

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from community_bulletins.models import Bulletin
from community_bulletins.plugin import plugin
from community_bulletins.screens import HELD, hold
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from community import clock
from community.access import System, audience, can, labels, rules, visibility, visible
from community.app import create_app
from community.config import Settings
from community.data.database import Base, db, session
from community.data.refs import Ref
from community.data.unit_of_work import unit_of_work
from community.search.gate import holds
from community.testing.apps import OPTIONS, empty
from tests.journeys.visibility import scenarios, searching, surfaces
from tests.journeys.visibility.play import Play

EXAMPLES = 8
START = datetime(2026, 3, 2, 9, tzinfo=UTC)
steps = st.lists(
    st.one_of(
        scenarios.step, st.tuples(st.just("embargo"), scenarios.some), st.tuples(st.just("bulletin"), scenarios.some)
    ),
    min_size=5,
    max_size=20,
)


class Wider(Play):
    """The play, with bulletins and embargoes."""

    def __init__(self, *given) -> None:
        self.bulletins: list[tuple[Bulletin, str, int]] = []
        super().__init__(*given)

    def _keep_until(self, ref: Ref) -> int:
        with unit_of_work():
            hold(ref, System("a screen"), "it shouts")
        return self.world.now + int(HELD.total_seconds() // 3600)

    def also_unread(self, person: int) -> Counter:
        return Counter(home for _, home, until in self.bulletins if reads(self, person, home, until))

    def embargo(self, post: int) -> None:
        found = self._one(self.world.posts, post)
        if found is not None and not found.until:
            found.until = self._keep_until(self.ref(found))

    def bulletin(self, space: int) -> None:
        """Every second one is kept back for a while."""
        name = list(self.spaces)[space % len(self.spaces)]
        row = self.make.row(Bulletin(title="News", body="", html="", renderer="1", space_id=self.spaces[name].id))
        until = self._keep_until(Ref("bulletins.bulletin", row.id)) if space % 2 else 0
        self.bulletins.append((row, name, until))


def bulletins_agree(play: Wider) -> None:
    kind = rules().kind("bulletins.bulletin")
    found = labels(kind, [row.id for row, _, _ in play.bulletins])
    heard: dict[int, set[int]] = {row.id: set() for row, _, _ in play.bulletins}
    for person, actor in surfaces.readers(play):
        seen = {row.id for row, home, until in play.bulletins if reads(play, person, home, until)}
        assert set(session().scalars(visible(actor, Bulletin).with_only_columns(Bulletin.id))) == seen
        assert {one for one, of in found.items() if holds(visibility(actor), of, None)} == seen
        assert set(kind.describe(actor, list(found))) == seen
        assert {row.id for row, _, _ in play.bulletins if can(actor, "read", row)} == seen
        for one in seen:
            heard[one].add(play.people[person].id)
    assert {one: set(session().scalars(audience(kind, one))) for one in heard} == heard


def reads(play: Wider, person, home: str, until: int) -> bool:
    world = play.world
    return world.is_in(person, home) and (until <= world.now or world.moderates(person, home))


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    app = create_app(Settings(instance=tmp_path_factory.mktemp("site"), sample=False, **OPTIONS), extra=(plugin,))
    with app.app_context():
        Base.metadata.create_all(db.engine)
    return app


def test_everybody_sees_what_the_oracle_says(app, make, acting, browse, drain):
    examples = count()

    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), database=None,
              derandomize=True, phases=[one for one in Phase if one is not Phase.shrink])  # fmt: skip
    @given(st.lists(scenarios.stint, min_size=4, max_size=12), steps, steps, st.integers(0, scenarios.PEOPLE - 1))
    def holds_true(stints, before, after, looking):
        empty()
        with clock.frozen(START + timedelta(seconds=next(examples))) as frozen:
            play = Wider(make, acting, frozen, scenarios.PEOPLE, stints)
            drain()
            for some in (before, after):
                for name, *values in some:
                    getattr(play, name)(*values)
                searching.not_ahead(play)
                play.standing = {}
                drain()
            surfaces.everything(play, app, browse, (looking,))
            bulletins_agree(play)
            searching.agrees(play)

    holds_true()
