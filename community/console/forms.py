"""Text in, clean values or errors out. No permission, no database."""

from community.web.forms import EmailField, Form, LineField
from community.web.i18n import lazy_gettext as _l


class WhyForm(Form):
    """Who, what, to which thing."""

    email = EmailField(_l("Person's email address"))
    kind = LineField(_l("Kind"), longest=60, hint=_l("For example discussions.thread"))
    public_id = LineField(_l("Public id"), longest=12, hint=_l("The last part of the address"))
    action = LineField(_l("Action"), longest=60, default="read")

    def asked(self) -> dict[str, str]:
        """The question, for queries.explain."""
        return {
            "email": self.email.data or "",
            "kind_name": self.kind.data or "",
            "public_id": self.public_id.data or "",
            "action": self.action.data or "",
        }
