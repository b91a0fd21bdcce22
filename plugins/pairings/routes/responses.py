"""Pages of an answer: a decision for each suggestion, and later what became of it."""

from typing import Any

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from community.sdk import Conflict, Invalid, NotFound, can, clean_text, current_actor, page, resolved, space_by_pk
from community.sdk import gettext as _
from plugins.pairings.forms import BecameForm, PlainForm
from plugins.pairings.queries import pairings as queries
from plugins.pairings.queries import teams, words
from plugins.pairings.routes.asking import Asking, asked, did, said
from plugins.pairings.routes.blueprint import bp
from plugins.pairings.service import answering as service
from plugins.pairings.service.answering import Answer, Became, Choice

LONGEST_WHY, LONGEST_THANKS = 2000, 2000


def _there(public_id: str) -> str:
    return url_for("pairings.pairing", public_id=public_id)


@bp.route("/<public_id>/answer", methods=["GET", "POST"])
def answer(public_id: str) -> Response:
    """Say what the team does with each suggestion."""
    actor = current_actor()
    found = queries.pairing_to(actor, "receive", public_id)
    shown = queries.pairing_page(actor, public_id)
    if shown.feedback is None:
        said(_("Open the feedback first."))
        return redirect(_there(public_id), 303)
    form, errors = PlainForm(), dict[str, str]()
    typed = _said(shown)
    if form.validate_on_submit():
        send = request.form.get("then") == "send"
        try:
            held = service.answer(actor, public_id, Answer(**typed), send=send)
        except (Invalid, Conflict) as error:
            errors = {k: str(v) for k, v in error.errors.items()} if isinstance(error, Invalid) else {"": str(error)}
        else:
            told = (
                _("Sent. They see what you do with their feedback.") if send else _("Saved. Only your team sees this.")
            )
            return did(lambda: held, _there(public_id), told)
    texts = [part["html"] for part in shown.feedback.parts]
    html = resolved([*texts, *(one.html for one in shown.suggestions)], actor)
    return page(
        "pairings/answer.html", status=422 if errors or form.errors else 200, space=space_by_pk(actor, found.space_id),
        shown=shown, form=form, errors=errors, said=typed, words=words, parts_html=html[: len(texts)],
        suggestions_html=html[len(texts) :], may_send=can(actor, "answer", found),
        senders=[name for _id, name in teams.people_of(found.receiver_id, "team.lead")],
    )  # fmt: skip


def _said(shown: queries.PairingPage) -> dict[str, Any]:
    """What was typed, or what stands there."""
    if request.method == "POST":
        choices = {
            one.public_id: Choice(
                request.form.get(f"choice-{one.public_id}", ""),
                clean_text(request.form.get(f"why-{one.public_id}", "")).strip()[:LONGEST_WHY],
            )
            for one in shown.suggestions
        }
        thanks = clean_text(request.form.get("thanks", "")).strip()[:LONGEST_THANKS]
        return {"choices": choices, "thanks": thanks, "helped": request.form.getlist("helped")}
    stood = {one.public_id: shown.decisions.get(one.id) for one in shown.suggestions}
    choices = {key: Choice(one.choice, one.why) if one is not None else Choice("") for key, one in stood.items()}
    row = shown.response
    return {"choices": choices, "thanks": row.thanks if row else "", "helped": row.helped if row else []}


@bp.route("/<public_id>/became/<suggestion_id>", methods=["GET", "POST"])
def became(public_id: str, suggestion_id: str) -> Response:
    """Say what became of a suggestion."""
    actor = current_actor()
    found = queries.pairing_to(actor, "receive", public_id)
    shown = queries.pairing_page(actor, public_id)
    chosen = next((one for one in shown.suggestions if one.public_id == suggestion_id), None)
    if chosen is None:
        raise NotFound
    stood = shown.decisions.get(chosen.id)
    form = BecameForm(obj=stood)
    first = shown.entry.version + 1 if shown.entry is not None else 1
    newer = range(shown.newer, first - 1, -1)
    form.version.choices = [
        (0, _("It cannot be seen in a version yet")),
        *((n, _("Version %(number)s", number=n)) for n in newer),
    ]

    def save() -> None:
        became = Became(form.became.data or "", form.version.data or 0)
        service.tell_what_became(actor, public_id, suggestion_id, became)

    return asked(
        Asking(
            form, _("What became of it"), save, _there(public_id), kicker=chosen.text[:120], button=_("Tell them"),
            lead=_("The team that suggested it is told, and comes to read the version that you choose."),
            space=space_by_pk(actor, found.space_id), done=_("Told. Thank you for closing the circle."),
        )
    )  # fmt: skip
