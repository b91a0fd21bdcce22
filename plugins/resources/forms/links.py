"""Forms of share links. No permission, no database."""

from community.sdk import Form, IntegerField, PasswordField
from community.sdk import lazy_gettext as _l


class LinkForm(Form):
    """Until when a link opens, and with which password."""

    days = IntegerField(_l("Days until it ends"), least=1, most=365, default=30)
    password = PasswordField(
        _l("Password"), description=_l("Leave it empty for none. Tell it to people by another way than the link.")
    )


class OpenForm(Form):
    """The password of a link."""

    password = PasswordField(_l("Password"))
