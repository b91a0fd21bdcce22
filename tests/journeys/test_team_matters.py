"""What is a team's own stays with it: moderators' ledger tells nothing of it, nobody extends themselves."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from community.clock import now
from community.data.database import session
from community.data.refs import Ref
from community.errors import Invalid
from community.ledger.models import Entry
from community.people.models import TeamMembership
from community.people.service import roster
from community.spaces import service as spaces
from plugins.discussions import service as discussions
from plugins.moderation import service as moderation


def test_the_ledger_of_a_collaboration_tells_nothing_of_a_teams_space(make, acting):
    collaboration = make.collaboration()
    team = make.team(collaboration)
    writer, staff = acting(make.member(team, lead=True)), acting(make.role("staff"))
    for place in (make.space(team), make.space(collaboration)):
        text = discussions.written("Words", title="Title")
        discussions.open_thread(writer, place.public_id, text)
    spaces.enter(staff, make.space(team).slug, "To help", 1)
    session().close()
    found = session().execute(select(Entry.action, Entry.scope_id).order_by(Entry.id))
    kept = [tuple(row) for row in found if row[0] in {"discussions.thread_opened", "spaces.staff_entered"}]
    assert kept == [
        ("discussions.thread_opened", None),
        ("discussions.thread_opened", collaboration.id),
        ("spaces.staff_entered", None),
    ]


def test_what_is_held_in_a_teams_space_is_told_to_nobody_else(make, acting):
    """Held by a screen: the same words go into the ledger as for what a moderator hides."""
    collaboration = make.collaboration()
    team = make.team(collaboration)
    writer, kept = acting(make.member(team)), []
    for place in (make.space(team), make.space(collaboration)):
        thread = discussions.open_thread(writer, place.public_id, discussions.written("Words", title="Title"))[0]
        moderation.hold(Ref("discussions.thread", thread.id), writer, "A screen")
        session().close()
        kept.append(session().scalar(select(Entry.scope_id).order_by(Entry.id.desc()).limit(1)))
    assert kept == [None, collaboration.id]


def test_nobody_changes_the_dates_and_marks_of_their_own_membership(make, acting):
    collaboration = make.collaboration()
    team = make.team(collaboration)
    lead = make.member(team, lead=True, ends_at=now() + timedelta(days=10))
    number = session().scalar(select(TeamMembership.id).where(TeamMembership.person_id == lead.id))
    actor = acting(lead)
    for change in (
        {"ends_at": None},
        {"ends_at": now() + timedelta(days=99)},
        {"decision_maker": True},
        {"lead": False},
    ):
        with pytest.raises(Invalid, match="somebody else"):
            roster.change_membership(actor, number, **change)
    assert roster.change_membership(actor, number, role="site").role == "site"
    other = make.role("facilitator", collaboration)
    assert roster.change_membership(acting(other), number, ends_at=None).ends_at is None
    roster.leave_team(actor, number)
