"""Forms of share links. No permission, no database."""

from wtforms.validators import InputRequired, Length, NumberRange

from community.sdk import Form, IntegerField, PasswordField
from community.sdk import lazy_gettext as _l


class LinkForm(Form):
    """Until when a link opens, and with which password."""

    days = IntegerField(_l("Days until it ends"), default=30, validators=[InputRequired(), NumberRange(min=1, max=365)])
    password = PasswordField(
        _l("Password"),
        validators=[Length(max=200)],
        description=_l("Leave it empty for none. Tell it to people by another way than the link."),
    )


class OpenForm(Form):
    """The password of a link."""

    password = PasswordField(_l("Password"), validators=[InputRequired(), Length(max=200)])
