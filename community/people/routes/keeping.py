"""Forms that keep the roster: collaborations, teams, roles, passes. Plain forms; services decide."""

from collections.abc import Callable

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from community.access import SITE, can, require
from community.errors import Conflict, Invalid
from community.people.forms.roster import (
    AddTeamForm,
    EditForm,
    EndForm,
    NetworkRoleForm,
    OpenForm,
    PassForm,
    RoleForm,
)
from community.people.phases import KINDS
from community.people.queries import organizations, roster
from community.people.queries.collaboration_page import CollaborationPage, collaboration_page, network_people
from community.people.routes.roster import WORDS, bp
from community.people.service import roster as service
from community.web.forms import Form
from community.web.i18n import gettext as _
from community.web.i18n import lazy_gettext as _l
from community.web.page import page
from community.web.session import current_actor

NOBODY = _l("Nobody with this address can be added here. Send an invitation first.")


def attempt(form: Form, deed: Callable[[], object]) -> bool:
    """Whether a sent form passed and the service did not refuse; what was refused stands in the form."""
    if not form.validate_on_submit():
        return False
    try:
        deed()
    except Invalid as error:
        first_days = {kind: f"{kind}_starts" for kind in KINDS}
        form.refuse(Invalid({first_days.get(name, name): words for name, words in error.errors.items()}))
        return False
    except Conflict as error:
        form.refuse(error)
        return False
    return True


def person_id_of(email: str | None) -> int:
    """The person with that address. Raises Invalid."""
    person = roster.person_of(email or "")
    if person is None:
        raise Invalid({"email": NOBODY})
    return person.id


@bp.get("/roster")
def home() -> Response:
    """Where staff begin: collaborations, organizations, who runs the network."""
    actor = current_actor()
    require(actor, "manage_roster", SITE)
    return page(
        "people/roster.html",
        found=roster.collaborations(actor),
        holders=network_people(),
        may_give=can(actor, "give_network_role", SITE),
        **WORDS,
    )


@bp.route("/roster/network", methods=["GET", "POST"])
def network() -> Response:
    """Who is staff and who is administrator: for administrators alone."""
    actor, form = current_actor(), NetworkRoleForm()
    require(actor, "give_network_role", SITE)

    def give() -> None:
        service.give_role(actor, person_id_of(form.email.data), form.role.data, ends_at=form.ends_at())

    if attempt(form, give):
        flash(_("The role is given."), "success")
        return redirect(url_for("roster.network"), 303)
    return page("people/network.html", status=422 if form.errors else 200, form=form, holders=network_people(), **WORDS)


@bp.route("/collaborations/new", methods=["GET", "POST"])
def open_collaboration() -> Response:
    """Open a collaboration."""
    actor, form = current_actor(), OpenForm()
    require(actor, "open_collaboration", SITE)
    opened = []

    def deed() -> None:
        opened.append(service.open_collaboration(actor, form.title.data or "", form.slug.data or "", form.phases()))

    if attempt(form, deed):
        return redirect(url_for("roster.manage", slug=opened[0].slug), 303)
    return page("people/collaboration_new.html", status=422 if form.errors else 200, form=form)


@bp.route("/collaborations/<slug>/edit", methods=["GET", "POST"])
def edit(slug: str) -> Response:
    """Title, challenge and phases."""
    actor = current_actor()
    row = roster.collaboration(actor, slug)
    require(actor, "manage", row)
    form = EditForm.of(row.phases)
    if request.method == "GET":
        form.title.data, form.challenge.data = row.title, row.challenge

    def deed() -> None:
        service.edit_collaboration(
            actor, row.id, form.title.data or "", challenge=form.challenge.data or "", dates=form.phases()
        )

    if attempt(form, deed):
        flash(_("Saved."), "success")
        return redirect(url_for("roster.collaboration", slug=slug), 303)
    return page("people/collaboration_edit.html", status=422 if form.errors else 200, form=form, collaboration=row)


