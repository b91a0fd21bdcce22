"""Text in, clean values or errors out. No permission, no database."""

from community.sdk import FilesForm, HiddenField, LineField, MarkdownField, SelectField
from community.sdk import lazy_gettext as _l

LANGUAGES = (("en", _l("English")), ("es", _l("Spanish")))


class _Versioned(FilesForm):
    version = HiddenField(default="1")

    @property
    def seen(self) -> int:
        """The version of the wording that the writer saw; 0, which there never was, for anything but a number."""
        typed = str(self.version.data or "")  # a number where the form fell back to the row
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0


class ThreadForm(_Versioned):
    """A thread's title and opening post."""

    title = LineField(_l("Title"), longest=160, hint=_l("A question gets more answers than a topic."))
    about = HiddenField()
    body = MarkdownField(_l("Your text"), longest=40_000)
    language = SelectField(_l("Language of your text"), choices=LANGUAGES)


class ReplyForm(_Versioned):
    """An answer."""

    body = MarkdownField(_l("Your reply"), longest=40_000)
    language = SelectField(_l("Language of your text"), choices=LANGUAGES, default="en")
