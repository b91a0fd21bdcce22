"""Pages of districts and other organizations: lists, profiles, and the forms that staff keep them with."""

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from community.access import SITE, can, require
from community.errors import Conflict, Invalid
from community.people import figures
from community.people.forms.organizations import OrganizationForm
from community.people.initials import initials
from community.people.queries import organizations as queries
from community.people.queries.organizations import Search
from community.people.service import organizations as service
from community.people.service.organizations import About
from community.people.words import ORGANIZATIONS
from community.web.blueprint import GuardedBlueprint
from community.web.i18n import gettext as _
from community.web.page import page
from community.web.session import current_actor

bp = GuardedBlueprint("organizations", "community.people", url_prefix="")


@bp.get("/districts")
def districts() -> Response:
    """School districts: search, filter, page by page."""
    actor, search = current_actor(), _search()
    return page(
        "people/districts.html",
        listed=queries.districts(actor, search, request.args.get("after", "")),
        search=search,
        counties=[(county, county) for county in queries.counties(actor)],
        initials=initials,
        types=[(kind, figures.TYPES.get(kind, kind)) for kind in queries.district_types(actor)],
        may_add=can(actor, "add_organization", SITE),
    )


@bp.get("/organizations")
def others() -> Response:
    """County offices, partners and the network's own office."""
    actor, search = current_actor(), _search()
    return page(
        "people/organizations.html",
        listed=queries.other_organizations(actor, search, request.args.get("after", "")),
        search=search,
        initials=initials,
        kinds=ORGANIZATIONS,
        may_add=can(actor, "add_organization", SITE),
    )


@bp.get("/organizations/<public_id>")
def organization(public_id: str) -> Response:
    """The public profile of a district, or what is known of another organization."""
    actor = current_actor()
    found = queries.organization(actor, public_id)
    profile = found.profile
    groups = [
        (group.title, figures.reported(group, profile.enrolment, profile.figures))
        for group in (figures.SHOWN if profile and profile.year else ())
        if profile
    ]
    return page(
        "people/organization.html",
        organization=found,
        kind=ORGANIZATIONS[found.kind],
        profile=profile,
        groups=groups,
        facts=figures,
        initials=initials,
        teams=queries.teams_of(actor, found.id),
        may_edit=can(actor, "edit", found),
    )


@bp.route("/organizations/new", methods=["GET", "POST"])
def new() -> Response:
    """Add an organization by hand."""
    actor, form = current_actor(), OrganizationForm()
    require(actor, "add_organization", SITE)
    if form.validate_on_submit():
        try:
            row = service.add_organization(actor, _about(form))
        except (Invalid, Conflict) as error:
            form.refuse(error)
        else:
            flash(_("%(name)s is known now.", name=row.name), "success")
            return redirect(url_for("organizations.organization", public_id=row.public_id), 303)
    return page("people/organization_form.html", status=422 if form.errors else 200, form=form, organization=None)


@bp.route("/organizations/<public_id>/edit", methods=["GET", "POST"])
def edit(public_id: str) -> Response:
    """Change what is said by hand."""
    actor = current_actor()
    found = queries.organization(actor, public_id)
    require(actor, "edit", found)
    form = OrganizationForm.of(found)
    if form.validate_on_submit():
        try:
            service.change_organization(actor, found.id, _about(form))
        except (Invalid, Conflict) as error:
            form.refuse(error)
        else:
            flash(_("Saved."), "success")
            return redirect(url_for("organizations.organization", public_id=public_id), 303)
    return page("people/organization_form.html", status=422 if form.errors else 200, form=form, organization=found)


def _about(form: OrganizationForm) -> About:
    return About(**{name: value or "" for name, value in form.values().items()})


def _search() -> Search:
    given = request.args
    return Search(given.get("q", "")[:100].strip(), given.get("county", "")[:60], given.get("type", "")[:20])
