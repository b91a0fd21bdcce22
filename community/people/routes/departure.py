"""What the site keeps about the reader: download it, close the account."""

from flask import flash, make_response, redirect, url_for
from werkzeug.wrappers import Response

from community.access import require
from community.errors import Invalid
from community.people import actors
from community.people.forms.accounts import ConfirmForm
from community.people.queries import people
from community.people.routes.blueprint import bp
from community.people.service import departure as service
from community.people.service import passwords
from community.web.i18n import gettext as _
from community.web.limits import COSTLY, GUESSES_AT_ONE, limited
from community.web.page import page
from community.web.session import current_actor


@bp.get("/my-data")
def my_data() -> Response:
    """What is kept, what stays when one goes, and the two ways to act."""
    require(current_actor(), "export", people.oneself(current_actor()))
    return page("people/my_data.html", form=ConfirmForm(formdata=None), keepers=service.keepers())


@bp.post("/my-data/download")
@limited(COSTLY)
def download_my_data() -> Response:
    """Everything as one file."""
    found = people.oneself(current_actor())
    answer = make_response(service.export(current_actor(), found.public_id))
    answer.headers["Content-Type"] = "application/json; charset=utf-8"
    answer.headers["Content-Disposition"] = f'attachment; filename="my-data-{found.handle}.json"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@bp.post("/my-data/close")
@limited(GUESSES_AT_ONE)
def close_my_account() -> Response:
    """Close the account for good; asks the password."""
    actor, form = current_actor(), ConfirmForm()
    found = people.oneself(actor)
    require(actor, "close", found)
    if form.validate_on_submit():
        try:
            passwords.confirm(actor, form.password.data or "")
        except Invalid as wrong:
            form.refuse(wrong)
        else:
            service.close_account(actor, found.public_id)
            actors.end()
            flash(_("Your account is closed. Thank you for what you gave."), "success")
            return redirect(url_for("people.sign_in"), 303)
    return page("people/my_data.html", status=422, form=form, keepers=service.keepers())
