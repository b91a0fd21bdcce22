"""Asking others to join, and accepting."""

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from community.access import SITE, Actor, Person, can, require
from community.errors import Invalid, NotFound
from community.people.forms.invitations import AcceptForm, ExpertForm, MemberForm, RoleForm, StaffForm
from community.people.queries import accounts
from community.people.queries import invitations as queries
from community.people.routes.accounts import agent, entered
from community.people.routes.blueprint import bp
from community.people.service import invitations as service
from community.people.service import joining
from community.web.blueprint import public
from community.web.i18n import COOKIE, current_locale, speaking
from community.web.i18n import gettext as _
from community.web.limits import GUESSES_FROM_ONE, address, limited
from community.web.page import page
from community.web.session import current_actor

FORMS = {"member": MemberForm, "role": RoleForm, "expert": ExpertForm, "staff": StaffForm}
INVITES = "30 per hour"  # mails that one person can have the site send to strangers


@bp.get("/invitations")
def invitations() -> Response:
    """Who was asked, and what became of it."""
    actor = current_actor()
    require(actor, "invite", SITE)
    return page("people/invitations.html", invitations=queries.invitations(actor), ways=list(_ways(actor)))


@bp.route("/invitations/new/<way>", methods=["GET", "POST"])
@limited(INVITES)
def invite(way: str) -> Response:
    """Ask somebody to join: as a member, in a role, as an expert, or among the staff."""
    actor = current_actor()
    require(actor, "invite", SITE)
    ways = _ways(actor)
    if way not in ways:
        raise NotFound
    form = FORMS[way](locale=current_locale(), place=request.args.get("place"))
    form.offer(ways[way])
    if form.validate_on_submit():
        try:
            sent = service.invite(actor, form.invite())
        except Invalid as wrong:
            form.refuse(wrong)
        else:
            flash(_("The invitation to %(address)s is on its way.", address=sent.email), "success")
            return redirect(url_for("people.invitations"), 303)
    return page("people/invite.html", status=422 if form.is_submitted() else 200, form=form, way=way, ways=list(ways))


def _ways(actor: Actor) -> dict[str, list[tuple[str, str]]]:
    """What the actor may invite into: the places for each way that is open to them."""
    teams, whole = queries.teams_to_invite_into(actor), queries.collaborations_to_invite_into(actor)
    found = {"member": teams} if teams else {}
    if whole:
        inside = [(f"collaboration:{one}", words) for one, words in whole]
        found |= {"role": whole, "expert": inside + [(f"team:{one}", words) for one, words in teams]}
    return found | ({"staff": []} if can(actor, "invite_staff", SITE) else {})


@bp.post("/invitations/<public_id>/resend")
@limited(INVITES)
def resend(public_id: str) -> Response:
    """Mail a fresh link."""
    sent = service.resend(current_actor(), public_id)
    flash(_("The invitation to %(address)s goes out again with a new link.", address=sent.email), "success")
    return redirect(url_for("people.invitations"), 303)


@bp.post("/invitations/<public_id>/withdraw")
def withdraw(public_id: str) -> Response:
    """Take an invitation back."""
    gone = service.withdraw(current_actor(), public_id)
    flash(_("The invitation to %(address)s is withdrawn. Its link no longer works.", address=gone.email), "success")
    return redirect(url_for("people.invitations"), 303)


@bp.route("/join/<secret>", methods=["GET", "POST"])
@public
@limited(GUESSES_FROM_ONE, by=address)
def join(secret: str) -> Response:
    """Accept an invitation. Opening the page does not use the link up."""
    actor, asked = current_actor(), queries.behind(secret)
    if asked is None or asked.state != "open":
        return page("people/invitation_over.html", status=410, asked=asked)
    if isinstance(actor, Person):
        return _join_signed_in(actor, secret, asked)
    with speaking(request.cookies.get(COOKIE) or asked.locale):
        if accounts.account_of(asked.email) is not None:
            return page("people/join_sign_in.html", asked=asked, secret=secret)
        return _join_as_new(secret, asked)


def _join_signed_in(actor: Actor, secret: str, asked: queries.Asked) -> Response:
    owner = accounts.account_of(asked.email)
    mine = owner is not None and owner.id == actor.id
    if mine and request.method == "POST":
        joining.accept_with_account(actor, secret)
        flash(_("You have joined."), "success")
        return redirect("/", 303)
    return page("people/join_signed_in.html", asked=asked, mine=mine, secret=secret)


def _join_as_new(secret: str, asked: queries.Asked) -> Response:
    form = AcceptForm(name=asked.name)
    if form.validate_on_submit():
        try:
            new = joining.NewAccount(form.name.data or "", form.password.data or "", current_locale())
            cookie = joining.accept_as_new(secret, new, agent())
        except Invalid as wrong:
            form.refuse(wrong)
        else:
            return entered(cookie, "/")
    return page("people/join.html", status=422 if form.is_submitted() else 200, asked=asked, form=form)
