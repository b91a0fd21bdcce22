"""How typed values are cleaned, by kind of field, and the rule that every text says how long it may be."""

import unicodedata
from collections.abc import Mapping
from typing import Any

from wtforms import Field, HiddenField, PasswordField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.fields.core import UnboundField
from wtforms.validators import DataRequired, InputRequired, Length

from community.web.intake import clean_line, clean_text


def _line(value: Any) -> Any:
    return clean_line(value) if isinstance(value, str) else value


def _paragraphs(value: Any) -> Any:
    return clean_text(value).strip("\n").rstrip() if isinstance(value, str) else value


def _hidden(value: Any) -> Any:
    return clean_text(value) if isinstance(value, str) else value


def _password(value: Any) -> Any:
    """Spaces count in a password; the way a keyboard composes its letters must not."""
    return unicodedata.normalize("NFC", value) if isinstance(value, str) else value


_BY_KIND = ((PasswordField, _password), (HiddenField, _hidden), (TextAreaField, _paragraphs), (StringField, _line))


def clean(field: Field) -> None:
    """Give a bound text field its filter, and let "required" mean something other than spaces."""
    cleaner = next((one for kind, one in _BY_KIND if isinstance(field, kind)), None)
    if cleaner is None:
        return
    field.filters = (cleaner, *field.filters)
    field.validators = [DataRequired(v.message) if isinstance(v, InputRequired) else v for v in field.validators]


def choices(declared: Mapping[str, Any]) -> dict[str, Any]:
    """What a select was declared with, its pairs (value, words) in the library's newer form."""
    pairs = declared.get("choices")
    if not isinstance(pairs, list | tuple):
        return {}
    return {"choices": [SelectChoice(*pair) if isinstance(pair, tuple) else pair for pair in pairs]}


def unbounded(attributes: Mapping[str, Any]) -> list[str]:
    """The names among a form's `attributes` of text fields that do not say how long their text may be."""
    return [name for name, made in attributes.items() if isinstance(made, UnboundField) and not _is_bounded(made)]


def _is_bounded(made: "UnboundField[Any]") -> bool:
    kind = made.field_class
    if not issubclass(kind, StringField) or issubclass(kind, HiddenField) or getattr(kind, "is_bounded", False):
        return True
    validators = made.kwargs.get("validators") or (made.args[1] if len(made.args) > 1 else ())
    return any(isinstance(one, Length) and one.max > 0 for one in validators)
