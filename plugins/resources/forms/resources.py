"""Forms of resources: adding one in three ways, a new version, what is said about it. No permission, no database."""

from community.sdk import (
    ChoicesField,
    FilesForm,
    Form,
    HiddenField,
    LineField,
    MarkdownField,
    ParagraphField,
    SelectField,
)
from community.sdk import lazy_gettext as _l
from plugins.resources.queries import licences

LANGUAGES = (("en", _l("English")), ("es", _l("Spanish")))
WAYS = {"file": _l("Upload a file"), "link": _l("Add a link"), "text": _l("Write it here")}


class _About(Form):
    title = LineField(_l("Title"), longest=160, hint=_l("What a colleague would look for."))
    summary = ParagraphField(_l("What it is good for"), longest=1000, required=False)
    tags = ChoicesField(_l("Tags"))
    licence = SelectField(_l("What others may do with it"), choices=licences.CHOICES)
    language = SelectField(_l("Its language"), choices=LANGUAGES)


class _New(_About):
    based_on = HiddenField()
    alike = HiddenField()  # "seen" once its writer was shown what is like it


class FileForm(_New):
    """A file is brought; `file_id` names one that came before the form did."""

    title = LineField(_l("Title"), longest=160, required=False, hint=_l("Leave it empty to use the name of the file."))
    file_id = HiddenField(_l("File"))


class LinkForm(_New):
    """A page of the web is pointed to."""

    url = LineField(_l("Web address"), longest=2000, hint=_l("Begins with https://"))


class TextForm(FilesForm, _New):
    """A text is written in place."""

    body = MarkdownField(_l("Your text"), longest=40_000)


ADDING = {"file": FileForm, "link": LinkForm, "text": TextForm}


class EditForm(_About):
    """What is said about a resource."""

    source = LineField(
        _l("Where it comes from"), longest=400, required=False, hint=_l("Title, author and license of what you used.")
    )


class _Change(Form):
    note = ParagraphField(
        _l("What changed for those who use it"),
        longest=500,
        hint=_l("For example: the rubric has four levels now; grades you gave with three still fit."),
    )


class FileVersionForm(_Change):
    """A new file under the same address."""

    file_id = HiddenField(_l("File"))


class LinkVersionForm(_Change):
    """Another page under the same address."""

    url = LineField(_l("Web address"), longest=2000, hint=_l("Begins with https://"))


class TextVersionForm(FilesForm, _Change):
    """Another text under the same address."""

    body = MarkdownField(_l("Your text"), longest=40_000)


class CaptionsForm(Form):
    """Captions for a film or a recording."""

    file_id = HiddenField(_l("File"))


CHANGING = {"file": FileVersionForm, "link": LinkVersionForm, "text": TextVersionForm}
