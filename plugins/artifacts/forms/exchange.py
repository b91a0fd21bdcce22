"""The form of a text that becomes an artifact. No permission, no database."""

from community.sdk import Form, LineField, ParagraphField, SelectField
from community.sdk import lazy_gettext as _l
from plugins.artifacts.forms.parts import choices
from plugins.artifacts.queries import words


class BringForm(Form):
    """A text in Markdown, and what it is."""

    text = ParagraphField(
        _l("Your text"),
        longest=200_000,
        hint=_l(
            "Markdown, or plain text with headings that begin with #. The first heading is the title. Aim, Context, "
            "Drivers and Reflection go to their places; every other heading becomes a section."
        ),
    )
    title = LineField(_l("Title"), longest=160, required=False, hint=_l("Leave it empty to use the first heading."))
    form = SelectField(_l("What it is"), choices=choices(words.FORM))
    language = SelectField(_l("The language it is written in"), choices=choices(words.LANGUAGE))
