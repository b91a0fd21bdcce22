"""What people intend in discussions. Each: load visible, require, screen, change, record, publish."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert, update

from community.sdk import RENDERER_VERSION as RENDERER
from community.sdk import (
    Actor,
    Conflict,
    Invalid,
    Ref,
    Space,
    attach_files,
    ledger_scope,
    now,
    publish,
    record,
    render,
    require,
    screen,
    session,
    space_by_id,
    take_turn,
    unit_of_work,
)
from community.sdk import lazy_gettext as _l
from plugins.discussions.events import (
    ReplyEdited,
    ReplyPosted,
    ThreadClosed,
    ThreadEdited,
    ThreadOpened,
    ThreadRead,
    ThreadReopened,
)
from plugins.discussions.models import Reading, Reply, Revision, SpaceReading, Thread
from plugins.discussions.queries import about as abouts
from plugins.discussions.queries import threads as queries


@dataclass(frozen=True)
class Written:
    """What somebody wrote, with its HTML: rendered before any transaction begins."""

    body: str
    html: str
    language: str = "en"
    title: str = ""


def written(body: str | None, language: str | None = "en", title: str | None = "") -> Written:
    """The text, rendered. Call it outside the unit of work."""
    return Written(body or "", str(render(body or "")), language or "en", title or "")


def open_thread(actor: Actor, space_public_id: str, text: Written, about: str = "") -> tuple[Thread, bool]:
    """Open a thread; its author follows it. Returns it and whether it is held for a moderator.

    `about` names a thing ("artifacts.artifact:" and its public id). Raises NotFound, Forbidden, or Invalid when a
    screen rejects or the space does not read the thing.
    """
    with unit_of_work():
        space = space_by_id(actor, space_public_id)
        require(actor, "discussions.open_thread", space)
        verdict = screen(actor, "discussions.thread", {"title": text.title, "body": text.body, "space_id": space.id})
        thread = Thread(
            space_id=space.id, author_id=actor.id, title=text.title, body=text.body, html=text.html,
            renderer=RENDERER, language=text.language, **_about(actor, space, about),
        )  # fmt: skip
        session().add(thread)
        session().flush()
        ref = Ref("discussions.thread", thread.id)
        verdict.settle(ref)
        _follow(actor.id, thread.id, "wrote").read_number = 0
        attach_files(actor, text.html, ref)
        record("discussions.thread_opened", ref, actor, scope_id=ledger_scope(space))
        publish(ThreadOpened(thread.id, space.id), actor.id)
    return thread, verdict.held


def _about(actor: Actor, space: Space, key: str) -> dict[str, Any]:
    if not key:
        return {}
    thing = abouts.thing(actor, key)
    version = abouts.version_in(thing, space) if thing is not None else None
    if thing is None or version is None:
        raise Invalid({"about": _l("This space cannot read it yet. Share it with the space first.")})
    return {"about_kind": thing.ref.kind, "about_id": thing.ref.id, "about_version": version}


def reply(actor: Actor, thread_public_id: str, text: Written) -> tuple[Reply, bool]:
    """Answer in a thread; whoever answers follows it. Returns the reply and whether it is held for a moderator.

    Raises NotFound, Forbidden, or Invalid when a screen rejects.
    """
    with unit_of_work():
        thread = queries.thread(actor, thread_public_id)
        require(actor, "reply", thread)
        verdict = screen(actor, "discussions.reply", {"body": text.body, "space_id": thread.space_id})
        number = _next_number(thread.id)
        answer = Reply(
            thread_id=thread.id, space_id=thread.space_id, author_id=actor.id, number=number, body=text.body,
            html=text.html, renderer=RENDERER, language=text.language,
        )  # fmt: skip
        session().add(answer)
        session().flush()
        ref = Ref("discussions.reply", answer.id)
        verdict.settle(ref)
        if not verdict.held:
            session().execute(update(Thread).where(Thread.id == thread.id).values(active_at=answer.created_at))
        _follow(actor.id, thread.id, "replied")
        attach_files(actor, text.html, ref)
        record("discussions.reply_posted", ref, actor)
        publish(ReplyPosted(answer.id, thread.id, number), actor.id)
    return answer, verdict.held


def _next_number(thread_id: int) -> int:
    """The next place in a thread; the row's lock keeps two writers apart."""
    query = update(Thread).where(Thread.id == thread_id).values(last_number=Thread.last_number + 1)
    number: int = session().execute(query.returning(Thread.last_number)).scalar_one()
    return number


def edit_thread(actor: Actor, thread_public_id: str, text: Written, version: int) -> Thread:
    """Reword title and opening; the earlier wording is kept. `version` is the one that the writer saw.

    Raises NotFound, Forbidden, Invalid, or Conflict when somebody reworded it meanwhile.
    """
    with unit_of_work():
        take_turn("discussions.thread", thread_public_id)
        thread = queries.thread(actor, thread_public_id)
        require(actor, "edit", thread)
        _same(thread.version, version)
        verdict = screen(
            actor, "discussions.thread", {"title": text.title, "body": text.body, "space_id": thread.space_id}
        )
        _keep(thread, actor, thread_id=thread.id, title=thread.title)
        thread.title, thread.body, thread.html = text.title, text.body, text.html
        _reworded(thread, text)
        ref = Ref("discussions.thread", thread.id)
        verdict.settle(ref)
        attach_files(actor, text.html, ref)
        record("discussions.thread_edited", ref, actor)
        publish(ThreadEdited(thread.id, thread.version), actor.id)
    return thread


