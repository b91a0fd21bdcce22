"""Pages on which a resource is added, or another version of one."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from community.sdk import (
    Attached,
    Conflict,
    Invalid,
    NotFound,
    clean_copy,
    current_actor,
    current_locale,
    limited,
    page,
    require,
    space_by_pk,
    space_title,
)
from community.sdk import gettext as _
from community.sdk import space as space_at
from plugins.resources.forms.resources import ADDING, CHANGING, WAYS, CaptionsForm
from plugins.resources.queries import alike, pages, resources, suggestions, tags
from plugins.resources.routes.blueprint import bp
from plugins.resources.routes.content import bring, content_of
from plugins.resources.service import resources as service
from plugins.resources.service import versions
from plugins.resources.service.resources import About


def _way(otherwise: str = "file") -> str:
    asked = request.args.get("way", otherwise)
    return asked if asked in WAYS else otherwise


@bp.route("/in/<slug>/new", methods=["GET", "POST"])
def new(slug: str) -> Response:
    """Add a resource: a file, a link, or a text."""
    actor, way = current_actor(), _way()
    space = space_at(actor, slug)
    suggested = suggestions.suggested(actor, space, request.args.get("based_on", ""))
    form = ADDING[way](data={"language": current_locale()} | suggested)
    form.tags.choices = [(one.public_id, one.title) for one in tags.labels()]
    right = form.passes(actor) if way == "text" else form.validate_on_submit()
    kept = bring(form, space.public_id) if way == "file" and form.is_submitted() else []
    if kept and not form.title.data:
        form.title.data = versions.title_from(kept[0].name)
    found = _like(form, way) if right and not form.errors else []
    if right and not found and not form.errors and (public_id := _added(form, way, space)):
        return redirect(url_for("resources.show", public_id=public_id), 303)
    return page(
        "resources/new.html", status=422 if form.errors else 200, space=space, form=form, way=way, ways=WAYS,
        kept=kept, alike=found,
    )  # fmt: skip


def _like(form: Any, way: str) -> list[pages.Row]:
    """What is there already, once: whoever saw it and goes on means it."""
    if form.alike.data:
        return []
    form.alike.data = "seen"
    body = form.body.data if way == "text" else ""
    file = form.file_id.data if way == "file" else ""
    return alike.alike(current_actor(), form.title.data or "", body or "", file or "")


def _added(form: Any, way: str, space: Any) -> str:
    about = About(
        form.title.data or "", form.summary.data or "", form.licence.data, form.language.data, form.tags.data or (),
        based_on=form.based_on.data or "",
    )  # fmt: skip
    try:
        found, held = service.add(current_actor(), space.public_id, about, content_of(form, way))
    except Invalid as error:
        form.refuse(error)
        return ""
    say(found.state, held=held)
    return found.public_id


def say(state: str, *, held: bool) -> None:
    """Tell whoever added something that others do not see it yet."""
    if held:
        flash(_("A moderator will look at this first. Until then only you and the moderators see it."), "info")
    elif state == "review":
        flash(_("This waits for review. You are told as soon as somebody answers."), "info")


@bp.get("/in/<slug>/alike")
@limited("60 per minute", reads=True)
def alike_titles(slug: str) -> Response:
    """What is like a title that somebody types, as a piece of a page: for scripts."""
    actor = current_actor()
    require(actor, "resources.add", space_at(actor, slug))
    title = request.args.get("title", "")[:160]
    return Response(render_template("resources/_alike.html", rows=alike.alike(actor, title)), mimetype="text/html")


@bp.get("/<public_id>/adapt")
def adapt(public_id: str) -> Response:
    """In which of the reader's spaces something is made from a resource."""
    actor = current_actor()
    resources.standing(actor, public_id)
    shown = pages.resource_page(actor, public_id)
    homes = suggestions.places(actor)
    space = space_by_pk(actor, shown.resource.space_id)
    return page("resources/adapt.html", space=space, shown=shown, homes=homes, title_of=space_title)


@bp.route("/<public_id>/versions/new", methods=["GET", "POST"])
def new_version(public_id: str) -> Response:
    """Another version under the same address."""
    actor = current_actor()
    found = resources.resource_to(actor, "edit", public_id)
    space = space_by_pk(actor, found.space_id)
    newest = pages.resource_page(actor, public_id).version
    way = _way(found.form)
    form = CHANGING[way](data={"url": newest.url, "body": newest.body} if newest else {})
    right = form.passes(actor) if way == "text" else form.validate_on_submit()
    kept: list[Attached] = bring(form, space.public_id if space else None) if way == "file" else []
    if right and not form.errors and _version_added(form, way, public_id):
        return redirect(url_for("resources.show", public_id=public_id), 303)
    return page(
        "resources/new_version.html", status=422 if form.errors else 200, space=space, form=form, way=way, ways=WAYS,
        kept=kept, resource=found,
    )  # fmt: skip


@bp.post("/<public_id>/captions")
def captions(public_id: str) -> Response:
    """Captions for the film or the recording of the newest version."""
    actor = current_actor()
    found = resources.resource_to(actor, "edit", public_id)
    form, space = CaptionsForm(), space_by_pk(actor, found.space_id)
    kept = bring(form, space.public_id if space else None)
    try:
        if kept:
            versions.add_captions(actor, public_id, kept[0].public_id)
            flash(_("The captions are there."), "success")
        else:
            flash(" ".join(map(str, form.file_id.errors)) or _("Choose a file first."), "warning")
    except Invalid as error:
        flash(" ".join(map(str, error.errors.values())), "warning")
    except Conflict as error:
        flash(str(error), "warning")
    return redirect(url_for("resources.show", public_id=public_id), 303)


@bp.post("/<public_id>/clean")
def clean(public_id: str) -> Response:
    """A clean copy of the newest version's file, as a new version."""
    actor = current_actor()
    resources.resource_to(actor, "edit", public_id)
    file = pages.resource_page(actor, public_id).contents.file
    if file is None:
        raise NotFound
    try:
        content = versions.a_file(clean_copy(actor, file.public_id).public_id)
    except Invalid as error:
        flash(" ".join(str(words) for words in error.errors.values()), "warning")
        return redirect(url_for("resources.show", public_id=public_id), 303)
    note = _("The same document, without what it held besides: names, comments, changes, hidden parts.")
    version, held = versions.add_version(actor, public_id, content, note)
    say(version.state, held=held)
    return redirect(url_for("resources.show", public_id=public_id), 303)


def _version_added(form: Any, way: str, public_id: str) -> bool:
    try:
        version, held = versions.add_version(current_actor(), public_id, content_of(form, way), form.note.data or "")
    except Invalid as error:
        form.refuse(error)
        return False
    except Conflict as error:
        form.form_errors.append(str(error))
        return False
    say(version.state, held=held)
    return True
