"""The form of many files at once. No permission, no database."""

from community.sdk import Form, SelectField
from community.sdk import lazy_gettext as _l
from plugins.resources.forms.resources import LANGUAGES
from plugins.resources.queries import licences


class BulkForm(Form):
    """What holds for all files of which the table says nothing."""

    licence = SelectField(_l("What others may do with them"), choices=licences.CHOICES)
    language = SelectField(_l("Their language"), choices=LANGUAGES)
