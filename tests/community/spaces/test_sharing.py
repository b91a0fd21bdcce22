"""Sharing: one version into one more space, by its owners, until a day; withdrawn at once; in few queries."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from community.access import rules, visible
from community.clock import frozen, now
from community.data.database import session
from community.data.refs import Ref
from community.errors import Conflict, Forbidden, Invalid, NotFound
from community.ledger.models import Entry
from community.people import days
from community.spaces import queries, service
from community.spaces.models import Share
from community.testing.conformance.scene import counted
from community.web.i18n import current_zone
from plugins.discussions import service as discussions
from plugins.discussions.models import Thread
from plugins.discussions.search import load_versions


@pytest.fixture
def ref(scene):
    """The thread."""
    return Ref("discussions.thread", scene.thread.id)


@pytest.fixture
def share(scene, acting, ref):
    """Ana shares the thread with the collaboration, unless said otherwise."""

    def do(who=None, target=None, **values):
        actor = acting(who or scene.ana)
        return service.share(actor, ref, (target or scene.common).public_id, **{"version": 1, **values})

    return do


def may_read(actor):
    found = session().scalars(visible(actor, Thread)).all()
    session().close()
    return len(found) == 1


def test_a_share_lets_a_space_read_and_its_end_takes_that_back(scene, acting, share):
    assert [may_read(acting(one)) for one in (scene.abe, scene.ben, scene.fay, scene.olga)] == [True, *[False] * 3]
    row = share(note="For everybody")
    assert [may_read(acting(one)) for one in (scene.abe, scene.ben, scene.fay, scene.olga)] == [*[True] * 3, False]
    service.withdraw(acting(scene.abe), row.public_id)  # another of the team that owns it
    assert [may_read(acting(one)) for one in (scene.abe, scene.ben, scene.fay, scene.olga)] == [True, *[False] * 3]
    actions = session().scalars(select(Entry.action).order_by(Entry.id)).all()
    assert actions[-2:] == ["spaces.shared", "spaces.share_withdrawn"]
    with pytest.raises(Conflict):
        service.withdraw(acting(scene.ana), row.public_id)


def test_a_share_ends_by_the_clock(scene, acting, share):
    with frozen() as clock:
        share(ends_at=now() + timedelta(days=2))
        assert may_read(acting(scene.ben))
        clock.advance(2 * 86_400)
        assert not may_read(acting(scene.ben))


def test_only_those_who_own_it_share_and_only_into_spaces_of_theirs(scene, acting, share, ref):
    for who in (scene.ben, scene.olga, scene.stan):
        with pytest.raises(NotFound):
            share(who)
    with pytest.raises(NotFound):
        share(target=scene.next_door)
    row = share()
    with pytest.raises(Forbidden):  # ben may read it now, and that is all
        service.share(acting(scene.ben), ref, scene.next_door.public_id, version=1)
    with pytest.raises(Forbidden):
        service.withdraw(acting(scene.ben), row.public_id)
    for who, share_id in ((scene.olga, row.public_id), (scene.ana, "nothing")):
        with pytest.raises(NotFound):
            service.withdraw(acting(who), share_id)


def test_what_makes_no_sense_is_refused(scene, share):
    for values in ({"version": 0}, {"version": 2}, {"ends_at": now()}, {"target": scene.home}):
        with pytest.raises(Invalid):
            share(**values)
    share()
    with pytest.raises(Conflict):
        share()


def test_who_gains_is_told_by_name_before_it_is_shared(scene, browse):
    page = browse(scene.ana).get(f"/spaces/share/discussions.thread/{scene.thread.public_id}").text
    kind = rules().kind("discussions.thread")
    spaces_ = [scene.common.id, scene.home.id, scene.next_door.id]
    counts, names = (ask(kind, scene.thread.id, spaces_) for ask in (queries.who_gain, queries.names_who_gain))
    assert {one: len(some) for one, some in names.items()} == counts
    assert any(counts.values())
    assert not names[scene.home.id]
    for name, organization in names[scene.common.id]:
        assert name in page
        assert organization in page


def test_who_gains_counts_those_who_could_not_read_it(scene):
    kind = rules().kind("discussions.thread")
    # Ana and Abe read it already: in the collaboration Ben and Fay would gain.
    assert queries.who_gain(kind, scene.thread.id, [scene.common.id, scene.home.id, scene.next_door.id]) == {
        scene.common.id: 2, scene.home.id: 0, scene.next_door.id: 1,
    }  # fmt: skip


def test_versions_are_the_newest_at_home_and_the_shared_one_elsewhere(scene, acting, share):
    kind, ids = rules().kind("discussions.thread"), [scene.thread.id]
    share()
    discussions.edit_thread(
        acting(scene.ana), scene.thread.public_id, discussions.written("Anew", title="Later"), version=1
    )
    assert queries.versions_for(acting(scene.abe), kind, ids) == {scene.thread.id: 2}
    assert queries.versions_for(acting(scene.ben), kind, ids) == {scene.thread.id: 1}
    assert queries.versions_for(acting(scene.olga), kind, ids) == {}
    [shared] = queries.shared_versions(kind, ids)[scene.thread.id]
    assert (shared.version, shared.labels) == (1, frozenset({f"space.member:{scene.common.id}"}))


def test_sharing_by_the_form_lasts_to_the_end_of_the_day_where_the_reader_is(scene, browse, app):
    browser = browse(scene.ana)
    address = f"/spaces/share/discussions.thread/{scene.thread.public_id}"
    assert "(2 more people)" in browser.get(address).text
    until = date(2031, 6, 30)
    sent = {"space": scene.common.public_id, "version": "1", "ends_on": until.isoformat()}
    assert browser.post(address, sent).status_code == 302
    with app.test_request_context():
        zone = current_zone()
    assert session().scalars(select(Share.ends_at)).one() == days.after(until, zone) != days.after(until, now().tzinfo)
    page = browser.get(address).text
    assert scene.common.title in page
    assert browser.post(address, {**sent, "version": "9"}).status_code == 422


def test_more_spaces_to_share_with_ask_no_more_queries(scene, make, browse):
    browser = browse(scene.ana)
    address = f"/spaces/share/discussions.thread/{scene.thread.public_id}"

    def cost():
        browser.get(address)
        with counted() as sent:
            assert browser.get(address).status_code == 200
        return len(sent)

    few = cost()
    for _ in range(3):
        make.join(make.team(scene.collaboration), scene.ana)
    assert cost() == few


def test_the_index_asks_as_often_for_many_versions_as_for_few(scene, acting):
    def edit(times):
        for _ in range(times):
            row = session().get_one(Thread, scene.thread.id)
            text = discussions.written(f"Anew {row.version}", title="Later")
            discussions.edit_thread(acting(scene.ana), scene.thread.public_id, text, version=row.version)

    def cost():
        session().close()
        with counted() as sent:
            drafts = list(load_versions({scene.thread.id: range(1, 9)}))
        return len(sent), sorted(draft.version for draft in drafts)

    edit(1)
    few, versions = cost()
    assert versions == [1, 2]
    edit(3)
    many, versions = cost()
    assert versions == [1, 2, 3, 4, 5]
    assert many == few
