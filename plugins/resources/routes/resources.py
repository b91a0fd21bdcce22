"""Pages of resources in a space: the list, adding one, one with its versions, what is said about it."""

from typing import Any

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from community.sdk import Invalid, NotFound, can, current_actor, page, space_by_pk
from community.sdk import space as space_at
from plugins.resources.forms.house import UseForm
from plugins.resources.forms.resources import LANGUAGES, EditForm
from plugins.resources.forms.reviews import AnswerForm
from plugins.resources.queries import checks, pages, resources, tags, uses
from plugins.resources.queries.licences import CHOICES
from plugins.resources.queries.pages import Wanted
from plugins.resources.routes.blueprint import bp
from plugins.resources.service import resources as service
from plugins.resources.service.resources import About


@bp.get("/in/<slug>/")
def in_space(slug: str) -> Response:
    """The resources of a space."""
    actor = current_actor()
    space = space_at(actor, slug)
    wanted = Wanted(*(request.args.get(name, "") for name in ("form", "tag", "licence", "language")))
    listed = pages.in_space(actor, space.id, wanted, request.args.get("after"))
    may_add, keeps_house = can(actor, "resources.add", space), can(actor, "resources.keep_house", space)
    return page(
        "resources/list.html", space=space, listed=listed, wanted=wanted, may_add=may_add, tags=tags.labels(),
        keeps_house=keeps_house,
        licences=CHOICES, languages=LANGUAGES,
    )  # fmt: skip


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


def show_page(public_id: str, number: int | None, form: AnswerForm | None = None, status: int = 200) -> Response:
    """A resource's page in one version, with the form of its review where one is open."""
    actor = current_actor()
    shown = pages.resource_page(actor, public_id, number)
    space = space_by_pk(actor, shown.resource.space_id)
    template = "resources/show.html" if shown.resource.removed_at is None else "resources/removed.html"
    return page(
        template, slots=_slots(shown), space=space, shown=shown, form=form or AnswerForm(formdata=None), status=status,
        uses=uses.of(actor, shown.resource), use_form=UseForm(formdata=None),
        check=checks.check_of(shown.version),
    )  # fmt: skip


def _slots(shown: pages.ResourcePage) -> dict[str, dict[str, Any]]:
    return {
        "resources.actions": {"resource": shown.resource, "may": shown.may},
        "resources.below": {"resource": shown.resource, "version": shown.version, "may": shown.may},
        "resources.tools": {"may": shown.may_by_ref, "public_ids": shown.public_ids},
    }


@bp.post("/<public_id>/read")
def read(public_id: str) -> Response:
    """The reader has looked at a resource."""
    service.read(current_actor(), public_id)
    if request.headers.get("X-Requested-With") == "fetch":
        return Response(status=204)
    return redirect(url_for("resources.show", public_id=public_id), 303)


@bp.route("/<public_id>/edit", methods=["GET", "POST"])
def edit(public_id: str) -> Response:
    """Change what is said about a resource."""
    actor = current_actor()
    found = resources.resource_to(actor, "edit", public_id)
    given = tags.tags_of([found.id])[found.id]
    words = {name: getattr(found, name) for name in ("title", "summary", "licence", "language")}
    form = EditForm(data=words | {"source": found.based_on, "tags": [one.public_id for one in given]})
    form.tags.choices = [(one.public_id, one.title) for one in tags.labels()]
    if form.validate_on_submit():
        about = About(
            form.title.data or "", form.summary.data or "", form.licence.data, form.language.data,
            form.tags.data or (), form.source.data or "",
        )  # fmt: skip
        try:
            service.edit(actor, public_id, about)
        except Invalid as error:
            form.refuse(error)
        else:
            return redirect(url_for("resources.show", public_id=public_id), 303)
    space = space_by_pk(actor, found.space_id)
    return page("resources/edit.html", status=422 if form.errors else 200, space=space, form=form, resource=found)
