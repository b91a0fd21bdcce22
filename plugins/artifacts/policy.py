"""Who may do what with artifacts. Reading follows from spaces and shares; only the owning team writes and widens."""

from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, and_, exists, false, literal, or_, select, true

from community.sdk import Actor, Each, Person, Policy, Share, Site, Space, Team, session, shares_now
from plugins.artifacts.models import Adoption, Artifact, Term

rules = Policy("artifacts")


@rules.grant(Space, "artifacts.add")
def a_team_in_its_own_space(actor: Actor) -> ColumnElement[bool]:
    """A team's people begin artifacts in their team's space."""
    return and_(Space.kind == "team", actor.within("space.owner", Space.id))


@rules.grant(Artifact, "edit")
def the_team_that_owns_it(actor: Actor) -> ColumnElement[bool]:
    """The people of the team in whose space it lives."""
    return actor.within("space.owner", Artifact.space_id)


@rules.grant(Artifact, "adopt")
def people_of_other_teams(actor: Actor) -> ColumnElement[bool]:
    """Whoever is in a team other than the one that owns it takes it up for that team."""
    owner = select(Space.team_id).where(Space.id == Artifact.space_id).correlate(Artifact).scalar_subquery()
    other = select(literal(1)).select_from(Team).where(actor.within("team.member", Team.id), Team.id != owner)
    return exists(other.correlate(Artifact))


@rules.grant(Adoption, "read")
def whoever_reads_what_was_adopted(actor: Actor) -> ColumnElement[bool]:
    """Whoever is in a space that a version of it is shared with now; and the team that adopted it."""
    rows = select(literal(1)).where(
        Share.kind == "artifacts.artifact",
        Share.object_id == Adoption.artifact_id,
        shares_now(),
        actor.within("space.member", Share.space_id),
    )
    return or_(exists(rows), actor.within("team.member", Adoption.team_id))


def adoption_labels(ids: Sequence[int]) -> Mapping[int, frozenset[str]]:
    """The same for the search index: the home of what was adopted, where it is shared, and the team."""
    query = select(Adoption.id, Adoption.space_id, Adoption.team_id).where(Adoption.id.in_(ids))
    found = {one: {f"space.member:{home}", f"team.member:{team}"} for one, home, team in session().execute(query)}
    shares = select(Adoption.id, Share.space_id).join(Share, Share.object_id == Adoption.artifact_id)
    shares = shares.where(Share.kind == "artifacts.artifact", Adoption.id.in_(ids), shares_now())
    for one, place in session().execute(shares):
        found[one].add(f"space.member:{place}")
    return {one: frozenset(labels) for one, labels in found.items()}


@rules.grant(Adoption, "edit")
def the_team_that_adopted_it(actor: Actor) -> ColumnElement[bool]:
    """The people of the team that took it up say what came of it."""
    return actor.within("team.member", Adoption.team_id)


@rules.grant(Site, "artifacts.keep_terms")
def staff_of_the_network(actor: Actor) -> ColumnElement[bool]:
    """Staff keep the list of challenges and drivers."""
    return actor.within("network.staff", 0)


@rules.grant(Term, "read")
def everybody_signed_in(actor: Actor) -> ColumnElement[bool]:
    """Terms are words of the whole network."""
    return true() if isinstance(actor, Person | Each) else false()


def term_labels(ids: Sequence[int]) -> Mapping[int, frozenset[str]]:
    """The same for the search index."""
    return {one: frozenset({"everybody"}) for one in ids}
