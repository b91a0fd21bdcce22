"""What people add, on one screen: accounts on one side, the roster on the other."""

from community.access import Kind
from community.events import Job, on
from community.host.contract import Boundary, NavigationItem, Plugin, Tab
from community.people import commands, handlers, samples, scopes, search
from community.people.deeds import DEEDS
from community.people.events.accounts import EVENTS
from community.people.events.organizations import ORGANIZATION_EVENTS
from community.people.events.roster import ROSTER_EVENTS
from community.people.models import Collaboration, Invitation, Organization, Person, Team
from community.people.personal import personal_data
from community.people.policy import persons, roster, rules
from community.people.queries import organizations, people
from community.people.queries import roster as rosters
from community.people.routes import accounts, departure, invitations, keeping, members  # noqa: F401 - the views of two blueprints
from community.people.routes import organizations as organization_pages
from community.people.routes import persons as person_pages  # noqa: F401 - the same
from community.people.routes import roster as roster_pages
from community.people.routes.blueprint import bp
from community.people.service import upkeep
from community.people.service.boundaries import publish_boundaries
from community.web.i18n import lazy_gettext as _l

plugin = Plugin(
    name="people",
    title=_l("People"),
    version="1.0",
    kinds=(
        Kind(
            "people.person",
            Person,
            _l("person"),
            describe=people.described,
            page="people.person",
            actions=("edit", "close", "export"),
            labels=persons.labels,
        ),
        Kind("people.invitation", Invitation, _l("invitation"), actions=("resend", "withdraw")),
        Kind(
            "people.organization",
            Organization,
            _l("organization"),
            describe=organizations.described,
            page="organizations.organization",
            actions=roster.ORGANIZATION_ACTIONS,
            labels=roster.organization_labels,
        ),
        Kind(
            "people.collaboration",
            Collaboration,
            _l("collaboration"),
            describe=rosters.described_collaborations,
            actions=(*roster.COLLABORATION_ACTIONS, "invite"),
            labels=roster.collaboration_labels,
        ),
        Kind(
            "people.team",
            Team,
            _l("team"),
            describe=rosters.described_teams,
            actions=(*roster.TEAM_ACTIONS, "invite", "invite_from_elsewhere"),
            labels=roster.team_labels,
        ),
    ),
    scopes=scopes.SCOPES,
    blueprints=(bp, roster_pages.bp, organization_pages.bp),
    policy=rules,
    events=(*EVENTS, *ROSTER_EVENTS, *ORGANIZATION_EVENTS),
    handlers=(
        on("people.invitation_sent", call=handlers.mail_invitation),
        on("people.password_changed", call=handlers.mail_password_changed),
        on("people.sign_in_started", call=handlers.mail_unfamiliar_sign_in),
    ),
    schedule=(Job("people.upkeep", "41 3 * * *", upkeep.tidy),),
    tasks={"people.mail_reset": handlers.mail_reset},
    boundaries=(Boundary("people.roster", passed=rosters.passed, publish=publish_boundaries),),
    documents=(search.PERSONS, search.ORGANIZATIONS),
    slots_offered=("people.person.below", "people.profile.below", "people.team.below"),
    tabs=(
        # A collaboration's and a team's space have the address of what they belong to.
        Tab("people.collaboration", _l("About"), "roster.collaboration", order=95, kinds=("collaboration",)),
        Tab("people.team", _l("Team"), "roster.team", order=95, kinds=("team",)),
    ),
    navigation=(
        NavigationItem(_l("Edit your profile"), "people.profile", order=10),
        NavigationItem(_l("Where you are signed in"), "people.sign_ins", order=20),
        NavigationItem(_l("Invitations"), "people.invitations", "invite", order=30),
        NavigationItem(_l("Collaborations"), "roster.collaborations", order=40),
        NavigationItem(_l("Districts"), "organizations.districts", order=50),
        NavigationItem(_l("Roster"), "roster.home", "manage_roster", order=60),
        NavigationItem(_l("Your data"), "people.my_data", order=90),
    ),
    commands=commands.commands,
    samples=samples.fill,
    deeds=DEEDS,
    personal_data=personal_data,
)
