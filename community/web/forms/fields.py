"""Fields for what people type: each must say how long its text may be, at most. Selects and boxes are WTForms' own."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from wtforms import DateField as _Date
from wtforms import EmailField as _Email
from wtforms import SelectMultipleField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional, Regexp, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from community.web.markup import LONGEST

Validators = Sequence[Any]
_NO_ADDRESS = "Invalid email address."  # the library's words; messages.py has ours
_NO_DAY = "Date must be between %(min)s and %(max)s."
_FIRST_DAY, _LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)


def _rules(longest: int, *, required: bool, more: Validators) -> list[Any]:
    return [DataRequired() if required else Optional(), Length(max=longest), *more]


class LineField(StringField):
    """One line of text."""

    is_bounded = True

    def __init__(self, label: str, *, longest: int, required: bool = True, hint: str = "", **more: Any) -> None:
        rules = _rules(longest, required=required, more=more.pop("validators", ()))
        super().__init__(label, rules, description=hint, **more)


class ParagraphField(TextAreaField):
    """Several lines of plain text."""

    is_bounded = True

    def __init__(self, label: str, *, longest: int, required: bool = True, hint: str = "", **more: Any) -> None:
        rules = _rules(longest, required=required, more=more.pop("validators", ()))
        super().__init__(label, rules, description=hint, **more)


class ChoicesField(SelectMultipleField):
    """Any number of a list, as boxes to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class MarkdownField(ParagraphField):
    """What people write with the composer; never longer than the renderer takes."""

    def __init__(self, label: str, *, longest: int = LONGEST, **more: Any) -> None:
        super().__init__(label, longest=min(longest, LONGEST), **more)


class EmailField(_Email):
    """One mail address, in lower case. Whether somebody reads mail there only a mail can tell."""

    is_bounded = True

    def __init__(self, label: str, *, required: bool = True, hint: str = "", **more: Any) -> None:
        form = Regexp(r"[^@\s<>\"(),:;\\]{1,64}@[^@\s<>\"(),:;\\]+\.[^@\s<>\"(),:;\\.]{2,}\Z", message=None)
        rules = _rules(254, required=required, more=[_Worded(form)])
        super().__init__(label, rules, description=hint, filters=[_lower], **more)


class _Worded:
    """The library's check of a pattern, with its message about mail addresses."""

    def __init__(self, check: Regexp) -> None:
        self._check = check

    def __call__(self, form: Any, field: Any) -> None:
        self._check(form, field, field.gettext(_NO_ADDRESS))


class DateField(_Date):
    """A day of our age: so far from both ends of the calendar that the day after it, in any zone, is one too."""

    def __init__(self, label: Any, validators: Validators = (), **more: Any) -> None:
        super().__init__(label, [*validators, _within_our_age], **more)


def _within_our_age(_form: Any, field: Any) -> None:
    if field.data is not None and not _FIRST_DAY <= field.data <= _LAST_DAY:
        raise ValidationError(field.gettext(_NO_DAY) % {"min": _FIRST_DAY, "max": _LAST_DAY})


def _lower(value: Any) -> Any:
    return value.lower() if isinstance(value, str) else value
