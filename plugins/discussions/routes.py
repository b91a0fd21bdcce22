"""Pages of discussions. HTTP in, HTTP out; services decide."""

from typing import Any

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from community.sdk import Conflict, GuardedBlueprint, Invalid, can, current_actor, current_locale, page, space_by_pk
from community.sdk import gettext as _
from community.sdk import space as space_at
from plugins.discussions import service
from plugins.discussions.forms import ReplyForm, ThreadForm
from plugins.discussions.queries import about as abouts
from plugins.discussions.queries import pages, threads
from plugins.discussions.queries.history import history as history_of
from plugins.discussions.queries.unread import first_unread

bp = GuardedBlueprint("discussions", __name__)
LARGEST = 2**31 - 1  # what a database takes for a number


@bp.get("/in/<slug>/")
def in_space(slug: str) -> Response:
    """The threads of a space."""
    actor = current_actor()
    space = space_at(actor, slug)
    listed = pages.threads_in(actor, space.id, request.args.get("after"))
    may_open = can(actor, "discussions.open_thread", space)
    return page("discussions/threads.html", space=space, listed=listed, may_open=may_open)


@bp.route("/in/<slug>/new", methods=["GET", "POST"])
def new(slug: str) -> Response:
    """Open a thread."""
    actor = current_actor()
    space = space_at(actor, slug)
    form = ThreadForm(language=current_locale(), about=request.args.get("about", ""))
    if form.passes(actor):
        text = service.written(form.body.data, form.language.data, form.title.data)
        try:
            thread, held = service.open_thread(actor, space.public_id, text, form.about.data or "")
        except Invalid as error:
            form.refuse(error)
        else:
            _say_held(held=held)
            return redirect(url_for("discussions.thread", public_id=thread.public_id), 303)
    about = abouts.thing(actor, form.about.data or "")
    status = 422 if form.errors else 200
    return page("discussions/new.html", status=status, space=space, form=form, about=about)


def _say_held(*, held: bool) -> None:
    if held:
        flash(_("A moderator will look at this first. Until then only you and the moderators see it."), "info")


@bp.get("/threads/<public_id>")
def thread(public_id: str) -> Response:
    """A thread with its replies."""
    return _thread(public_id, ReplyForm(language=current_locale(), formdata=None))


def _thread(public_id: str, form: ReplyForm, status: int = 200) -> Response:
    actor = current_actor()
    start = request.args.get("from", 0, type=int)
    shown = pages.thread_page(actor, public_id, min(max(start, 0), LARGEST))
    space = space_by_pk(actor, shown.thread.space_id)
    slots: dict[str, dict[str, Any]] = {
        "discussions.thread.below": {"thread": shown.thread},
        "discussions.post.tools": {"may": shown.may_by_ref, "public_ids": shown.public_ids},
    }
    about = abouts.of_thread(actor, shown.thread)
    return page("discussions/thread.html", status=status, slots=slots, space=space, shown=shown, form=form, about=about)


@bp.post("/threads/<public_id>/replies")
def reply(public_id: str) -> Response:
    """Answer in a thread."""
    actor = current_actor()
    threads.thread(actor, public_id)
    form = ReplyForm(language=current_locale())
    if form.passes(actor):
        text = service.written(form.body.data, form.language.data)
        try:
            answer, held = service.reply(actor, public_id, text)
        except Invalid as error:
            form.refuse(error)
        else:
            _say_held(held=held)
            return redirect(url_for("discussions.reply_at", public_id=answer.public_id), 303)
    return _thread(public_id, form, 422)


@bp.get("/replies/<public_id>")
def reply_at(public_id: str) -> Response:
    """The place of a reply in its thread."""
    return _to_place(threads.reply(current_actor(), public_id))


@bp.get("/threads/<public_id>/unread")
def unread(public_id: str) -> Response:
    """The first reply that is new to the reader, in its place; else the top of the thread."""
    actor = current_actor()
    first = first_unread(actor, threads.thread(actor, public_id).id)
    if first is None:
        return redirect(url_for("discussions.thread", public_id=public_id))
    return _to_place(threads.reply(actor, first))


