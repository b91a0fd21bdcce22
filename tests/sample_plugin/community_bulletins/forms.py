"""Text in, clean values or errors out. No permission, no database."""

from community.sdk import Form, LineField, MarkdownField, SelectField
from community.sdk import lazy_gettext as _l

LANGUAGES = (("en", _l("English")), ("es", _l("Spanish")))


class BulletinForm(Form):
    """A bulletin's title and text."""

    title = LineField(_l("Title"), longest=160, hint=_l("Say what changed or what is due."))
    body = MarkdownField(_l("Your text"), longest=4_000)
    language = SelectField(_l("Language of your text"), choices=LANGUAGES)
