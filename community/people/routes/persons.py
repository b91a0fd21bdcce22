"""A person's page, and what people say of themselves."""

from typing import Any

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from community.config import current
from community.errors import Invalid
from community.people.forms.accounts import PictureForm, ProfileForm
from community.people.queries import people
from community.people.queries.faces import face_with_home
from community.people.routes.blueprint import bp
from community.people.service import profile as service
from community.web.i18n import current_locale
from community.web.i18n import gettext as _
from community.web.limits import COSTLY, limited
from community.web.page import page
from community.web.reading import resolved
from community.web.session import current_actor


@bp.get("/people/<public_id>")
def person(public_id: str) -> Response:
    """Who somebody is, for those who are in a collaboration with them."""
    actor = current_actor()
    found = people.person(actor, public_id)
    return page(
        "people/person.html",
        slots={"people.person.below": {"person": found}},
        person=found,
        look=face_with_home(found),
        organization=found.organization,
        about=resolved([found.about_html])[0],
        standing=people.places_of(actor, found.id),
        mine=found.id == actor.id,
    )


@bp.route("/profile", methods=["GET", "POST"])
def profile() -> Response:
    """What the reader says of themselves."""
    found = people.oneself(current_actor())
    form = ProfileForm(**_said(found)).offer()
    if form.validate_on_submit():
        try:
            service.change_profile(current_actor(), form.profile())
        except Invalid as wrong:
            form.refuse(wrong)
        else:
            flash(_("Your profile is saved."), "success")
            return redirect(url_for("people.person", public_id=found.public_id), 303)
    return _profile_page(form, PictureForm(formdata=None), 422 if form.is_submitted() else 200)


def _said(found: Any) -> dict[str, str]:
    zone = found.zone or current().time_zone
    said = {"name": found.name, "work_title": found.work_title, "about": found.about}
    return {**said, "locale": found.locale or current_locale(), "zone": zone}


def _profile_page(form: ProfileForm, picture: PictureForm, status: int) -> Response:
    found = people.oneself(current_actor())
    slots = {"people.profile.below": {"person": found}}
    return page(
        "people/profile.html",
        status=status,
        slots=slots,
        form=form,
        picture=picture,
        person=found,
        look=face_with_home(found),
    )


@bp.post("/profile/picture")
@limited(COSTLY)
def set_picture() -> Response:
    """Show a picture beside the name."""
    found, picture = people.oneself(current_actor()), PictureForm()
    if picture.validate_on_submit():
        try:
            service.set_picture(current_actor(), picture.file.data.stream, picture.file.data.filename or "")
        except Invalid as wrong:
            picture.refuse(wrong)
        else:
            flash(_("Your picture is saved."), "success")
            return redirect(url_for("people.profile"), 303)
    return _profile_page(ProfileForm(formdata=None, **_said(found)).offer(), picture, 422)


@bp.post("/profile/picture/remove")
def remove_picture() -> Response:
    """Show initials again."""
    service.remove_picture(current_actor())
    flash(_("Your picture is removed."), "success")
    return redirect(url_for("people.profile"), 303)
