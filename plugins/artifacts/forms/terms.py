"""Forms of the network's words, which its staff keep. No permission, no database."""

from community.sdk import Form, LineField, SelectField
from community.sdk import lazy_gettext as _l
from plugins.artifacts.queries import words


class WordsForm(Form):
    """A term in both languages."""

    name_en = LineField(_l("In English"), longest=120)
    name_es = LineField(_l("In Spanish"), longest=120)


class TermForm(WordsForm):
    """A new one."""

    kind = SelectField(_l("What it is"), choices=[*words.TERM.items()])
