"""Forms of accounts: signing in, passwords, the profile, closing the account."""

from collections.abc import Sequence
from functools import cache
from zoneinfo import available_timezones

from wtforms.validators import InputRequired, Length

from community.config import current
from community.people.passwords import LONGEST, SHORTEST
from community.people.service.profile import Profile
from community.web.forms import EmailField, FileField, Form, LineField, MarkdownField, PasswordField, SelectField
from community.web.i18n import lazy_gettext as _l

LANGUAGES = {"en": "English", "es": "Español"}
_NEAR = ("America/", "Pacific/Honolulu", "Pacific/Guam", "Pacific/Pago_Pago", "UTC")
_SEEN = {"autocomplete": "current-password"}
_NEW = {"autocomplete": "new-password"}
PASSWORD_HINT = _l("At least %(number)s characters. A few words in a row are easy to remember.", number=SHORTEST)


def _present(label: str) -> PasswordField:
    return PasswordField(label, [InputRequired(), Length(max=LONGEST)], render_kw=_SEEN)


def _new(label: str) -> PasswordField:
    return PasswordField(label, [InputRequired(), Length(max=LONGEST)], description=PASSWORD_HINT, render_kw=_NEW)


class SignInForm(Form):
    """An address and its password."""

    email = EmailField(_l("E-mail address"), render_kw={"autocomplete": "username", "autofocus": True})
    password = _present(_l("Password"))


class AddressForm(Form):
    """Where the link for a new password should go."""

    email = EmailField(_l("E-mail address"), render_kw={"autocomplete": "username"})


class NewPasswordForm(Form):
    """A new password, by a mailed link."""

    password = _new(_l("New password"))


class ChangePasswordForm(Form):
    """The present password and another one."""

    present = _present(_l("Present password"))
    password = _new(_l("New password"))


class ConfirmForm(Form):
    """The password, once more, before something that cannot be undone."""

    password = _present(_l("Your password"))


class ProfileForm(Form):
    """What a person says of themselves."""

    name = LineField(_l("Name"), longest=120, render_kw={"autocomplete": "name"})
    work_title = LineField(
        _l("What you do"),
        longest=120,
        required=False,
        hint=_l("Such as: Principal, or Teacher, grade 3. People in your collaborations see it."),
    )
    about = MarkdownField(
        _l("About you"),
        longest=4000,
        required=False,
        hint=_l("What would help other districts to know whom to ask? People in your collaborations see it."),
    )
    locale = SelectField(_l("Language"), [InputRequired()])
    zone = SelectField(_l("Time zone"), [InputRequired()], description=_l("Dates and times are shown in this zone."))

    def offer(self) -> "ProfileForm":
        """Fill the lists."""
        self.locale.choices = languages()
        self.zone.choices = zones(self.zone.data or current().time_zone)
        return self

    def profile(self) -> Profile:
        """What was typed."""
        return Profile(
            name=self.name.data or "",
            work_title=self.work_title.data or "",
            about=self.about.data or "",
            locale=self.locale.data or "",
            zone=self.zone.data or "",
        )


class PictureForm(Form):
    """A picture of the person."""

    file = FileField(_l("Picture"), [InputRequired()])


def languages() -> Sequence[tuple[str, str]]:
    """The languages offered, each by its own name."""
    return [(code, LANGUAGES.get(code, code)) for code in current().locales]


def zones(chosen: str) -> list[tuple[str, str]]:
    """The time zones offered: those of the Americas and the islands, and whatever was chosen before."""
    names = sorted({*_near(), chosen})
    return [(name, name.replace("_", " ")) for name in names]


@cache
def _near() -> tuple[str, ...]:
    return tuple(name for name in available_timezones() if name.startswith(_NEAR))