def edit_reply(actor: Actor, reply_public_id: str, text: Written, version: int) -> Reply:
    """Reword a reply; the earlier wording is kept. Raises NotFound, Forbidden, Invalid or Conflict."""
    with unit_of_work():
        take_turn("discussions.reply", reply_public_id)
        answer = queries.reply(actor, reply_public_id)
        require(actor, "edit", answer)
        _same(answer.version, version)
        verdict = screen(actor, "discussions.reply", {"body": text.body, "space_id": answer.space_id})
        _keep(answer, actor, reply_id=answer.id)
        answer.body, answer.html = text.body, text.html
        _reworded(answer, text)
        ref = Ref("discussions.reply", answer.id)
        verdict.settle(ref)
        attach_files(actor, text.html, ref)
        record("discussions.reply_edited", ref, actor)
        publish(ReplyEdited(answer.id, answer.version), actor.id)
    return answer


def _same(present: int, seen: int) -> None:
    if present != seen:
        raise Conflict("reworded")


def _keep(
    row: Thread | Reply, actor: Actor, *, thread_id: int | None = None, reply_id: int | None = None, title: str = ""
) -> None:
    session().add(
        Revision(
            thread_id=thread_id,
            reply_id=reply_id,
            version=row.version,
            title=title,
            body=row.body,
            html=row.html,
            renderer=row.renderer,
            language=row.language,
            by_id=actor.id,
            at=row.edited_at or row.created_at,
        )
    )


def _reworded(row: Thread | Reply, text: Written) -> None:
    row.renderer, row.language = RENDERER, text.language
    row.version += 1
    row.edited_at = now()
    session().flush()


def close(actor: Actor, thread_public_id: str) -> Thread:
    """Take no more replies. Raises NotFound, Forbidden; closing a closed thread changes nothing."""
    with unit_of_work():
        take_turn("discussions.thread", thread_public_id)
        thread = queries.thread(actor, thread_public_id)
        require(actor, "close", thread)
        if thread.closed_at is None:
            thread.closed_at = now()
            record("discussions.thread_closed", Ref("discussions.thread", thread.id), actor)
            publish(ThreadClosed(thread.id), actor.id)
    return thread


def reopen(actor: Actor, thread_public_id: str) -> Thread:
    """Take replies again. Raises NotFound, Forbidden."""
    with unit_of_work():
        take_turn("discussions.thread", thread_public_id)
        thread = queries.thread(actor, thread_public_id)
        require(actor, "close", thread)
        if thread.closed_at is not None:
            thread.closed_at = None
            record("discussions.thread_reopened", Ref("discussions.thread", thread.id), actor)
            publish(ThreadReopened(thread.id), actor.id)
    return thread


def follow(actor: Actor, thread_public_id: str, *, follows: bool) -> Thread:
    """Be told of new replies, or no longer. Raises NotFound, Forbidden."""
    with unit_of_work():
        thread = queries.thread(actor, thread_public_id)
        require(actor, "follow", thread)
        row = _reading(actor.id, thread.id)
        row.follows, row.why = follows, "asked"
    return thread


def read_up_to(actor: Actor, thread_public_id: str, number: int) -> None:
    """The reader has seen a thread up to the reply `number` (0: the opening). A position never goes back."""
    with unit_of_work():
        thread = queries.thread(actor, thread_public_id)
        require(actor, "read", thread)
        row = _reading(actor.id, thread.id)
        reached = min(number, thread.last_number)
        row.read_at = now()
        if reached > row.read_number:
            row.read_number = reached
            publish(ThreadRead(thread.id, actor.id, reached), actor.id)


def _reading(person_id: int, thread_id: int) -> Reading:
    take_turn("discussions.reading", person_id, thread_id)
    found = session().get(Reading, (person_id, thread_id), populate_existing=True)
    if found is None:
        found = Reading(person_id=person_id, thread_id=thread_id, follows=False, read_number=-1)
        session().add(found)
        session().flush()
    return found


def _follow(person_id: int, thread_id: int, why: str) -> Reading:
    """Whoever writes follows, unless they said otherwise themselves."""
    row = _reading(person_id, thread_id)
    if row.why != "asked":
        row.follows, row.why = True, why
    return row


def begin_space(person_id: int, space_id: int) -> None:
    """From now on threads of a space count as new to a person; earlier ones do not."""
    with unit_of_work():
        take_turn("discussions.space_reading", person_id, space_id)
        if session().get(SpaceReading, (person_id, space_id)) is None:
            session().execute(insert(SpaceReading).values(person_id=person_id, space_id=space_id, since=now()))
