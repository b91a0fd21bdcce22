"""Who may see and manage districts, collaborations and teams. Accounts have rules of their own, beside this."""

from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, false, select, true

from community.access import Actor, Anonymous, Site
from community.access.labels import EVERYBODY
from community.data.database import session
from community.people.models import Collaboration, Organization, Team
from community.people.policy.book import rules

ORGANIZATION_ACTIONS = ("edit",)
COLLABORATION_ACTIONS = ("manage", "add_team", "give_pass", "give_role")
TEAM_ACTIONS = ("read_record", "change_members", "manage", "give_pass")


@rules.grant(Organization, "read")
def signed_in_people(actor: Actor) -> ColumnElement[bool]:
    """Everybody with an account: what the state publishes of a district is public."""
    return false() if isinstance(actor, Anonymous) else true()


@rules.grant(Site, "add_organization", "open_collaboration", "manage_roster", "import_roster")
@rules.grant(Organization, "edit")
@rules.grant(Collaboration, "read", *COLLABORATION_ACTIONS)
@rules.grant(Team, "read", *TEAM_ACTIONS)
def network_staff(actor: Actor) -> ColumnElement[bool]:
    """Staff and administrators of the network: they keep the roster. What a team writes is not part of it."""
    return actor.within("network.staff", 0)


@rules.grant(Site, "give_network_role")
def network_administrators(actor: Actor) -> ColumnElement[bool]:
    """Administrators alone say who is staff and who is administrator."""
    return actor.within("network.administrator", 0)


@rules.grant(Collaboration, "read")
def people_of_it(actor: Actor) -> ColumnElement[bool]:
    """Members of its teams, its facilitators and moderators, experts with a pass to all of it."""
    return actor.within("collaboration.member", Collaboration.id)


@rules.grant(Collaboration, "add_team", "give_pass")
def its_facilitators(actor: Actor) -> ColumnElement[bool]:
    """Facilitators keep the teams and the passes of their own collaboration."""
    return actor.within("collaboration.facilitator", Collaboration.id)


@rules.grant(Team, "read_record", "change_members", "manage", "give_pass")
def facilitators_of_its_collaboration(actor: Actor) -> ColumnElement[bool]:
    """Facilitators, for the teams of their own collaboration."""
    return actor.within("collaboration.facilitator", Team.collaboration_id)


@rules.grant(Team, "read")
def people_of_its_collaboration(actor: Actor) -> ColumnElement[bool]:
    """Whoever is in the collaboration sees which districts take part and who is in their teams."""
    return actor.within("collaboration.member", Team.collaboration_id)


@rules.grant(Team, "read", "read_record")
def its_members(actor: Actor) -> ColumnElement[bool]:
    """The team's own people: they also see the checklist, who was in it before, and who holds a pass."""
    return actor.within("team.member", Team.id)


@rules.grant(Team, "read")
def its_guests(actor: Actor) -> ColumnElement[bool]:
    """Experts with a pass to this team."""
    return actor.within("team.guest", Team.id)


@rules.grant(Team, "change_members")
def its_leads(actor: Actor) -> ColumnElement[bool]:
    """A team's lead adds and ends members of that team."""
    return actor.within("team.lead", Team.id)


def organization_labels(ids: Sequence[int]) -> Mapping[int, frozenset[str]]:
    """The same for the search index: everybody who is signed in."""
    return {one: frozenset({EVERYBODY}) for one in ids}


def collaboration_labels(ids: Sequence[int]) -> Mapping[int, frozenset[str]]:
    """The same for the search index: those who are in it, and staff."""
    return {one: frozenset({f"collaboration.member:{one}", "network.staff:0"}) for one in ids}


def team_labels(ids: Sequence[int]) -> Mapping[int, frozenset[str]]:
    """The same for the search index: the collaboration, the team, its experts, and staff."""
    rows = session().execute(select(Team.id, Team.collaboration_id).where(Team.id.in_(ids)))
    return {
        team: frozenset(
            {f"collaboration.member:{place}", f"team.member:{team}", f"team.guest:{team}", "network.staff:0"}
        )
        for team, place in rows
    }
