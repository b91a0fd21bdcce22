"""The bank of change ideas: of every artifact that the reader may read, as the newest version has them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from community.sdk import Actor, Organization, Page, Space, Team, newest_first, rules, session, visible
from plugins.artifacts.models import Artifact, Idea, Term, Version
from plugins.artifacts.queries import artifacts, terms
from plugins.artifacts.queries.artifacts import KIND, Seen


@dataclass(frozen=True)
class Row:
    """An idea for one reader. `number` is the version that it is of; `url` leads to its line there."""

    idea: Idea
    seen: Seen
    url: str
    term: str
    organization: str


def bank(actor: Actor, term: str = "", after: str | None = None) -> Page[Row]:
    """Ideas, the newest first; of one term, by its public id. A fixed number of queries."""
    readable = rules().reads_version(actor, rules().kind(KIND), Version.number, Version.number)
    newest = select(Version.artifact_id, func.max(Version.number).label("number"))
    newest = newest.join(Artifact, Artifact.id == Version.artifact_id).where(readable).group_by(Version.artifact_id)
    read = newest.subquery()
    query = visible(actor, Artifact).join(Idea, Idea.artifact_id == Artifact.id)
    query = query.join(read, (read.c.artifact_id == Idea.artifact_id) & (read.c.number == Idea.number))
    if term:
        query = query.where(Idea.term_id.in_(select(Term.id).where(Term.public_id == term)))
    page = newest_first(query.with_only_columns(Idea), (Idea.id,), after=after)
    return Page(_rows(actor, page.items), page.more)


def _rows(actor: Actor, found: Sequence[Idea]) -> list[Row]:
    ids = {one.artifact_id for one in found}
    seen = artifacts.seen(actor, list(ids))
    query = select(Artifact.id, Artifact.public_id, Organization.name).join(Space, Space.id == Artifact.space_id)
    query = query.join(Team, Team.id == Space.team_id).join(Organization, Organization.id == Team.organization_id)
    homes = {row[0]: (row[1], row[2]) for row in session().execute(query.where(Artifact.id.in_(ids)))}
    named = terms.labels({one.term_id for one in found if one.term_id is not None})
    return [
        Row(
            one, seen[one.artifact_id],
            f"/artifacts/{homes[one.artifact_id][0]}/versions/{one.number}#node-{one.part}",
            named[one.term_id].title if one.term_id is not None else "", homes[one.artifact_id][1],
        )
        for one in found
        if one.artifact_id in seen and one.artifact_id in homes
    ]  # fmt: skip
