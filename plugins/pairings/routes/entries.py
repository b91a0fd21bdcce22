"""Pages of a team's entry: whether it takes part, what it shows, leaving."""

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from community.sdk import can, current_actor, page, require, space_by_pk
from community.sdk import gettext as _
from plugins.pairings.forms import EntryForm, ReasonForm, offer
from plugins.pairings.queries import rounds as queries
from plugins.pairings.queries import teams, words
from plugins.pairings.routes.asking import Asking, asked, did
from plugins.pairings.routes.blueprint import bp
from plugins.pairings.service import entries as service
from plugins.pairings.service.entries import HandedIn


def _back(public_id: str) -> str:
    return url_for("pairings.round", public_id=public_id)


@bp.get("/rounds/<public_id>/entries/<entry_id>")
def entry(public_id: str, entry_id: str) -> Response:
    """What a team shows, for whoever is paired with it and whoever facilitates."""
    actor = current_actor()
    found, row = queries.entry_to(actor, "read", public_id, entry_id)
    return page(
        "pairings/entry.html", space=space_by_pk(actor, found.space_id), round=found, entry=row, words=words,
        team=teams.named([row.team_id])[row.team_id], thing=queries.thing_of(actor, row),
        mine=row.team_id in teams.mine(actor), may_steer=can(actor, "steer", found),
        wishes=teams.named([row.learn_from_id, row.help_to_id]),
    )  # fmt: skip


@bp.post("/rounds/<public_id>/entries/<entry_id>/in")
def take_part(public_id: str, entry_id: str) -> Response:
    """Say that the team takes part."""
    actor = current_actor()
    return did(lambda: service.take_part(actor, public_id, entry_id), _back(public_id), _("Your team takes part."))


@bp.route("/rounds/<public_id>/entries/<entry_id>/out", methods=["GET", "POST"])
def stay_out(public_id: str, entry_id: str) -> Response:
    """Say that the team does not take part."""
    actor = current_actor()
    found, _row = queries.entry_to(actor, "edit", public_id, entry_id)
    form = ReasonForm()
    return asked(
        Asking(
            form, _("We do not take part this time"),
            lambda: service.stay_out(actor, public_id, entry_id, form.reason.data or ""), _back(public_id),
            kicker=found.title, button=_("We stay out"), lead=_("Only those who facilitate read why."),
            space=space_by_pk(actor, found.space_id), done=_("Noted: your team does not take part this time."),
        )
    )  # fmt: skip


@bp.route("/rounds/<public_id>/entries/<entry_id>/hand-in", methods=["GET", "POST"])
def hand_in(public_id: str, entry_id: str) -> Response:
    """Show a version with one focusing question."""
    actor = current_actor()
    found, row = queries.entry_to(actor, "edit", public_id, entry_id)
    things = queries.showable(actor, row.team_id)
    if not things:
        return page("pairings/nothing.html", space=space_by_pk(actor, row.space_id), round=found)
    others = [(one.public_id, one.name) for one in service.others(found, row)]
    ids = {number: name.public_id for number, name in teams.named([row.learn_from_id, row.help_to_id]).items()}
    stood = {name: getattr(row, name) for name in ("question", "unwanted", "context")}
    stood |= {"learn_from": ids.get(row.learn_from_id or 0, ""), "help_to": ids.get(row.help_to_id or 0, "")}
    chosen = next((one.key for one in things if (one.ref.kind, one.ref.id) == (row.kind, row.object_id)), "")
    form = EntryForm(data=stood | {"thing": chosen or request.args.get("thing", ""), "version": row.version or None})
    offer(
        form.thing,
        [(one.key, _("%(title)s (newest: version %(number)s)", title=one.title, number=one.version)) for one in things],
    )
    offer(form.learn_from, others)
    offer(form.help_to, others)

    def save() -> None:
        values = form.values()
        newest = next((one.version for one in things if one.key == values["thing"]), 0)
        values = {name: value or "" for name, value in values.items()} | {"version": values["version"] or newest}
        service.hand_in(actor, public_id, entry_id, HandedIn(**values))

    return asked(
        Asking(
            form, _("What you show"), save, _back(public_id), kicker=found.title, button=_("Hand it in"),
            lead=_("The teams that are paired with you will read this version, your question and your notes."),
            space=space_by_pk(actor, found.space_id), done=_("Handed in. You can change it until pairs are proposed."),
        )
    )  # fmt: skip


@bp.route("/rounds/<public_id>/entries/<entry_id>/withdraw", methods=["GET", "POST"])
def withdraw(public_id: str, entry_id: str) -> Response:
    """Leave a round."""
    actor = current_actor()
    found, row = queries.entry_to(actor, "read", public_id, entry_id)
    if row.team_id not in teams.mine(actor):
        require(actor, "steer", found)
    form = ReasonForm()
    name = teams.named([row.team_id])[row.team_id].name

    def save() -> Response:
        count = service.withdraw(actor, public_id, entry_id, form.reason.data or "")
        words_ = _("%(who)s has left the round. Pairings released: %(count)s.", who=name, count=count)
        return did(lambda: None, _back(public_id), words_)

    return asked(
        Asking(
            form, _("%(who)s leaves the round", who=name), save, _back(public_id), kicker=found.title,
            button=_("Leave the round"), space=space_by_pk(actor, found.space_id),
            lead=_("What was given stays and can still be answered. What was begun stays with whoever wrote it."),
        )
    )  # fmt: skip


@bp.get("/rounds/<public_id>/mine")
def mine(public_id: str) -> Response:
    """To the reader's own entry."""
    shown = queries.round_page(current_actor(), public_id)
    first = shown.mine[0].entry if shown.mine else None
    there = (
        _back(public_id)
        if first is None
        else url_for("pairings.hand_in", public_id=public_id, entry_id=first.public_id)
    )
    return redirect(there, 303)
