"""Signing in and out, and passwords."""

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from community.access import Person
from community.config import current
from community.errors import Invalid, NotFound
from community.people import actors, known, sample_accounts
from community.people.browsers import recognised
from community.people.forms.accounts import AddressForm, ChangePasswordForm, NewPasswordForm, SignInForm
from community.people.queries.accounts import browsers_of
from community.people.routes.blueprint import bp
from community.people.service import passwords
from community.people.service import sign_in as service
from community.web.blueprint import anyone, public
from community.web.i18n import gettext as _
from community.web.i18n import ngettext
from community.web.limits import GUESSES_AT_ONE, GUESSES_FROM_ONE, MAILS, account, address, limited
from community.web.page import page
from community.web.returning import safe_path
from community.web.session import current_actor


def agent() -> str:
    """The short form of the browser that asks."""
    return recognised(request.headers.get("User-Agent", ""))


def entered(secret: str, onward: str) -> Response:
    """Sign the browser in and go on."""
    actors.begin(secret)
    return known.remember(redirect(onward, 303), current_actor().id)


@bp.route("/sign-in", methods=["GET", "POST"])
@public
@limited(GUESSES_FROM_ONE, by=address)
def sign_in() -> Response:
    """The door. Goes on to the page that was asked for."""
    onward = safe_path(request.args.get("next"))
    if isinstance(current_actor(), Person):
        return redirect(onward, 303)
    form = SignInForm()
    if form.validate_on_submit():
        right = known.count_guess(form.email.data or "")
        try:
            secret = service.sign_in(form.email.data or "", form.password.data or "", agent())
        except Invalid as wrong:
            form.refuse(wrong)
        else:
            right()
            return entered(secret, onward)
    status = 422 if form.is_submitted() else 200
    sample = sample_accounts.by_place()
    chosen = sample_accounts.worth_being(sample)
    return page("people/sign_in.html", status=status, form=form, onward=onward, sample=sample, chosen=chosen)


@bp.post("/sign-in/sample")
@public
@limited(GUESSES_FROM_ONE, by=address)
def sign_in_sample() -> Response:
    """One click for the invented people of a sample network; elsewhere there is no such page."""
    if not current().sample:
        raise NotFound
    secret = service.sign_in_sample(request.form.get("person", ""), sample_accounts.offered(), agent())
    return entered(secret, safe_path(request.form.get("next")))


@bp.post("/sign-out")
@public
def sign_out() -> Response:
    """End this browser's sign-in."""
    actor = current_actor()
    if isinstance(actor, Person):
        service.sign_out(actor, actors.this_sign_in(actor))
    actors.end()
    flash(_("You are signed out."), "success")
    return redirect(url_for("people.sign_in"), 303)


@bp.route("/password/forgotten", methods=["GET", "POST"])
@public
@limited(GUESSES_FROM_ONE, by=address)
@limited(MAILS, by=account)
def forgotten() -> Response:
    """Ask for a link. Says the same, whether the address has an account or not."""
    form = AddressForm()
    if form.validate_on_submit():
        passwords.ask_for_reset(form.email.data or "")
        return page("people/password_asked.html", email=form.email.data)
    return page("people/password_forgotten.html", status=422 if form.errors else 200, form=form)


@bp.route("/password/new/<secret>", methods=["GET", "POST"])
@public
@limited(GUESSES_FROM_ONE, by=address)
def new_password(secret: str) -> Response:
    """Choose a password by a mailed link. Opening the page does not use the link up."""
    owner = passwords.owner_of(secret)
    if owner is None:
        return page(
            "people/link_over.html", status=410, again=url_for("people.forgotten"), words=passwords.LINK_IS_OVER
        )
    form = NewPasswordForm()
    if form.validate_on_submit():
        try:
            passwords.reset(secret, form.password.data or "")
        except Invalid as wrong:
            form.refuse(wrong)
        else:
            actors.end()
            flash(_("Your password is changed, and every browser is signed out. Sign in with the new one."), "success")
            return known.remember(redirect(url_for("people.sign_in"), 303), owner.id)
    return page("people/password_new.html", status=422 if form.errors else 200, form=form)


@bp.route("/password", methods=["GET", "POST"])
@anyone
@limited(GUESSES_AT_ONE)
def change_password() -> Response:
    """Another password; asks the present one."""
    actor, form = current_actor(), ChangePasswordForm()
    if form.validate_on_submit():
        try:
            ended = passwords.change(
                actor, form.present.data or "", form.password.data or "", actors.this_sign_in(actor)
            )
        except Invalid as wrong:
            form.refuse(wrong)
        else:
            flash(_("Your password is changed.") + " " + _ended(ended), "success")
            return redirect(url_for("people.sign_ins"), 303)
    return page("people/password_change.html", status=422 if form.is_submitted() else 200, form=form)


def _ended(count: int) -> str:
    return ngettext("%(num)s other browser was signed out.", "%(num)s other browsers were signed out.", count)


@bp.get("/sign-ins")
@anyone
def sign_ins() -> Response:
    """Where the reader is signed in."""
    actor = current_actor()
    return page("people/sign_ins.html", browsers=browsers_of(actor, actors.this_sign_in(actor)))


@bp.post("/sign-ins/<public_id>/end")
@anyone
def end_sign_in(public_id: str) -> Response:
    """Sign one browser out."""
    service.end_one(current_actor(), public_id)
    flash(_("That browser is signed out."), "success")
    return redirect(url_for("people.sign_ins"), 303)


@bp.post("/sign-ins/end-others")
@anyone
def end_other_sign_ins() -> Response:
    """Sign all browsers out but this one."""
    actor = current_actor()
    flash(_ended(service.end_others(actor, actors.this_sign_in(actor))), "success")
    return redirect(url_for("people.sign_ins"), 303)
