"""Pages of what staff and moderators keep: a space's house rules, the network's tags."""

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from community.sdk import SITE, Invalid, anyone, can, current_actor, page, require
from community.sdk import gettext as _
from community.sdk import space as space_at
from plugins.resources.forms.house import HouseForm, TagForm
from plugins.resources.queries import pages, resources, tags
from plugins.resources.routes.blueprint import bp
from plugins.resources.service import house as houses
from plugins.resources.service import tags as service


@bp.route("/in/<slug>/house", methods=["GET", "POST"])
def house(slug: str) -> Response:
    """How a space wants its resources."""
    actor = current_actor()
    space = space_at(actor, slug)
    require(actor, "resources.keep_house", space)
    form = HouseForm(obj=resources.house_of(space.id))
    if form.validate_on_submit():
        houses.keep(actor, space.public_id, review=form.review.data, links=form.links.data, licence=form.licence.data)
        flash(_("Saved."), "success")
        return redirect(url_for("resources.in_space", slug=slug), 303)
    return page("resources/house.html", status=422 if form.errors else 200, space=space, form=form)


@bp.route("/tags", methods=["GET", "POST"])
@anyone
def all_tags() -> Response:
    """The network's tags; its staff add to them."""
    actor = current_actor()
    may_keep, form = can(actor, "resources.keep_tags", SITE), TagForm()
    if form.validate_on_submit():
        try:
            service.add(actor, form.name_en.data or "", form.name_es.data or "")
        except Invalid as error:
            form.refuse(error)
        else:
            return redirect(url_for("resources.all_tags"), 303)
    listed = tags.all_of_them(with_retired=may_keep)
    return page("resources/tags.html", status=422 if form.errors else 200, listed=listed, form=form, may_keep=may_keep)


@bp.get("/tags/<public_id>")
def tag(public_id: str) -> Response:
    """What has a tag, in all spaces of the reader."""
    actor = current_actor()
    found = tags.tag(actor, public_id)
    listed = pages.tagged(actor, found.id, request.args.get("after"))
    may_keep = can(actor, "resources.keep_tags", SITE)
    level = tags.level(actor, found.id)
    return page(
        "resources/tag.html", listed=listed, tag=tags.label_of(found), row=found, may_keep=may_keep, level=level
    )


@bp.route("/tags/<public_id>/edit", methods=["GET", "POST"])
def edit_tag(public_id: str) -> Response:
    """Rename, retire or merge a tag."""
    actor = current_actor()
    found = tags.tag(actor, public_id)
    require(actor, "resources.keep_tags", SITE)
    form = TagForm(obj=found)
    if form.validate_on_submit():
        try:
            service.rename(actor, public_id, form.name_en.data or "", form.name_es.data or "")
        except Invalid as error:
            form.refuse(error)
        else:
            return redirect(url_for("resources.all_tags"), 303)
    others = [one for one in tags.labels() if one.id != found.id]
    return page("resources/tag_edit.html", status=422 if form.errors else 200, form=form, tag=found, others=others)


@bp.post("/tags/<public_id>/retire")
def retire_tag(public_id: str) -> Response:
    """Offer a tag no more, or again."""
    service.retire(current_actor(), public_id)
    return redirect(url_for("resources.all_tags"), 303)


@bp.post("/tags/<public_id>/merge")
def merge_tag(public_id: str) -> Response:
    """Let another tag take this one's place."""
    other = service.merge(current_actor(), public_id, request.form.get("into", ""))
    flash(_("Merged. Whatever had the tag has the other one now."), "success")
    return redirect(url_for("resources.tag", public_id=other.public_id), 303)
