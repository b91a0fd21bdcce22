"""Pages of bulletins. HTTP in, HTTP out; services decide."""

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from community.sdk import (
    GuardedBlueprint,
    Invalid,
    can,
    current_actor,
    current_locale,
    faces,
    page,
    resolved,
    space,
    space_by_pk,
)
from community.sdk import gettext as _
from community_bulletins import queries, service
from community_bulletins.forms import BulletinForm

bp = GuardedBlueprint("bulletins", __name__, static_folder="static")


@bp.get("/")
def mine() -> Response:
    """The bulletins of all spaces that the reader is in."""
    listed = queries.bulletins(current_actor(), request.args.get("after"))
    return page("bulletins/list.html", space=None, listed=listed, may_post=False)


@bp.get("/in/<slug>/")
def in_space(slug: str) -> Response:
    """The bulletins of a space."""
    actor = current_actor()
    where = space(actor, slug)
    listed = queries.bulletins_in(actor, where.id, request.args.get("after"))
    return page("bulletins/list.html", space=where, listed=listed, may_post=can(actor, "bulletins.post", where))


@bp.route("/in/<slug>/new", methods=["GET", "POST"])
def new(slug: str) -> Response:
    """Post a bulletin."""
    actor = current_actor()
    where = space(actor, slug)
    form = BulletinForm(language=current_locale())
    if form.validate_on_submit():
        text = service.written(form.title.data, form.body.data, form.language.data)
        try:
            row, held = service.post(actor, where.public_id, text)
        except Invalid as error:
            form.refuse(error)
        else:
            if held:
                flash(_("A moderator will look at this first."), "info")
                return redirect(url_for("bulletins.in_space", slug=slug), 303)
            return redirect(url_for("bulletins.show", public_id=row.public_id), 303)
    leads = queries.leads(actor)
    return page("bulletins/new.html", status=422 if form.errors else 200, space=where, form=form, leads=leads)


@bp.get("/<public_id>")
def show(public_id: str) -> Response:
    """One bulletin."""
    actor = current_actor()
    row = queries.bulletin(actor, public_id)
    return page(
        "bulletins/show.html",
        space=space_by_pk(actor, row.space_id),
        slots={"bulletins.bulletin.below": {"bulletin": row}},
        bulletin=row,
        html=resolved([row.html], actor)[0],
        face=faces([row.author_id])[row.author_id],
        footers=queries.footers(),
    )


@bp.post("/<public_id>/open")
def open_bulletin(public_id: str) -> Response:
    """The reader has seen it."""
    service.open_bulletin(current_actor(), public_id)
    return redirect(url_for("bulletins.show", public_id=public_id), 303)