@bp.get("/collaborations/<slug>/manage")
def manage(slug: str) -> Response:
    """Teams, roles and passes of a collaboration."""
    return _manage(slug)


def _manage(slug: str, *, role: RoleForm | None = None, guest: PassForm | None = None) -> Response:
    actor = current_actor()
    shown = collaboration_page(actor, slug)
    require(actor, "add_team", shown.collaboration)
    words = request.args.get("q", "")[:100]
    return page(
        "people/collaboration_manage.html",
        status=422 if role or guest else 200,
        shown=shown,
        words=words,
        candidates=organizations.without_team(actor, shown.collaboration.id, words),
        role=role or RoleForm(formdata=None),
        guest=guest or PassForm.for_places(_places(shown), sent=False),
        **WORDS,
    )


def _places(shown: CollaborationPage) -> list[tuple[str, str]]:
    everything = ("", _("Everything in %(title)s", title=shown.collaboration.title))
    return [everything, *((one.team.slug, _("Only %(team)s", team=one.team.organization.name)) for one in shown.teams)]


@bp.post("/collaborations/<slug>/teams")
def add_team(slug: str) -> Response:
    """Let a district take part."""
    actor, form = current_actor(), AddTeamForm()
    row = roster.collaboration(actor, slug)
    chosen = organizations.organization(actor, str(form.organization.data or ""))
    team = service.add_team(actor, row.id, chosen.id)
    flash(_("%(name)s takes part. Now add its people.", name=chosen.name), "success")
    return redirect(url_for("roster.members", slug=team.slug), 303)


@bp.post("/collaborations/<slug>/roles")
def give_role(slug: str) -> Response:
    """Make somebody facilitator or moderator."""
    actor, form = current_actor(), RoleForm()
    row = roster.collaboration(actor, slug)

    def deed() -> None:
        service.give_role(actor, person_id_of(form.email.data), form.role.data, row.id, ends_at=form.ends_at())

    require(actor, "give_role", row)
    if attempt(form, deed):
        flash(_("The role is given."), "success")
        return redirect(url_for("roster.manage", slug=slug), 303)
    return _manage(slug, role=form)


@bp.post("/roles/<public_id>/end")
def end_role(public_id: str) -> Response:
    """End a role now."""
    actor, form = current_actor(), EndForm()
    held = roster.role(actor, public_id)
    service.end_role(actor, held.id, reason=form.reason.data or "")
    flash(_("The role has ended."), "success")
    return redirect(_back(held.slug), 303)


@bp.post("/collaborations/<slug>/passes")
def give_pass(slug: str) -> Response:
    """Let an outside expert into the collaboration or one of its teams."""
    actor = current_actor()
    shown = collaboration_page(actor, slug)
    require(actor, "give_pass", shown.collaboration)
    form = PassForm.for_places(_places(shown))

    def deed() -> None:
        team_id = next((one.team.id for one in shown.teams if one.team.slug == form.place.data), None)
        whole = None if team_id else shown.collaboration.id
        person = person_id_of(form.email.data)
        service.give_pass(
            actor, person, form.purpose.data or "", form.ends_at(), collaboration_id=whole, team_id=team_id
        )

    if attempt(form, deed):
        flash(_("The pass is given. It ends by itself."), "success")
        return redirect(url_for("roster.manage", slug=slug), 303)
    return _manage(slug, guest=form)


@bp.post("/passes/<public_id>/end")
def end_pass(public_id: str) -> Response:
    """End a pass now."""
    actor, form = current_actor(), EndForm()
    held = roster.expert_pass(actor, public_id)
    service.end_pass(actor, held.id, reason=form.reason.data or "")
    flash(_("The pass has ended."), "success")
    return redirect(_back(held.slug), 303)


def _back(slug: str | None) -> str:
    return url_for("roster.manage", slug=slug) if slug else url_for("roster.network")
