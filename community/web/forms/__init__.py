"""Forms of the whole product: text in, clean values or errors out, in the reader's language. No database, no rules.

Any field of WTForms will do; those named here clean what is typed and must say how long it may be.
"""

from flask_wtf.file import FileField, MultipleFileField
from wtforms import (
    BooleanField,
    HiddenField,
    IntegerField,
    PasswordField,
    RadioField,
    SelectField,
)

from community.web.forms.base import Form, errors_for
from community.web.forms.fields import ChoicesField, DateField, EmailField, LineField, MarkdownField, ParagraphField
from community.web.forms.protection import csrf

__all__ = [
    "BooleanField",
    "ChoicesField",
    "DateField",
    "EmailField",
    "FileField",
    "Form",
    "HiddenField",
    "IntegerField",
    "LineField",
    "MarkdownField",
    "MultipleFileField",
    "ParagraphField",
    "PasswordField",
    "RadioField",
    "SelectField",
    "csrf",
    "errors_for",
]
