"""Pages of a draft: writing together, earlier wordings, sending, taking back."""

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from community.sdk import (
    Conflict,
    Invalid,
    NotFound,
    clean_text,
    current_actor,
    current_locale,
    page,
    resolved,
    space_by_pk,
)
from community.sdk import gettext as _
from plugins.pairings.forms import PlainForm, ReasonForm
from plugins.pairings.queries import drafts as queries
from plugins.pairings.queries import pairings
from plugins.pairings.routes.asking import Asking, asked, did
from plugins.pairings.routes.blueprint import bp
from plugins.pairings.service import drafting
from plugins.pairings.service.drafting import Typed


def _draft(public_id: str) -> str:
    return url_for("pairings.draft", public_id=public_id)


@bp.route("/<public_id>/draft", methods=["GET", "POST"])
def draft(public_id: str) -> Response:
    """Write the team's feedback, together."""
    actor = current_actor()
    found = pairings.pairing_to(actor, "give", public_id)
    form, errors = PlainForm(), dict[str, str]()
    shown = queries.draft_page(actor, found)
    typed = _typed(shown) if request.method == "POST" else []
    if form.validate_on_submit():
        try:
            saved = drafting.save(actor, public_id, typed)
            _say(shown, saved)
            if request.form.get("then") == "send":
                return _send(public_id)
            return redirect(_draft(public_id), 303)
        except (Invalid, Conflict) as error:
            errors = {k: str(v) for k, v in error.errors.items()} if isinstance(error, Invalid) else {"": str(error)}
    return page(
        "pairings/draft.html", status=422 if errors or form.errors else 200, space=space_by_pk(actor, found.space_id),
        shown=shown, form=form, errors=errors, typed={one.part: one for one in typed},
    )  # fmt: skip


def _typed(shown: queries.DraftPage) -> list[Typed]:
    found = []
    for part in shown.parts:
        if part in request.form:
            since = request.form.get(f"{part}-since", "0")
            number = int(since) if since.isascii() and since.isdigit() and len(since) < 9 else 0
            found.append(Typed(part, number, clean_text(request.form[part]).strip()))
    return found


def _say(shown: queries.DraftPage, saved: drafting.Saved) -> None:
    titles = shown.parts
    for part in saved.merged:
        if part in saved.twice:
            words = _(
                "Somebody of your team wrote in the same place of “%(part)s”. Both wordings are there: settle them."
            )
            flash(words % {"part": titles[part]}, "warning")
        else:
            words = _("Somebody of your team changed “%(part)s” meanwhile. Both changes are there.")
            flash(words % {"part": titles[part]}, "info")
    if not saved.merged:
        flash(_("Saved. Only your team sees this."), "success")


def _send(public_id: str) -> Response:
    return redirect(url_for("pairings.send", public_id=public_id), 303)


@bp.route("/<public_id>/send", methods=["GET", "POST"])
def send(public_id: str) -> Response:
    """Look at the whole once more, and give it for the team."""
    actor = current_actor()
    found = pairings.pairing_to(actor, "give", public_id)
    form, errors = PlainForm(), list[str]()
    if form.validate_on_submit():
        try:
            held = drafting.send(actor, public_id, str(current_locale())[:2])
        except (Invalid, Conflict) as error:
            errors = list(map(str, error.errors.values())) if isinstance(error, Invalid) else [str(error)]
        else:
            there = url_for("pairings.pairing", public_id=public_id)
            return did(lambda: held, there, _("Sent. You can take it back until they open it."))
    shown = queries.draft_page(actor, found)
    html = drafting.rendered({part: one.text for part, one in shown.draft.items()})
    return page(
        "pairings/send.html", status=422 if errors else 200, space=space_by_pk(actor, found.space_id), shown=shown,
        form=form, errors=errors, html=dict(zip(html, resolved(html.values(), actor), strict=True)),
    )  # fmt: skip


@bp.route("/<public_id>/hand-back", methods=["GET", "POST"])
def hand_back(public_id: str) -> Response:
    """Say that the team cannot give it after all."""
    actor = current_actor()
    found = pairings.pairing_to(actor, "give", public_id)
    form = ReasonForm()
    return asked(
        Asking(
            form, _("We cannot give this feedback"),
            lambda: drafting.hand_back(actor, public_id, form.reason.data or ""),
            url_for("pairings.pairing", public_id=public_id), button=_("Hand it back"),
            lead=_("Those who facilitate find somebody else. What you wrote stays with you."),
            space=space_by_pk(actor, found.space_id), done=_("Handed back. Those who facilitate are told."),
        )
    )  # fmt: skip


@bp.post("/<public_id>/take-back")
def take_back(public_id: str) -> Response:
    """Take it back before it is opened."""
    actor = current_actor()
    return did(
        lambda: drafting.take_back(actor, public_id), url_for("pairings.pairing", public_id=public_id),
        _("Taken back. Change it, and send it again."), on=_draft(public_id),
    )  # fmt: skip


@bp.get("/<public_id>/draft/earlier")
def earlier(public_id: str) -> Response:
    """Everything that anybody of the team ever saved."""
    actor = current_actor()
    found = pairings.pairing(actor, public_id)
    if "give" not in pairings.pairing_page(actor, public_id).may:
        raise NotFound
    shown = queries.draft_page(actor, found)
    rows = pairings.wordings(found)
    return page(
        "pairings/earlier.html", space=space_by_pk(actor, found.space_id), shown=shown, rows=rows,
        titles=shown.parts, names=queries.writers(rows),
    )  # fmt: skip
