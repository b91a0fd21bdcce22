"""Forms that keep one team: add, change and end members, close the team. Plain forms; services decide."""

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from community.access import require
from community.people.forms.roster import ChangeForm, EndForm, LeaveForm, MemberForm
from community.people.queries import roster
from community.people.queries.team_page import team_page
from community.people.routes.keeping import attempt, person_id_of
from community.people.routes.roster import WORDS, bp
from community.people.service import roster as service
from community.web.i18n import gettext as _
from community.web.page import page
from community.web.session import current_actor


@bp.route("/teams/<slug>/members", methods=["GET", "POST"])
def members(slug: str) -> Response:
    """The members of a team, and the form to add one."""
    actor, form = current_actor(), MemberForm()
    shown = team_page(actor, slug)
    require(actor, "change_members", shown.team)

    def deed() -> None:
        service.join_team(actor, shown.team.id, person_id_of(form.email.data), **form.terms())

    if attempt(form, deed):
        flash(_("Added to the team."), "success")
        return redirect(url_for("roster.members", slug=slug), 303)
    return page("people/team_members.html", status=422 if form.errors else 200, shown=shown, form=form, **WORDS)


@bp.route("/memberships/<public_id>/edit", methods=["GET", "POST"])
def change(public_id: str) -> Response:
    """Place, marks and days of one membership."""
    actor = current_actor()
    found = roster.membership(actor, public_id)
    require(actor, "change_members", found.team)
    form = ChangeForm.of(found)

    def deed() -> None:
        service.change_membership(actor, found.id, **form.changes(found))

    if attempt(form, deed):
        flash(_("Saved."), "success")
        return redirect(url_for("roster.members", slug=found.team.slug), 303)
    return page("people/membership_edit.html", status=422 if form.errors else 200, form=form, membership=found, **WORDS)


@bp.route("/memberships/<public_id>/end", methods=["GET", "POST"])
def leave(public_id: str) -> Response:
    """End a membership, now or on a day."""
    actor, form = current_actor(), LeaveForm()
    found = roster.membership(actor, public_id)
    require(actor, "change_members", found.team)

    def deed() -> None:
        service.leave_team(actor, found.id, ends_at=form.ends_at(), reason=form.reason.data or "")

    if attempt(form, deed):
        flash(_("The membership ends. What the person wrote stays."), "success")
        return redirect(url_for("roster.members", slug=found.team.slug), 303)
    return page("people/membership_end.html", status=422 if form.errors else 200, form=form, membership=found, **WORDS)


@bp.post("/teams/<slug>/close")
def close(slug: str) -> Response:
    """End a team's part in the collaboration."""
    actor, form = current_actor(), EndForm()
    team = roster.team(actor, slug)
    service.close_team(actor, team.id, reason=form.reason.data or "")
    flash(_("%(name)s no longer takes part. What it wrote stays.", name=team.organization.name), "success")
    return redirect(url_for("roster.collaboration", slug=team.collaboration.slug), 303)
