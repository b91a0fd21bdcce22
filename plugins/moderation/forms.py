"""Text in, clean values or errors out. No permission, no database."""

from community.sdk import Form, LineField, ParagraphField
from community.sdk import lazy_gettext as _l


class HideForm(Form):
    """Why something is hidden."""

    reason = ParagraphField(
        _l("Why?"), longest=2000, hint=_l("The author reads this. Say what to change, kindly and plainly.")
    )


class LiftForm(Form):
    """Why something is open again."""

    reason = LineField(_l("A note for the record"), longest=500, required=False)
