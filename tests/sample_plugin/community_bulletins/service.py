"""What people intend with bulletins. Each: load visible, require, screen, change, record, publish."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update

from community.sdk import (
    RENDERER_VERSION,
    Actor,
    Ref,
    Space,
    System,
    enqueue,
    found_space,
    now,
    plain,
    publish,
    record,
    render,
    require,
    screen,
    session,
    space_by_id,
    unit_of_work,
)
from community_bulletins import queries
from community_bulletins.events import BulletinOpened, BulletinPosted, EmbargoEnded
from community_bulletins.models import Bulletin, Editor, Lead, Reading

WORDS_A_MINUTE = 200


@dataclass(frozen=True)
class Written:
    """What an editor wrote, with its HTML: rendered before any transaction begins."""

    title: str
    body: str
    html: str
    language: str = "en"


def written(title: str, body: str, language: str = "en") -> Written:
    """The text, rendered. Call it outside the unit of work."""
    return Written(title, body, str(render(body)), language)


def post(actor: Actor, space_public_id: str, text: Written) -> tuple[Bulletin, bool]:
    """Post a bulletin; its author has read it. Returns it and whether it is held for a moderator.

    Raises NotFound, Forbidden, or Invalid when a screen rejects.
    """
    with unit_of_work():
        space = space_by_id(actor, space_public_id)
        require(actor, "bulletins.post", space)
        values = {"title": text.title, "body": text.body, "space_id": space.id}
        verdict = screen(actor, "bulletins.bulletin", values)
        row = Bulletin(
            space_id=space.id,
            author_id=actor.id,
            title=text.title,
            body=text.body,
            html=text.html,
            renderer=RENDERER_VERSION,
            language=text.language,
        )
        session().add(row)
        session().flush()
        ref = Ref("bulletins.bulletin", row.id)
        verdict.settle(ref)
        session().add(Reading(person_id=actor.id, bulletin_id=row.id))
        session().execute(delete(Lead).where(Lead.space_id == space.id))
        enqueue("bulletins.count_minutes", f"minutes:{row.id}", bulletin_id=row.id)
        record("bulletins.posted", ref, actor, scope_id=space.collaboration_id)
        publish(BulletinPosted(row.id, space.id), actor.id)
    return row, verdict.held


def open_bulletin(actor: Actor, public_id: str) -> None:
    """The reader has opened it. Safe to repeat. Raises NotFound."""
    with unit_of_work():
        row = queries.bulletin(actor, public_id)
        if session().get(Reading, (actor.id, row.id)) is None:
            session().add(Reading(person_id=actor.id, bulletin_id=row.id))
            publish(BulletinOpened(row.id), actor.id)


def appoint(person_id: int, space: Space) -> None:
    """Let somebody post bulletins in a space, and into the newsroom. For operators and samples; safe to repeat."""
    with unit_of_work():
        session().merge(Editor(person_id=person_id, space_id=space.id))
        found_space("newsroom", "newsroom", "Newsroom")
        record("bulletins.editor_appointed", Ref("people.person", person_id), System("an operator's command"))


def publish_ends(since: datetime, until: datetime) -> None:
    """State which embargoes ended by the clock, inside the open unit of work."""
    for ref in queries.embargoes_ended(since, until):
        publish(EmbargoEnded(ref.kind, ref.id))


def note_lead(ref: Ref, space_id: int) -> None:
    """Keep a lead for the space's editors, inside the open unit of work. Safe to repeat."""
    known = session().scalar(select(Lead.id).where(Lead.kind == ref.kind, Lead.object_id == ref.id))
    if known is None:
        session().add(Lead(kind=ref.kind, object_id=ref.id, space_id=space_id))


def forget_leads(before: datetime) -> None:
    """Nobody writes about what is older."""
    with unit_of_work():
        session().execute(delete(Lead).where(Lead.at < before))


def count_minutes(bulletin_id: int) -> None:
    """Say how long a bulletin takes to read: a minute at least."""
    row = session().get(Bulletin, bulletin_id)
    if row is None:
        return
    minutes = max(1, len(plain(row.body).split()) // WORDS_A_MINUTE)
    with unit_of_work():
        values = {"minutes": minutes, "updated_at": now()}
        session().execute(update(Bulletin).where(Bulletin.id == bulletin_id).values(**values))
