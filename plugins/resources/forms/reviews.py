"""Forms of reviews and of removal: words to somebody else. No permission, no database."""

from community.sdk import Form, HiddenField, ParagraphField
from community.sdk import lazy_gettext as _l


class AnswerForm(Form):
    """What a reviewer says to whoever brought a version, or they to the reviewer."""

    text = ParagraphField(_l("Your words"), longest=2000, required=False)
    number = HiddenField()

    @property
    def seen(self) -> int:
        """The number of the version that its writer read; 0 for none."""
        given = self.number.data or ""
        return int(given) if given.isascii() and given.isdigit() and len(given) < 7 else 0


class RemovalForm(Form):
    """Why a resource is removed."""

    why = ParagraphField(
        _l("Why do you remove it?"), longest=300, hint=_l("Stays on its page, for those who cited it.")
    )
