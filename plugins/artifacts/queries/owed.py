"""What a person promised, and what their teams took up: for My work."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import select

from community.sdk import Actor, OwedItem, now, session, visible
from community.sdk import gettext as _
from plugins.artifacts.models import Artifact, Commitment
from plugins.artifacts.queries import adoptions, artifacts

AHEAD = timedelta(days=7)


def commitments(actor: Actor) -> Sequence[OwedItem]:
    """Open commitments of the actor that are due within a week or were due before, the oldest first."""
    mine = visible(actor, Artifact, "edit").with_only_columns(Artifact.id)
    query = select(Commitment, Artifact).join(Artifact, Artifact.id == Commitment.artifact_id)
    query = query.where(
        Commitment.owner_id == actor.id, Commitment.state == "open", Commitment.due <= (now() + AHEAD).date(),
        Artifact.id.in_(mine), Artifact.ending == "",
    )  # fmt: skip
    rows = session().execute(query.order_by(Commitment.due, Commitment.id).limit(50)).all()
    return [
        OwedItem(one.text, f"/artifacts/{found.public_id}#commitment-{one.public_id}", one.due, found.title)
        for one, found in rows
    ]


def news(actor: Actor) -> Sequence[OwedItem]:
    """Adoptions of the actor's teams of which its first owner has long heard nothing."""
    rows = adoptions.silent(actor)
    titles = artifacts.describe(actor, [found.id for _one, found in rows])
    return [
        OwedItem(
            _("Say what came of “%(title)s”", title=titles[found.id][0]),
            f"{titles[found.id][1]}/adoptions/{one.public_id}",
        )
        for one, found in rows
        if found.id in titles
    ]
