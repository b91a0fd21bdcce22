"""Text in, clean values or errors out. No permission, no database."""

from community.sdk import Form, HiddenField, LineField, MarkdownField, SelectField
from community.sdk import lazy_gettext as _l

LANGUAGES = (("en", _l("English")), ("es", _l("Spanish")))


class ThreadForm(Form):
    """A thread's title and opening post. `version` is the wording that the writer saw."""

    title = LineField(_l("Title"), longest=160, hint=_l("A question gets more answers than a topic."))
    body = MarkdownField(_l("Your text"), longest=40_000)
    language = SelectField(_l("Language of your text"), choices=LANGUAGES)
    version = HiddenField(default="1")


class ReplyForm(Form):
    """An answer."""

    body = MarkdownField(_l("Your reply"), longest=40_000)
    language = SelectField(_l("Language of your text"), choices=LANGUAGES, default="en")
    version = HiddenField(default="1")
