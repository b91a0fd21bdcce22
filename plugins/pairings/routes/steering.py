"""What those who facilitate do while a round goes on: somebody stands in, another last day, letting go, a late team."""

from flask import url_for
from werkzeug.wrappers import Response

from community.sdk import current_actor, space_by_pk
from community.sdk import gettext as _
from plugins.pairings.forms import ExtendForm, ReasonForm, StandInForm, TeamForm
from plugins.pairings.queries import pairings as queries
from plugins.pairings.queries import rounds, teams
from plugins.pairings.routes.asking import Asking, asked
from plugins.pairings.routes.blueprint import bp
from plugins.pairings.service import publishing as service
from plugins.pairings.service import rounds as round_service


def _there(public_id: str) -> str:
    return url_for("pairings.pairing", public_id=public_id)


@bp.route("/<public_id>/stand-in", methods=["GET", "POST"])
def stand_in(public_id: str) -> Response:
    """Let somebody take over what is overdue."""
    actor = current_actor()
    found = queries.pairing_to(actor, "steer", public_id)
    form = StandInForm()
    form.person.choices = list(teams.experts(teams.home_of_round(found.round_id)))

    def save() -> None:
        service.stand_in(actor, public_id, form.person.data or "", form.reason.data or "")

    return asked(
        Asking(
            form, _("Somebody stands in"), save, _there(public_id), button=_("Let them stand in"),
            lead=_("They read what the team shows and write the feedback. The first team is released, kindly."),
            space=space_by_pk(actor, found.space_id), done=_("They are told, and so are both teams."),
        )
    )  # fmt: skip


@bp.route("/<public_id>/extend", methods=["GET", "POST"])
def extend(public_id: str) -> Response:
    """Give a pairing another last day."""
    actor = current_actor()
    found = queries.pairing_to(actor, "steer", public_id)
    form = ExtendForm(data={"due": found.due})

    def save() -> None:
        if form.due.data is not None:
            service.extend(actor, public_id, form.due.data, form.reason.data or "")

    return asked(
        Asking(
            form,
            _("Another last day"),
            save,
            _there(public_id),
            space=space_by_pk(actor, found.space_id),
            done=_("Saved."),
        )
    )  # fmt: skip


@bp.route("/<public_id>/waive", methods=["GET", "POST"])
def waive(public_id: str) -> Response:
    """Let an owed feedback go."""
    actor = current_actor()
    found = queries.pairing_to(actor, "steer", public_id)
    form = ReasonForm()
    return asked(
        Asking(
            form, _("Let this feedback go"), lambda: service.waive(actor, public_id, form.reason.data or ""),
            _there(public_id), button=_("Let it go"), lead=_("Nobody writes in its place. Both teams read why."),
            space=space_by_pk(actor, found.space_id),
        )
    )  # fmt: skip


@bp.route("/rounds/<public_id>/include", methods=["GET", "POST"])
def include(public_id: str) -> Response:
    """Ask a team that joined later."""
    actor = current_actor()
    found = rounds.round_to(actor, "steer", public_id)
    form = TeamForm()
    form.team.choices = [(one.public_id, one.name) for one in rounds.not_asked(rounds.round_page(actor, public_id))]
    return asked(
        Asking(
            form, _("A team joins later"), lambda: round_service.include(actor, public_id, form.team.data or ""),
            url_for("pairings.round", public_id=public_id), kicker=found.title, button=_("Ask them"),
            space=space_by_pk(actor, found.space_id), done=_("They are asked."),
        )
    )  # fmt: skip