def _to_place(answer: Any) -> Response:
    where, start = threads.place_of(current_actor(), answer)
    page_of_it: dict[str, Any] = {"from": start} if start else {}
    anchor = f"r{answer.public_id}"
    return redirect(url_for("discussions.thread", public_id=where, _anchor=anchor, **page_of_it))


@bp.route("/threads/<public_id>/edit", methods=["GET", "POST"])
def edit(public_id: str) -> Response:
    """Reword a thread's title and opening."""
    actor = current_actor()
    found = threads.thread_to(actor, "edit", public_id)
    form = ThreadForm(obj=found)
    if form.passes(actor):
        text = service.written(form.body.data, form.language.data, form.title.data)
        try:
            service.edit_thread(actor, public_id, text, form.seen)
        except (Invalid, Conflict) as error:
            _refuse(form, error)
        else:
            return redirect(url_for("discussions.thread", public_id=public_id), 303)
    space = space_by_pk(actor, found.space_id)
    return page("discussions/edit.html", status=422 if form.errors else 200, space=space, form=form, thread=found)


@bp.route("/replies/<public_id>/edit", methods=["GET", "POST"])
def edit_reply(public_id: str) -> Response:
    """Reword a reply."""
    actor = current_actor()
    found = threads.reply_to(actor, "edit", public_id)
    form = ReplyForm(obj=found)
    if form.passes(actor):
        text = service.written(form.body.data, form.language.data)
        try:
            service.edit_reply(actor, public_id, text, form.seen)
        except (Invalid, Conflict) as error:
            _refuse(form, error)
        else:
            return redirect(url_for("discussions.reply_at", public_id=public_id), 303)
    space = space_by_pk(actor, found.space_id)
    return page("discussions/edit.html", status=422 if form.errors else 200, space=space, form=form, thread=None)


def _refuse(form: ThreadForm | ReplyForm, error: Invalid | Conflict) -> None:
    if isinstance(error, Invalid):
        form.refuse(error)
    else:
        words = _(
            "Somebody changed this while you were writing. Your text is below; look at theirs before you save again."
        )
        form.form_errors.append(words)


@bp.get("/threads/<public_id>/history")
def history(public_id: str) -> Response:
    """Earlier wordings of a thread's opening."""
    found = threads.thread_to(current_actor(), "follow", public_id)
    return _history(found, url_for(".thread", public_id=public_id))


@bp.get("/replies/<public_id>/history")
def reply_history(public_id: str) -> Response:
    """Earlier wordings of a reply."""
    return _history(threads.reply(current_actor(), public_id), url_for(".reply_at", public_id=public_id))


def _history(found: Any, back: str) -> Response:
    space = space_by_pk(current_actor(), found.space_id)
    wordings = history_of(found, request.args.get("version", type=int))
    return page("discussions/history.html", space=space, history=wordings, back=back)


@bp.post("/threads/<public_id>/close")
def close(public_id: str) -> Response:
    """Take no more replies."""
    service.close(current_actor(), public_id)
    flash(_("Closed. Everybody can read it; nobody can reply."), "success")
    return redirect(url_for("discussions.thread", public_id=public_id), 303)


@bp.post("/threads/<public_id>/reopen")
def reopen(public_id: str) -> Response:
    """Take replies again."""
    service.reopen(current_actor(), public_id)
    return redirect(url_for("discussions.thread", public_id=public_id), 303)


@bp.post("/threads/<public_id>/follow")
def follow(public_id: str) -> Response:
    """Be told of new replies, or no longer."""
    follows = request.form.get("follow") == "yes"
    service.follow(current_actor(), public_id, follows=follows)
    flash(_("You will be told of new replies.") if follows else _("You will not be told of new replies."), "success")
    return redirect(url_for("discussions.thread", public_id=public_id), 303)


@bp.post("/threads/<public_id>/read")
def read(public_id: str) -> Response:
    """The reader has seen the thread up to a reply."""
    service.read_up_to(current_actor(), public_id, request.form.get("number", 0, type=int))
    if request.headers.get("X-Requested-With") == "fetch":
        return Response(status=204)
    return redirect(url_for("discussions.thread", public_id=public_id), 303)
