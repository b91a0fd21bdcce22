"""Pages of a pairing: what is shown, what was written, what became of it; the question, and the form on paper."""

from flask import request, url_for
from werkzeug.wrappers import Response

from community.sdk import current_actor, current_locale, page, resolved, space_by_pk, speaking
from community.sdk import gettext as _
from plugins.pairings.forms import ExplainForm, QuestionForm
from plugins.pairings.queries import pairings as queries
from plugins.pairings.queries import protocols, rounds, words
from plugins.pairings.queries.days import today
from plugins.pairings.routes.asking import Asking, asked, did
from plugins.pairings.routes.blueprint import bp
from plugins.pairings.service import answering, drafting


@bp.get("/<public_id>")
def pairing(public_id: str) -> Response:
    """One team's feedback to another, for both."""
    actor = current_actor()
    shown = queries.pairing_page(actor, public_id)
    found = shown.pair.pairing
    past = rounds.transitions("pairing", found.id)
    texts = [part["html"] for part in shown.feedback.parts] if shown.feedback is not None else []
    html = resolved([*texts, *(one.html for one in shown.suggestions)], actor)
    return page(
        "pairings/pairing.html", slots={
            "pairings.below": {"pairing": found},
            "pairings.tools": {"may": shown.may_by_ref, "public_ids": shown.public_ids},
        },
        space=space_by_pk(actor, found.space_id), shown=shown, words=words, today=today(),
        protocol=protocols.protocol(shown.pair.round.protocol), parts_html=html[: len(texts)],
        suggestions_html=html[len(texts) :],
        history=past if "steer" in shown.may else [],
        replaced=queries.replacement(actor, found),
        why=rounds.last_word(past, "replaced", "waived"),  # both teams were promised it
    )  # fmt: skip


@bp.post("/<public_id>/seen")
def seen(public_id: str) -> Response:
    """The reader has looked at it."""
    answering.look(current_actor(), public_id)
    return Response(status=204)


@bp.route("/<public_id>/question", methods=["GET", "POST"])
def question(public_id: str) -> Response:
    """Ask the one clarifying question."""
    actor = current_actor()
    found = queries.pairing_to(actor, "give", public_id)
    form = QuestionForm()
    return asked(
        Asking(
            form, _("Ask one clarifying question"), lambda: drafting.ask(actor, public_id, form.question.data or ""),
            _there(public_id), lead=_("Facts that you need before you write. You have one question."), button=_("Ask"),
            space=space_by_pk(actor, found.space_id), done=_("Asked. Their team is told."),
        )
    )  # fmt: skip


@bp.route("/<public_id>/explain", methods=["GET", "POST"])
def explain(public_id: str) -> Response:
    """Answer the clarifying question."""
    actor = current_actor()
    found = queries.pairing_to(actor, "receive", public_id)
    form = ExplainForm()
    return asked(
        Asking(
            form, _("Answer their question"), lambda: drafting.explain(actor, public_id, form.answer.data or ""),
            _there(public_id), lead=found.question, button=_("Answer"), space=space_by_pk(actor, found.space_id),
            done=_("Answered. Their team is told."),
        )
    )  # fmt: skip


def _there(public_id: str) -> str:
    return url_for("pairings.pairing", public_id=public_id)


@bp.post("/<public_id>/open")
def open_it(public_id: str) -> Response:
    """Open what was given."""
    actor = current_actor()
    return did(lambda: answering.open_it(actor, public_id), _there(public_id))


@bp.get("/<public_id>/paper")
def paper(public_id: str) -> Response:
    """The form on paper, in the language that is asked for."""
    actor = current_actor()
    shown = queries.pairing_page(actor, public_id)
    wanted = request.args.get("language", "")
    language = wanted if wanted in words.LANGUAGE else str(current_locale())[:2]
    with speaking(language):
        return page(
            "pairings/paper.html", space=space_by_pk(actor, shown.pair.pairing.space_id), shown=shown, words=words,
            protocol=protocols.protocol(shown.pair.round.protocol), language=language,
        )  # fmt: skip
