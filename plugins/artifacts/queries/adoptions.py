"""Who took an artifact up, and how it went on from there: adoptions, and the lineage that they make."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import Select, select

from community.sdk import Actor, Face, NotFound, Organization, Space, Team, faces, now, require, session, visible
from plugins.artifacts.models import Adoption, Artifact
from plugins.artifacts.queries import artifacts
from plugins.artifacts.record.values import Node

QUIET = timedelta(days=90)  # after which a team is asked whether it is still in use
STEPS, MOST = 10, 200  # back to the first, and adoptions in one lineage


@dataclass(frozen=True)
class Taken:
    """An adoption for one reader. `copy`: what the team made from it (title, address), where they may see that."""

    adoption: Adoption
    organization: str
    face: Face
    copy: tuple[str, str] | None
    mine: bool


def of(actor: Actor, found: Artifact) -> Sequence[Taken]:
    """The adoptions of an artifact that the reader may see, the first one first. A fixed number of queries."""
    mine = actor.within("team.member", Adoption.team_id).label("mine")
    query = visible(actor, Adoption).join(Team, Team.id == Adoption.team_id)
    query = query.join(Organization, Organization.id == Team.organization_id).where(Adoption.artifact_id == found.id)
    rows = session().execute(query.add_columns(Organization.name, mine).order_by(Adoption.id)).all()
    copies = artifacts.describe(actor, [one.copy_id for one, _name, _mine in rows if one.copy_id is not None])
    known = faces([one.author_id for one, _name, _mine in rows])
    return [
        Taken(one, name, known[one.author_id], copies.get(one.copy_id or 0), bool(is_mine))
        for one, name, is_mine in rows
    ]


def describe(actor: Actor, ids: Sequence[int]) -> Mapping[int, tuple[str, str]]:
    """{id: (title of what was adopted, address of the adoption)}."""
    rows = session().execute(visible(actor, Adoption).where(Adoption.id.in_(ids)).with_only_columns(*_NAMED)).all()
    said = artifacts.describe(actor, [row[2] for row in rows])
    return {one: (said[of][0], f"{said[of][1]}#adoption-{named}") for one, named, of in rows if of in said}


_NAMED = (Adoption.id, Adoption.public_id, Adoption.artifact_id)


def its_adoptions(artifact_id: int) -> Select[int]:
    """The ids of an artifact's adoptions, as a Select for an IN."""
    return select(Adoption.id).where(Adoption.artifact_id == artifact_id)


def adoption_to_edit(actor: Actor, public_id: str, adoption_id: str) -> tuple[Artifact, Adoption]:
    """An adoption that the actor may speak of, and what was adopted. Raises NotFound or Forbidden."""
    query = visible(actor, Adoption).join(Artifact, Artifact.id == Adoption.artifact_id)
    query = query.where(Adoption.public_id == adoption_id, Artifact.public_id == public_id)
    found: Adoption | None = session().scalars(query).one_or_none()
    if found is None:
        raise NotFound
    require(actor, "edit", found)
    return session().get_one(Artifact, found.artifact_id), found


def teams_to_adopt(actor: Actor, found: Artifact) -> Sequence[tuple[Team, str]]:
    """The actor's teams that could take it up, with the names of their organizations: not its own, none twice."""
    owner = select(Space.team_id).where(Space.id == found.space_id).scalar_subquery()
    taken = select(Adoption.team_id).where(Adoption.artifact_id == found.id)
    query = select(Team, Organization.name).join(Organization, Organization.id == Team.organization_id)
    query = query.where(actor.within("team.member", Team.id), Team.id != owner, Team.id.not_in(taken))
    return [(row[0], row[1]) for row in session().execute(query.order_by(Organization.name, Team.id))]


def source(actor: Actor, found: Artifact) -> tuple[str, str, int] | None:
    """What an artifact was made from (title, address, version); without a title where the reader may not see it."""
    if found.adapted_from_id is None:
        return None
    title, url = artifacts.describe(actor, [found.adapted_from_id]).get(found.adapted_from_id, ("", ""))
    return title, url, found.adapted_version


