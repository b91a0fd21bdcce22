"""Pages of rounds: those of a space, starting one, one of them, letting it go on."""

from typing import Any

from flask import request, url_for
from werkzeug.wrappers import Response

from community.sdk import NotFound, can, current_actor, page, require, space_by_pk
from community.sdk import gettext as _
from community.sdk import space as space_at
from plugins.pairings.forms import ReasonForm, RoundForm
from plugins.pairings.queries import pairings, protocols, words
from plugins.pairings.queries import rounds as queries
from plugins.pairings.queries.days import today
from plugins.pairings.routes.asking import Asking, asked, did
from plugins.pairings.routes.blueprint import bp
from plugins.pairings.service import rounds as service
from plugins.pairings.service.rounds import STEPS, About


@bp.get("/in/<slug>/")
def in_space(slug: str) -> Response:
    """The rounds of a space's collaboration, and what goes on for the reader."""
    actor = current_actor()
    space = space_at(actor, slug)
    return page(
        "pairings/list.html", space=space, rounds=queries.in_space(actor, space), words=words,
        going_on=pairings.of_teams(actor), over=pairings.of_teams(actor, over=True), mine=queries.own_teams(actor),
        may_start=can(actor, "pairings.start", space),
    )  # fmt: skip


def _form(**stood: object) -> RoundForm:
    form = RoundForm(data=stood or None)
    form.protocol.choices = [(one.name, one.title) for one in protocols.protocols().values()]
    return form


def _about(form: RoundForm) -> About:
    return About(**form.values())


@bp.route("/in/<slug>/new", methods=["GET", "POST"])
def new(slug: str) -> Response:
    """Start a round."""
    actor = current_actor()
    space = space_at(actor, slug)
    require(actor, "pairings.start", space)
    form = _form()

    def save() -> Response:
        found = service.start(actor, slug, _about(form))
        return did(lambda: None, url_for("pairings.round", public_id=found.public_id))

    return asked(
        Asking(
            form, _("Start a round"), save, url_for("pairings.in_space", slug=slug), button=_("Prepare the round"),
            lead=_("Nobody is told before you invite the teams."), space=space, more=_protocols(),
        )
    )  # fmt: skip


def _protocols() -> dict[str, object]:
    return {"below": [(one.title, one.about) for one in protocols.protocols().values()]}


@bp.get("/rounds/<public_id>")
def round(public_id: str) -> Response:  # noqa: A001 - it is the name of its page
    """A round: where it stands, the reader's own part, everybody's pairs."""
    actor = current_actor()
    shown = queries.round_page(actor, public_id)
    past = queries.transitions("round", shown.round.id)
    return page(
        "pairings/round.html", space=shown.space, shown=shown, pairs=pairings.of_round(shown.round), words=words,
        protocol=protocols.protocol(shown.round.protocol), next=STEPS.get(shown.round.state, ""), today=today(),
        history=past if shown.may_steer else [],
        repairable=queries.repairable(shown.round, today()),
        why=queries.last_word(past, "cancelled"),
        late=queries.not_asked(shown) if shown.may_steer else [],
    )  # fmt: skip


@bp.route("/rounds/<public_id>/edit", methods=["GET", "POST"])
def edit(public_id: str) -> Response:
    """Say anew what a round is about, and its days."""
    actor = current_actor()
    found = queries.round_to(actor, "steer", public_id)
    form = _form(**{name: getattr(found, name) for name in About.__dataclass_fields__})
    return asked(
        Asking(
            form, _("Change the round"), lambda: service.change(actor, public_id, _about(form)), _there(found),
            kicker=found.title, space=space_by_pk(actor, found.space_id), more=_protocols(),
        )
    )  # fmt: skip


def _there(found: Any) -> str:
    return url_for("pairings.round", public_id=found.public_id)


@bp.post("/rounds/<public_id>/invite")
def invite(public_id: str) -> Response:
    """Ask the teams."""
    actor = current_actor()
    back = url_for("pairings.round", public_id=public_id)
    return did(lambda: service.invite(actor, public_id), back, _("The teams are asked."))


@bp.post("/rounds/<public_id>/next")
def go_on(public_id: str) -> Response:
    """Let a round go on before its day, to the state that the page named: sent twice, it goes one step."""
    actor, to = current_actor(), request.args.get("to", "")
    if to == "cancelled":
        raise NotFound
    back = url_for("pairings.round", public_id=public_id)
    return did(lambda: service.advance(actor, public_id, to), back, _("The round has gone on. Its teams see it."))


@bp.route("/rounds/<public_id>/cancel", methods=["GET", "POST"])
def cancel(public_id: str) -> Response:
    """Call a round off."""
    actor = current_actor()
    found = queries.round_to(actor, "steer", public_id)
    form = ReasonForm()
    return asked(
        Asking(
            form, _("Call the round off"),
            lambda: service.advance(actor, public_id, "cancelled", form.reason.data or ""),
            _there(found), kicker=found.title, button=_("Call it off"),
            lead=_("What is not given yet is released. What was given stays. The teams read why."),
            space=space_by_pk(actor, found.space_id),
        )
    )  # fmt: skip
