"""Pages of collections, and of who uses a resource."""

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from community.sdk import COSTLY, Conflict, Invalid, can, current_actor, end_reads, limited, now, page, space_by_pk
from community.sdk import gettext as _
from community.sdk import space as space_at
from plugins.resources.forms.house import CollectForm, CollectionForm, UseForm
from plugins.resources.queries import collections, packing, resources
from plugins.resources.routes.blueprint import bp
from plugins.resources.service import collections as service
from plugins.resources.service import uses
from plugins.resources.zipping import Names, zipped


@bp.get("/in/<slug>/collections")
def collections_in(slug: str) -> Response:
    """The collections of a space."""
    actor = current_actor()
    space = space_at(actor, slug)
    listed = collections.in_space(actor, space.id, request.args.get("after"))
    may_add, keeps_house = can(actor, "resources.add", space), can(actor, "resources.keep_house", space)
    return page("resources/collections.html", space=space, listed=listed, may_add=may_add, keeps_house=keeps_house)


@bp.route("/in/<slug>/collections/new", methods=["GET", "POST"])
def new_collection(slug: str) -> Response:
    """Begin a collection."""
    actor = current_actor()
    space = space_at(actor, slug)
    form = CollectionForm()
    if form.validate_on_submit():
        try:
            found = service.begin(actor, space.public_id, form.title.data or "", form.summary.data or "")
        except Invalid as error:
            form.refuse(error)
        else:
            return redirect(url_for("resources.collection", public_id=found.public_id), 303)
    return page(
        "resources/collection_form.html", status=422 if form.errors else 200, space=space, form=form, found=None
    )


@bp.get("/collections/<public_id>")
def collection(public_id: str) -> Response:
    """A collection with what the reader may see of it."""
    actor = current_actor()
    found = collections.collection(actor, public_id)
    shown = collections.shown(actor, found)
    return page("resources/collection.html", space=space_by_pk(actor, found.space_id), found=found, shown=shown)


@bp.route("/collections/<public_id>/edit", methods=["GET", "POST"])
def edit_collection(public_id: str) -> Response:
    """Another title and summary."""
    actor = current_actor()
    found = collections.collection_to(actor, "edit", public_id)
    form = CollectionForm(obj=found)
    if form.validate_on_submit():
        try:
            service.word(actor, public_id, form.title.data or "", form.summary.data or "")
        except Invalid as error:
            form.refuse(error)
        else:
            return redirect(url_for("resources.collection", public_id=public_id), 303)
    space, status = space_by_pk(actor, found.space_id), 422 if form.errors else 200
    return page("resources/collection_form.html", status=status, space=space, form=form, found=found)


@bp.post("/collections/<public_id>/move")
def move_item(public_id: str) -> Response:
    """Move a resource up or down, or take it out."""
    actor, resource, what = current_actor(), request.form.get("resource", ""), request.form.get("what", "")
    if what == "out":
        service.take_out(actor, public_id, resource)
    else:
        service.move(actor, public_id, resource, -1 if what == "up" else 1)
    return redirect(url_for("resources.collection", public_id=public_id), 303)


@bp.get("/collections/<public_id>/zip")
@limited(COSTLY, reads=True)
def zip_of(public_id: str) -> Response:
    """All that the reader may see of a collection, as one ZIP with a manifest, sent while it is made."""
    actor = current_actor()
    found = collections.collection(actor, public_id)
    entries = packing.packed(actor, found)
    name = Names().name(found.title, ".zip")
    end_reads()
    response = Response(zipped(entries, now()), mimetype="application/zip")
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


@bp.route("/<public_id>/collect", methods=["GET", "POST"])
def collect(public_id: str) -> Response:
    """Put a resource into a collection."""
    actor = current_actor()
    found = resources.standing(actor, public_id)
    form = CollectForm()
    form.collection.choices = [(one.public_id, one.title) for one in collections.to_fill(actor)]
    if form.validate_on_submit():
        try:
            service.put(actor, form.collection.data, public_id, form.note.data or "")
        except Conflict as error:
            form.refuse(error)
        else:
            flash(_("Put into the collection."), "success")
            return redirect(url_for("resources.collection", public_id=form.collection.data), 303)
    space, status = space_by_pk(actor, found.space_id), 422 if form.errors else 200
    return page("resources/collect.html", status=status, space=space, found=found, form=form)


@bp.post("/<public_id>/use")
def use(public_id: str) -> Response:
    """One of the reader's teams uses a resource, or no longer."""
    actor, form, team = current_actor(), UseForm(), request.form.get("team", "")
    resources.resource(actor, public_id)
    if request.form.get("what") == "end":
        uses.give_up(actor, public_id, team)
        flash(_("Noted. Your team uses it no longer."), "success")
    elif form.validate_on_submit():
        uses.take_up(actor, public_id, team, form.note.data or "")
        flash(_("Thank you. Its author hears that your team uses it."), "success")
    else:
        raise Invalid({"note": " ".join(form.note.errors) or _("Please look at your words again.")})
    return redirect(url_for("resources.show", public_id=public_id, _anchor="uses-title"), 303)
