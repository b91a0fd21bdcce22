"""Where a resource comes from: what it was made from, and that from what, each with its author and license."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import literal, select

from community.sdk import Actor, Face, faces, session, visible
from plugins.resources.models import Resource
from plugins.resources.queries import resources
from plugins.resources.queries.licences import Licence, licence, warning

LONGEST = 10  # steps back


@dataclass(frozen=True)
class Source:
    """One step back: a resource here (without a title where the reader may not see it), or words on one elsewhere."""

    title: str = ""
    url: str = ""
    words: str = ""
    face: Face | None = None
    licence: Licence | None = None
    warning: Any = None


def sources(actor: Actor, found: Resource) -> list[Source]:
    """What a resource was made from, the nearest first. Four queries however long the chain is; none without one."""
    own = [Source(words=found.based_on)] if found.based_on else []
    if found.based_on_id is None:
        return own
    return [*own, *_here(actor, found)]


def _here(actor: Actor, found: Resource) -> list[Source]:
    ids = _ids_back(found.based_on_id or 0)
    seen = {one.id: one for one in session().scalars(visible(actor, Resource).where(Resource.id.in_(ids)))}
    known, said = faces([one.author_id for one in seen.values()]), resources.wordings(actor, list(seen))
    steps, below = [], found.licence
    for one in ids:
        source = seen.get(one)
        if source is None or one not in said:
            steps.append(Source())
            break  # beyond what they may not see they see nothing
        title, url = said[one].title, f"/resources/{source.public_id}"
        told = warning(below, source.licence)
        steps.append(Source(title, url, "", known[source.author_id], licence(source.licence), told))
        if source.based_on:
            steps.append(Source(words=source.based_on))
        below = source.licence
    return steps


def _ids_back(first: int) -> Sequence[int]:
    """The ids of a chain, the nearest first, in one statement."""
    back = select(Resource.id, Resource.based_on_id, literal(1).label("step")).where(Resource.id == first)
    chain = back.cte("chain", recursive=True)
    further = select(Resource.id, Resource.based_on_id, chain.c.step + 1)
    further = further.join(chain, Resource.id == chain.c.based_on_id).where(chain.c.step < LONGEST)
    whole = chain.union_all(further)
    return list(session().scalars(select(whole.c.id).order_by(whole.c.step)))
