"""Pages of a team for rounds: its own words, and with whom it cannot be paired."""

from flask import url_for
from werkzeug.wrappers import Response

from community.sdk import current_actor
from community.sdk import gettext as _
from plugins.pairings.forms import ConflictForm, OwnWordsForm, offer
from plugins.pairings.queries import own_words, rounds, teams
from plugins.pairings.queries.days import today
from plugins.pairings.routes.asking import Asking, asked, did
from plugins.pairings.routes.blueprint import bp
from plugins.pairings.service import entries as service
from plugins.pairings.service.entries import Declared, Said


@bp.route("/teams/<slug>/words", methods=["GET", "POST"])
def own(slug: str) -> Response:
    """A team's own words."""
    actor = current_actor()
    team = service.own_team(actor, slug)
    stood = own_words.of(team.id)
    form = OwnWordsForm(obj=stood)

    def save() -> None:
        said = {name: value or "" for name, value in form.values().items() if name != "stage"}
        service.say_of_ourselves(actor, slug, Said(**said, stage=form.stage.data))

    return asked(
        Asking(
            form, _("Your team in its own words"), save, url_for("roster.team", slug=slug),
            lead=_("Everybody in your collaboration reads this on your team's page. Pairs are proposed with it."),
            space=teams.spaces([team.id]).get(team.id), done=_("Saved."),
        )
    )  # fmt: skip


@bp.route("/teams/<slug>/conflicts", methods=["GET", "POST"])
def conflicts(slug: str) -> Response:
    """With whom a team cannot be paired."""
    actor = current_actor()
    team = service.own_team(actor, slug)
    form = ConflictForm()
    others = [one for one in teams.of_collaboration(team.collaboration_id) if one.id != team.id]
    offer(form.other, [(one.public_id, one.name) for one in others])
    declared = rounds.conflicts_of(team.id, today())

    def save() -> None:
        declared = Declared(form.other.data or "", form.reason.data or "", form.until.data)
        service.declare_conflict(actor, slug, declared)

    return asked(
        Asking(
            form, _("With whom you cannot be paired"), save, url_for("pairings.conflicts", slug=slug),
            button=_("Say so"),
            lead=_("You will not give to them, nor they to you. Neither they nor other districts learn of it."),
            space=teams.spaces([team.id]).get(team.id), template="pairings/conflicts.html", done=_("Noted."),
            more={"declared": declared, "names": teams.named(one.receiver_id for one in declared), "team": team},
        )
    )  # fmt: skip


@bp.post("/teams/<slug>/conflicts/<rule_id>/lift")
def lift_conflict(slug: str, rule_id: str) -> Response:
    """Take one back."""
    actor = current_actor()
    back = url_for("pairings.conflicts", slug=slug)
    return did(lambda: service.lift_conflict(actor, slug, rule_id), back, _("Taken back."))
