"""Pages of spaces: My work, a space and its people, sharing, entering. HTTP in, HTTP out."""

from typing import Any

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from community.access import SITE, can, described, readable_thing, require, rules
from community.data.database import session
from community.data.refs import Ref
from community.errors import Conflict, Invalid, NotFound
from community.people import days
from community.spaces import queries, service
from community.spaces.forms import EnterForm, ShareForm
from community.web.blueprint import GuardedBlueprint, anyone
from community.web.i18n import current_zone
from community.web.i18n import gettext as _
from community.web.page import page
from community.web.session import current_actor

bp = GuardedBlueprint("spaces", __name__, url_prefix="")


@bp.get("/")
@anyone
def home() -> Response:
    """My work: what I owe, what changed because of me, what modules add, what is new."""
    places = ("home.owed", "home.because", "home.sections", "home.new")
    return page("home.html", slots={name: {} for name in places})


@bp.get("/spaces/<slug>/")
def show(slug: str) -> Response:
    """A space opens at its first tab."""
    space = queries.space(current_actor(), slug)
    tabs = queries.tabs_of(space)
    return redirect(url_for(tabs[0].endpoint, slug=slug)) if tabs else page("spaces/empty.html", space=space)


@bp.get("/spaces/<slug>/people")
def people(slug: str) -> Response:
    """Who is in a space: who can read what is written there."""
    space = queries.space(current_actor(), slug)
    listed = queries.people_in(space.id)
    staff = queries.staff_inside(space.id) if space.kind == "team" else []
    return page("spaces/people.html", space=space, people=listed, staff=staff)


@bp.route("/spaces/<slug>/enter", methods=["GET", "POST"])
def enter(slug: str) -> Response:
    """Staff enter a team's space for a stated time."""
    require(current_actor(), "enter_team_spaces", SITE)
    form = EnterForm()
    if form.validate_on_submit():
        service.enter(current_actor(), slug, form.reason.data or "", form.hours.data or 1)
        flash(_("You are in. The team sees that you entered, why, and until when."))
        return redirect(url_for("spaces.show", slug=slug))
    return page("spaces/enter.html", status=422 if form.errors else 200, form=form, slug=slug)


def _shared_thing(kind_name: str, public_id: str) -> tuple[Ref, Any]:
    kinds = rules().kinds
    if kind_name not in kinds or not kinds[kind_name].in_space or "share" not in kinds[kind_name].actions:
        raise NotFound
    found = readable_thing(current_actor(), kind_name, public_id)
    if found is None:
        raise NotFound
    return Ref(kind_name, found.id), found


@bp.route("/spaces/share/<kind_name>/<public_id>", methods=["GET", "POST"])
def share(kind_name: str, public_id: str) -> Response:
    """Let another space read one version of a thing; shows beforehand who gains access."""
    actor = current_actor()
    ref, shared = _shared_thing(kind_name, public_id)
    require(actor, "share", shared)
    kind, home = rules().kind(kind_name), shared.space_id
    targets = [one for one in queries.spaces_of(actor) if one.id != home]
    gain = queries.who_gain(kind, ref.id, [one.id for one in targets])
    names = queries.names_who_gain(kind, ref.id, [one.id for one in targets])
    form = ShareForm(version=shared.version)
    form.space.choices = [
        (one.public_id, _("%(space)s (%(count)s more people)", space=queries.title_of(one), count=gain[one.id]))
        for one in targets
    ]
    if form.validate_on_submit():
        day = form.ends_on.data
        ends = days.after(day, current_zone()) if day else None
        try:
            service.share(
                actor, ref, form.space.data, version=form.version.data or 1, ends_at=ends, note=form.note.data or ""
            )
        except (Invalid, Conflict) as error:
            form.refuse(error)
        else:
            flash(_("Shared. Later versions stay here until you share them too."))
            return redirect(url_for("spaces.share", kind_name=kind_name, public_id=public_id))
    return page(
        "spaces/share.html", status=422 if form.errors else 200, form=form, kind=kind,
        described=described(actor, [ref]).get(ref, ("", "")),
        title_of=queries.title_of, shares=queries.shares_of(ref), public_id=public_id,
        gains=[(one, gain[one.id], names[one.id]) for one in targets if gain[one.id]],
    )  # fmt: skip


@bp.post("/spaces/shares/<share_id>/withdraw")
def withdraw(share_id: str) -> Response:
    """End a share now."""
    row = service.withdraw(current_actor(), share_id)
    flash(_("The share has ended. Nobody reads it through that space any more."))
    shared = session().get(rules().kind(row.kind).model, row.object_id)
    if shared is None or not can(current_actor(), "share", shared):
        return redirect(url_for("spaces.show", slug=row.space.slug), 303)  # a moderator, who may read it no more
    return redirect(url_for("spaces.share", kind_name=row.kind, public_id=shared.public_id))


@bp.post("/spaces/follow/<kind_name>/<public_id>")
def follow(kind_name: str, public_id: str) -> Response:
    """Follow a thing more or less closely; back to the thing."""
    actor, kind = current_actor(), rules().kinds.get(kind_name)
    found = readable_thing(actor, kind_name, public_id) if kind is not None and kind.describe is not None else None
    if found is None:
        raise NotFound
    ref = Ref(kind_name, found.id)
    service.follow(actor, ref, request.form.get("level", ""))
    flash(_("Saved. You decide this for yourself alone."), "success")
    return redirect(described(actor, [ref])[ref][1])
