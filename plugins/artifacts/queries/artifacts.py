"""Artifacts and their versions: one, many, what they are called for this reader, which version they read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, exists, literal, or_, select, tuple_
from sqlalchemy.orm import defer

from community.sdk import Actor, NotFound, Share, Space, require, rules, session, shares_now, versions_for, visible
from plugins.artifacts.models import Artifact, Version

KIND = "artifacts.artifact"


def artifact(actor: Actor, public_id: str) -> Artifact:
    """The artifact at an address. Raises NotFound when it is not for this reader."""
    found: Artifact | None = (
        session().scalars(visible(actor, Artifact).where(Artifact.public_id == public_id)).one_or_none()
    )
    if found is None:
        raise NotFound
    return found


def artifact_to(actor: Actor, action: str, public_id: str) -> Artifact:
    """The artifact at an address, if the actor may do `action` to it. Raises NotFound or Forbidden."""
    found = artifact(actor, public_id)
    require(actor, action, found)
    return found


@dataclass(frozen=True)
class Seen:
    """What a reader sees of an artifact, and since when: the version; None for the working record, at home."""

    title: str
    version: int | None
    status: str
    at: datetime


def seen(actor: Actor, ids: Sequence[int]) -> Mapping[int, Seen]:
    """What the actor sees of each of these artifacts, in three queries; those that are not for them are left out."""
    numbers = versions_for(actor, rules().kind(KIND), ids)
    home = actor.within("space.member", Artifact.space_id).label("home")
    there = session().execute(visible(actor, Artifact).where(Artifact.id.in_(ids)).add_columns(home)).all()
    found = {
        one.id: Seen(one.title, None, one.status_said or one.status, one.changed_at)
        for one, at_home in there
        if at_home
    }
    elsewhere = [(one.id, numbers[one.id]) for one, at_home in there if not at_home and one.id in numbers]
    if elsewhere:
        pairs = tuple_(Version.artifact_id, Version.number).in_(elsewhere)
        for one in session().scalars(select(Version).options(defer(Version.snapshot)).where(pairs)):
            found[one.artifact_id] = Seen(one.title, one.number, one.status, one.at)
    return found


def describe(actor: Actor, ids: Sequence[int]) -> Mapping[int, tuple[str, str]]:
    """{id: (title, address)}, for cards, notices and the ledger."""
    known = seen(actor, ids)
    rows = session().execute(select(Artifact.id, Artifact.public_id).where(Artifact.id.in_(list(known))))
    return {row[0]: (known[row[0]].title, f"/artifacts/{row[1]}") for row in rows}


def versions_of(actor: Actor, found: Artifact) -> Mapping[int, Version]:
    """The versions that the actor may read of an artifact that they see, by number, the newest first."""
    kind = rules().kind(KIND)
    query = select(Version).join(Artifact, Artifact.id == Version.artifact_id).where(Artifact.id == found.id)
    query = query.where(rules().reads_version(actor, kind, Version.number, Version.number))
    return {one.number: one for one in session().scalars(query.order_by(Version.number.desc()))}


def version(actor: Actor, found: Artifact, number: int) -> Version:
    """One of them. Raises NotFound."""
    there = versions_of(actor, found).get(number)
    if there is None:
        raise NotFound
    return there


def shared_now(ids: Sequence[int]) -> Mapping[int, Sequence[tuple[int, Space]]]:
    """Which versions of artifacts which spaces read now, the newest first. The caller may share them."""
    query = select(Share.object_id, Share.version, Space).join(Space, Space.id == Share.space_id)
    query = query.where(Share.kind == KIND, Share.object_id.in_(ids), shares_now())
    found: dict[int, list[tuple[int, Space]]] = {}
    for one, number, space in session().execute(query.order_by(Share.version.desc(), Share.id)):
        found.setdefault(one, []).append((number, space))
    return found


def in_space(space_id: int) -> ColumnElement[bool]:
    """True for artifacts that live in a space or are shared with it."""
    shared = select(Share.object_id).where(Share.kind == KIND, Share.space_id == space_id, shares_now())
    return or_(Artifact.space_id == space_id, Artifact.id.in_(shared))


def of_status(actor: Actor, status: str) -> ColumnElement[bool]:
    """True for artifacts that have come so far: at home by the working record, elsewhere by a version they may read."""
    home = and_(actor.within("space.member", Artifact.space_id), Artifact.status == status)
    frozen = and_(Version.artifact_id == Share.object_id, Version.number == Share.version)
    shown = select(literal(1)).select_from(Share).join(Version, frozen)
    shown = shown.where(Share.kind == KIND, Share.object_id == Artifact.id, shares_now(), Version.status == status)
    return or_(home, exists(shown.where(actor.within("space.member", Share.space_id)).correlate(Artifact)))


def itself(artifact_id: int) -> Select[int]:
    """The id of one artifact, as a Select for an IN."""
    return select(Artifact.id).where(Artifact.id == artifact_id)
