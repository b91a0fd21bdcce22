"""Pages of share links: made and ended by those who may share, opened by whoever has one."""

from typing import Any

from flask import flash, redirect, request, session, url_for
from werkzeug.wrappers import Response

from community.sdk import (
    Conflict,
    Invalid,
    current_actor,
    end_reads,
    hand_out,
    limited,
    page,
    public,
    space_by_pk,
)
from community.sdk import gettext as _
from community.sdk import link as full_address
from plugins.resources.forms.links import LinkForm, OpenForm
from plugins.resources.queries import links as queries
from plugins.resources.queries import resources
from plugins.resources.routes.blueprint import bp
from plugins.resources.service import checks
from plugins.resources.service import links as service

OPENED = "resources.opened"  # in the visitor's session: links whose password they gave
MOST_OPENED = 20
GUESSES, GUESSES_A_LINK = "10 per 15 minutes", "60 per hour"


@bp.route("/<public_id>/links", methods=["GET", "POST"])
def links(public_id: str) -> Response:
    """The share links of a resource; a new one is shown once."""
    actor, fresh = current_actor(), ""
    found = resources.resource_to(actor, "share", public_id)
    form, status = LinkForm(), 200
    if form.validate_on_submit():
        days, password = form.days.data or 0, form.password.data or ""
        number = found.version
        end_reads()
        try:
            _link, token = service.create(actor, public_id, number=number, days=days, password=password)
            fresh = full_address(url_for("resources.open_link", token=token))
        except Invalid as error:
            form.refuse(error)
        except Conflict as error:
            form.form_errors.append(str(error))
        found = resources.resource(actor, public_id)
    status = 422 if form.errors else 200
    house, space = resources.house_of(found.space_id), space_by_pk(actor, found.space_id)
    cleared = found.licence in queries.CLEARED
    return page(
        "resources/links.html", status=status, space=space, resource=found, form=form, fresh=fresh, house=house,
        given=queries.given(found.id), cleared=cleared,
    )  # fmt: skip


@bp.post("/<public_id>/links/<link_id>/withdraw")
def withdraw_link(public_id: str, link_id: str) -> Response:
    """End a link now."""
    service.withdraw(current_actor(), public_id, link_id)
    flash(_("Withdrawn. The link opens nothing any more."), "success")
    return redirect(url_for("resources.links", public_id=public_id), 303)


@bp.post("/<public_id>/copy")
@limited("10 per hour")
def keep_copy(public_id: str) -> Response:
    """Keep what a link leads to beside it."""
    try:
        checks.keep_copy(current_actor(), public_id)
    except (Invalid, Conflict) as error:
        words = error.errors.values() if isinstance(error, Invalid) else (error,)
        flash(" ".join(str(one) for one in words), "warning")
    else:
        flash(_("A copy is kept. It is read for search in a moment."), "success")
    return redirect(url_for("resources.show", public_id=public_id), 303)


@bp.route("/open/<token>", methods=["GET", "POST"])
@public
@limited(GUESSES)
@limited(GUESSES_A_LINK, by=lambda: service.digest((request.view_args or {})["token"]))  # from however many addresses
def open_link(token: str) -> Response:
    """What a share link opens; its password first, where it has one."""
    link = queries.link_at(service.digest(token))
    form = OpenForm()
    if form.validate_on_submit() and link.password_hash:
        end_reads()
        if service.opens(link, form.password.data or ""):
            _remember(link.public_id)
            return _private(redirect(url_for("resources.open_link", token=token), 303))
        form.password.errors = [_("That is not the password.")]
    if not _is_open(link):
        status = 422 if form.errors else 200
        return _private(page("resources/link_password.html", status=status, form=form))
    return _private(page("resources/link_open.html", token=token, opening=queries.opening(link)))


@bp.get("/open/<token>/file/<file_id>")
@public
def open_file(token: str, file_id: str) -> Response:
    """The file of what a share link opens: the link is asked anew each time."""
    link = queries.link_at(service.digest(token))
    if not _is_open(link):
        return _private(redirect(url_for("resources.open_link", token=token), 303))
    return _private(hand_out(queries.BY_LINK, queries.file_of(link, file_id)))


def _is_open(link: Any) -> bool:
    return not link.password_hash or link.public_id in session.get(OPENED, ())


def _remember(public_id: str) -> None:
    session[OPENED] = [*session.get(OPENED, ()), public_id][-MOST_OPENED:]


def _private(response: Response) -> Response:
    """Neither kept by a proxy, nor found by a search engine, nor told to the next site."""
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