def silent(actor: Actor) -> Sequence[tuple[Adoption, Artifact]]:
    """Adoptions of the actor's teams of which nothing was heard for a quarter of a year, the longest silent first."""
    since = now() - QUIET
    query = visible(actor, Adoption, "edit").join(Artifact, Artifact.id == Adoption.artifact_id).add_columns(Artifact)
    query = query.where(Adoption.at < since, Adoption.in_use != "no")
    query = query.where((Adoption.in_use_at.is_(None)) | (Adoption.in_use_at < since))
    return [(row[0], row[1]) for row in session().execute(query.order_by(Adoption.at, Adoption.id).limit(20))]


@dataclass(frozen=True)
class Lineage:
    """How an artifact went on: a tree of `nodes` below `first`; what each is called, where it is, whose it is.

    `urls`, `notes`: by the id of a node. The id of the reader's artifact is `here`. `hidden`: the first was made from
    something that the reader may not see.
    """

    first: Node
    nodes: Sequence[Node]
    urls: Mapping[str, str]
    notes: Mapping[str, Adoption]
    here: str
    hidden: bool


def lineage(actor: Actor, found: Artifact) -> Lineage:
    """Back to the first that the reader may see, and from there to all that was made from it."""
    first, hidden = _first(actor, found)
    titles = dict(artifacts.describe(actor, [first.id]))
    owners = _owners([first])
    root = Node(first.public_id, _called(titles[first.id][0], owners.get(first.space_id, "")), "primary")
    nodes: list[Node] = []
    urls, notes = {root.id: titles[first.id][1]}, dict[str, Adoption]()
    waiting = {first.id: root.id}
    while waiting and len(nodes) < MOST:
        rows = _adopted(actor, list(waiting))
        said = artifacts.describe(actor, [one.copy_id for one, _name, _copy in rows if one.copy_id is not None])
        below: dict[int, str] = {}
        for one, name, copy in rows:
            title, url = said.get(one.copy_id or 0, ("", ""))
            place = copy if title and copy else one.public_id
            node = Node(place, _called(title, name), "secondary", waiting[one.artifact_id])
            if node.id not in urls:  # nobody adopts in a ring, but nothing forbids it
                nodes.append(node)
                urls[node.id], notes[node.id] = url, one
                if title and one.copy_id is not None:
                    below[one.copy_id] = node.id
        waiting = below
    return Lineage(root, nodes, urls, notes, found.public_id, hidden)


def _called(title: str, organization: str) -> str:
    return f"{organization}: {title}" if title else organization


def _first(actor: Actor, found: Artifact) -> tuple[Artifact, bool]:
    for _step in range(STEPS):
        if found.adapted_from_id is None:
            return found, False
        query = visible(actor, Artifact).where(Artifact.id == found.adapted_from_id)
        above: Artifact | None = session().scalars(query).one_or_none()
        if above is None:
            return found, True
        found = above
    return found, True


def _owners(found: Sequence[Artifact]) -> Mapping[int, str]:
    """The names of the organizations in whose teams' spaces these live, by space."""
    query = select(Space.id, Organization.name).join(Team, Team.id == Space.team_id)
    query = query.join(Organization, Organization.id == Team.organization_id)
    rows = session().execute(query.where(Space.id.in_({one.space_id for one in found})))
    return {row[0]: row[1] for row in rows}


def _adopted(actor: Actor, ids: Sequence[int]) -> Sequence[Any]:
    query = visible(actor, Adoption).join(Team, Team.id == Adoption.team_id)
    query = query.join(Organization, Organization.id == Team.organization_id)
    query = query.outerjoin(Artifact, Artifact.id == Adoption.copy_id).where(Adoption.artifact_id.in_(ids))
    return session().execute(query.add_columns(Organization.name, Artifact.public_id).order_by(Adoption.id)).all()
