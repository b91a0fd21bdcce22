"""Pages of resources in a space: the list, adding one, one with its versions, what is said about it."""

from typing import Any

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from community.sdk import Conflict, Invalid, NotFound, can, current_actor, current_locale, page, space_by_pk
from community.sdk import gettext as _
from community.sdk import space as space_at
from plugins.resources.forms.resources import ADDING, LANGUAGES, WAYS, EditForm
from plugins.resources.licences import CHOICES
from plugins.resources.queries import pages, resources, tags
from plugins.resources.queries.pages import Wanted
from plugins.resources.routes.blueprint import bp
from plugins.resources.routes.content import content_of
from plugins.resources.service import resources as service
from plugins.resources.service.resources import About


@bp.get("/in/<slug>/")
def in_space(slug: str) -> Response:
    """The resources of a space."""
    actor = current_actor()
    space = space_at(actor, slug)
    wanted = Wanted(*(request.args.get(name, "") for name in ("form", "tag", "licence", "language")))
    listed = pages.in_space(actor, space.id, wanted, request.args.get("after"))
    may_add = can(actor, "resources.add", space)
    return page(
        "resources/list.html", space=space, listed=listed, wanted=wanted, may_add=may_add, tags=tags.labels(),
        licences=CHOICES, languages=LANGUAGES,
    )  # fmt: skip


@bp.route("/in/<slug>/new", methods=["GET", "POST"])
def new(slug: str) -> Response:
    """Add a resource: a file, a link, or a text."""
    actor = current_actor()
    space = space_at(actor, slug)
    way = request.args.get("way", "file") if request.args.get("way") in WAYS else "file"
    form = ADDING[way](language=current_locale(), licence=resources.house_of(space.id).licence)
    form.tags.choices = [(one.public_id, one.title) for one in tags.labels()]
    if form.validate_on_submit():
        try:
            found, held = service.add(actor, space.public_id, _about(form), content_of(form, way, space.public_id))
        except Invalid as error:
            form.refuse(error)
        else:
            _say(found.state, held=held)
            return redirect(url_for("resources.show", public_id=found.public_id), 303)
    status = 422 if form.errors else 200
    return page("resources/new.html", status=status, space=space, form=form, way=way, ways=WAYS)


def _about(form: Any) -> About:
    return About(
        form.title.data or "", form.summary.data or "", form.licence.data, form.language.data, form.tags.data or (),
        based_on=form.based_on.data or "",
    )  # fmt: skip


def _say(state: str, *, held: bool) -> None:
    if held:
        flash(_("A moderator will look at this first. Until then only you and the moderators see it."), "info")
    elif state == "review":
        flash(_("This waits for review. You are told as soon as somebody answers."), "info")


@bp.get("/<public_id>")
def show(public_id: str) -> Response:
    """A resource, in the newest version that the reader may see."""
    return show_page(public_id, None)


@bp.get("/<public_id>/versions/<number>")
def version(public_id: str, number: str) -> Response:
    """A resource as it was in one version."""
    if not (number.isascii() and number.isdigit() and len(number) < 7):
        raise NotFound
    return show_page(public_id, int(number))


def show_page(public_id: str, number: int | None) -> Response:
    """A resource's page in one version."""
    actor = current_actor()
    shown = pages.resource_page(actor, public_id, number)
    space = space_by_pk(actor, shown.resource.space_id)
    template = "resources/show.html" if shown.resource.removed_at is None else "resources/removed.html"
    return page(template, slots=_slots(shown), space=space, shown=shown)


def _slots(shown: pages.ResourcePage) -> dict[str, dict[str, Any]]:
    return {
        "resources.below": {"resource": shown.resource},
        "resources.tools": {"may": shown.may_by_ref, "public_ids": shown.public_ids},
    }


@bp.route("/<public_id>/edit", methods=["GET", "POST"])
def edit(public_id: str) -> Response:
    """Change what is said about a resource."""
    actor = current_actor()
    found = resources.resource_to(actor, "edit", public_id)
    given = tags.tags_of([found.id])[found.id]
    form = EditForm(obj=found, source=found.based_on, tags=[one.public_id for one in given])
    form.tags.choices = [(one.public_id, one.title) for one in tags.labels()]
    if form.validate_on_submit():
        about = About(
            form.title.data or "", form.summary.data or "", form.licence.data, form.language.data,
            form.tags.data or (), form.source.data or "",
        )  # fmt: skip
        try:
            service.edit(actor, public_id, about)
        except (Invalid, Conflict) as error:
            form.refuse(error)
        else:
            return redirect(url_for("resources.show", public_id=public_id), 303)
    space = space_by_pk(actor, found.space_id)
    return page("resources/edit.html", status=422 if form.errors else 200, space=space, form=form, resource=found)
