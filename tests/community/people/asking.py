"""Invitations for tests: into a team, into a role, and already in the mail."""

from community.data.database import db
from community.people import actors
from community.people.service import invitations as service
from community.people.service.invitations import Invite
from tests.community.people.conftest import link_in


def member(people, team=0, **other):
    """An invitation into a team."""
    told = {"email": "nora@alder.example", "locale": "es", "name": "Nora Vidal", "team_role": "site"}
    return Invite(**{**told, "team": people.teams[team][1], **other})


def role(people, name, place=0, **other):
    """An invitation into a collaboration."""
    told = {"email": "nora@office.example", "locale": "en", "role": name}
    return Invite(**{**told, "collaboration": people.collaborations[place][1], **other})


def invited(app, people, letters, asked):
    """Invite as staff; answers the mail and the path of its link."""
    with app.app_context():
        staff = actors.Person(
            people.ids["staff"], people.public_ids["staff"], "Staff", "en", "UTC", actors.scopes_of(people.ids["staff"])
        )
        db.session.remove()
        service.invite(staff, asked)
    letter = letters()[-1]
    return letter, link_in(letter.text, "/join/")
