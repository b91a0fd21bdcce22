"""Spaces follow the roster: a fresh network has its own from the first account on."""

import pytest
from sqlalchemy import select

from community.access import System
from community.data.database import session
from community.data.unit_of_work import end_reads
from community.people.models import Person
from community.people.service.invitations import Invite, invite, link_for
from community.people.service.joining import NewAccount, accept_as_new
from community.spaces import queries
from community.spaces.models import Space

BY = System("command line")
ASKED = Invite(email="first@network.example", name="Ines", locale="en", role="administrator")


@pytest.fixture
def first_administrator(app):
    """Whoever came in by the link that `community invite` prints."""
    row = invite(BY, ASKED, by_mail=False)
    secret = link_for(row.id, f"command:{row.id}")
    accept_as_new(secret, NewAccount("Ines", "quiet harbor morning", "en"), "a browser")
    person = session().scalars(select(Person)).one()
    end_reads()
    return person


def test_a_fresh_network_has_its_spaces_once_somebody_is_there(first_administrator, acting, drain):
    drain()
    assert sorted(session().scalars(select(Space.kind))) == ["network", "staff"]
    assert {one.kind for one in queries.spaces_of(acting(first_administrator))} == {"network", "staff"}
