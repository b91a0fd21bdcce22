"""What is forgotten in time, and what is not."""

from datetime import timedelta

from community.clock import frozen, now
from community.data.database import db
from community.people.models import Invitation, SignIn, Token
from community.people.service import invitations, upkeep
from tests.community.people.asking import member


def counts():
    """How much is kept."""
    return [db.session.query(kind).count() for kind in (Invitation, Token, SignIn)]


def test_old_links_sign_ins_and_strangers_addresses_go(app, people, actor, letters, signed_in):
    with frozen(now()) as clock:
        invitations.invite(actor("staff"), member(people))
        signed_in("lead")
        letters()
        upkeep.tidy()
        assert counts() == [1, 1, 1]
        clock.advance(timedelta(days=60).total_seconds())
        upkeep.tidy()
        assert counts() == [1, 0, 1]
        clock.advance(timedelta(days=60).total_seconds())
        upkeep.tidy()
        assert counts() == [1, 0, 0]
        clock.advance(timedelta(days=61).total_seconds())
        upkeep.tidy()
        assert counts() == [0, 0, 0]


def test_an_invitation_that_was_sent_again_stays(app, people, actor, letters):
    with frozen(now()) as clock:
        row = invitations.invite(actor("staff"), member(people))
        letters()
        clock.advance(timedelta(days=200).total_seconds())
        invitations.resend(actor("staff"), row.public_id)
        letters()
        upkeep.tidy()
        assert counts()[0] == 1
