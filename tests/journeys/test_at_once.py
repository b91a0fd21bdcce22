"""Several people do the same thing in the same moment: one of them is first, the others are told, nothing is lost."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from community.clock import now
from community.data.database import session
from community.data.refs import Ref
from community.data.turns import take_turn
from community.data.unit_of_work import unit_of_work
from community.errors import Conflict, Invalid, ProductError
from community.people.models import Invitation, Person, RoleHeld, TeamMembership
from community.people.service import departure, invitations, roster
from community.spaces import service as spaces
from community.spaces.models import Follow, Share
from plugins.discussions import service as discussions
from plugins.discussions.models import Reading, Revision
from plugins.moderation import service as moderation
from plugins.moderation.models import Takedown

MANY = 6


@pytest.fixture
def at_once(app):
    """Call all in the same moment, each as a request of its own: what each returned or was refused by."""

    def run(*calls):
        ready = threading.Barrier(len(calls))

        def one(call):
            with app.app_context():
                ready.wait(20)
                try:
                    return call()
                except ProductError as refused:
                    return refused
                finally:
                    session().close()

        session().close()
        with ThreadPoolExecutor(len(calls)) as pool:
            return list(pool.map(one, calls))

    return run


@pytest.fixture
def place(make, acting):
    """A collaboration with a space, one of its people, and a thread of theirs."""

    class Place:
        collaboration = make.collaboration()
        space = make.space(collaboration)
        team = make.team(collaboration)
        ana = make.member(team, lead=True)
        moderator = acting(make.role("moderator", collaboration))
        facilitator = acting(make.role("facilitator", collaboration))
        actor = acting(ana)

        def thread(self, where=None):
            text = discussions.written("First", title="Title")
            return discussions.open_thread(self.actor, (where or self.space).public_id, text)[0]

    return Place()


def refusals(results, kind=Conflict):
    return [type(one) for one in results].count(kind)


def count(model, *where):
    session().close()
    return session().scalar(select(func.count()).select_from(model).where(*where))


def test_whoever_takes_a_turn_waits_for_the_one_before(app):
    order, first = [], threading.Event()

    def second():
        with app.app_context():
            first.wait(20)
            with unit_of_work():
                take_turn("thing", 1)
                order.append("second")

    other = threading.Thread(target=second)
    other.start()
    with unit_of_work():
        take_turn("thing", 1)
        first.set()
        other.join(0.3)  # long enough to overtake, if it could
        order.append("first")
    other.join(20)
    assert order == ["first", "second"]


def test_no_rewording_of_an_opening_is_lost(place, at_once):
    thread = place.thread()
    text = [discussions.written(f"Mine {n}", title="Title") for n in range(MANY)]
    found = at_once(
        *(lambda n=n: discussions.edit_thread(place.actor, thread.public_id, text[n], 1) for n in range(MANY))
    )
    assert refusals(found) == MANY - 1
    assert count(Revision) == 1


def test_no_rewording_of_a_reply_is_lost(place, at_once):
    answer = discussions.reply(place.actor, place.thread().public_id, discussions.written("First"))[0]
    text = [discussions.written(f"Mine {n}") for n in range(MANY)]
    found = at_once(
        *(lambda n=n: discussions.edit_reply(place.actor, answer.public_id, text[n], 1) for n in range(MANY))
    )
    assert refusals(found) == MANY - 1
    assert count(Revision) == 1


def test_a_version_is_shared_once_with_a_space(place, make, at_once):
    thread = place.thread(make.space(place.team))
    ref = Ref("discussions.thread", thread.id)
    found = at_once(*[lambda: spaces.share(place.actor, ref, place.space.public_id, version=1)] * MANY)
    assert refusals(found) == MANY - 1
    assert count(Share) == 1
    shared = next(one for one in found if isinstance(one, Share))
    found = at_once(*[lambda: spaces.withdraw(place.actor, shared.public_id)] * MANY)
    assert refusals(found) == MANY - 1


def test_nobody_gets_two_places_in_a_collaboration(place, make, at_once):
    teams, person = [make.team(place.collaboration) for _ in range(MANY)], make.person()
    found = at_once(*(lambda one=one: roster.join_team(place.facilitator, one.id, person.id, "site") for one in teams))
    assert refusals(found) == MANY - 1
    assert count(TeamMembership, TeamMembership.person_id == person.id) == 1


def test_an_address_is_invited_once(place, at_once):
    asked = invitations.Invite(email="new@district.example", locale="en", team=place.team.public_id, team_role="site")
    found = at_once(*[lambda: invitations.invite(place.facilitator, asked, by_mail=False)] * MANY)
    assert refusals(found, Invalid) == MANY - 1
    assert count(Invitation) == 1


def test_a_thing_is_hidden_once_and_restored_once(place, at_once):
    thread = place.thread()
    hide = lambda: moderation.hide(place.moderator, "discussions.thread", thread.public_id, "Why")  # noqa: E731
    found = at_once(*[hide] * MANY)
    assert refusals(found) == MANY - 1
    assert count(Takedown) == 1
    case = next(one for one in found if isinstance(one, Takedown))
    found = at_once(*[lambda: moderation.lift(place.moderator, case.public_id)] * MANY)
    assert refusals(found) == MANY - 1


def test_many_first_readings_are_one(place, make, acting, at_once):
    thread, reader = place.thread(), acting(make.member(place.team))
    found = at_once(*[lambda: discussions.read_up_to(reader, thread.public_id, 0)] * MANY)
    assert found == [None] * MANY
    assert count(Reading, Reading.person_id == reader.id) == 1
    found = at_once(*[lambda: spaces.follow(reader, Ref("discussions.thread", thread.id), "muted")] * MANY)
    assert found == [None] * MANY
    assert count(Follow) == 1


def test_a_role_of_the_network_is_given_once(make, acting, at_once):
    administrator, person = acting(make.role("administrator")), make.person()
    found = at_once(*[lambda: roster.give_role(administrator, person.id, "staff")] * MANY)
    assert refusals(found) == MANY - 1
    assert count(RoleHeld, RoleHeld.person_id == person.id) == 1


@pytest.mark.parametrize("way", ["end the other's role", "close one's own account", "each in their own way"])
def test_one_administrator_is_left(make, acting, at_once, way):
    people = [make.role("administrator") for _ in range(2)]
    actors = [acting(one) for one in people]
    roles = list(session().scalars(select(RoleHeld.id).order_by(RoleHeld.id)))
    end = [lambda: roster.end_role(actors[0], roles[1]), lambda: roster.end_role(actors[1], roles[0])]
    close = [lambda n=n: departure.close_account(actors[n], people[n].public_id) for n in range(2)]
    calls = {"end the other's role": end, "close one's own account": close, "each in their own way": [end[0], close[0]]}
    found = at_once(*calls[way])
    assert refusals(found) == 1
    open_ended = (RoleHeld.ends_at.is_(None)) | (RoleHeld.ends_at > now() + timedelta(seconds=1))
    left = select(RoleHeld.person_id).join(Person, Person.id == RoleHeld.person_id).where(Person.closed_at.is_(None))
    assert len(list(session().scalars(left.where(open_ended)))) == 1
