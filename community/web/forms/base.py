"""The base of every form: cleaned values, our messages, errors in one list. Where a form is saved is a service's."""

from typing import Any

from flask import has_request_context, request
from flask_wtf import FlaskForm
from werkzeug.exceptions import UnsupportedMediaType
from wtforms import Field

from community.errors import Conflict, Invalid
from community.web.forms import cleaning
from community.web.forms.messages import Words

_WORDS = Words()
_NO_VALUES = frozenset({"csrf_token"})


class Form(FlaskForm):  # type: ignore[misc]  # the library ships no types
    """A form of ours. Every text field must say how long its text may be, or the class cannot be made."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]  # the library ships no types
        """How the library makes our fields and words."""

        def bind_field(self, form: Any, unbound_field: Any, options: dict[str, Any]) -> Field:
            """Every field cleans what it gets."""
            field: Field = super().bind_field(form, unbound_field, options | cleaning.choices(unbound_field.kwargs))
            cleaning.clean(field)
            return field

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """Forms are sent as browsers send them. JSON is no form."""
            if has_request_context() and request.is_json:
                raise UnsupportedMediaType
            return super().wrap_formdata(form, formdata)

        def get_translations(self, form: Any) -> Words:
            """The library's messages in our words."""
            return _WORDS

    def __init_subclass__(cls) -> None:
        """Refuse texts without a limit as soon as the form is written down."""
        super().__init_subclass__()
        endless = cleaning.unbounded(vars(cls))
        if endless:
            raise TypeError(f"{cls.__name__}: say how long {', '.join(endless)} may be: Length(max=...)")

    def values(self) -> dict[str, Any]:
        """The cleaned values by field, ready for a service. Ask only after the form has passed."""
        return {name: value for name, value in self.data.items() if name not in _NO_VALUES}

    def refuse(self, refused: Invalid | Conflict) -> None:
        """Show what a service refused beside the fields; what fits no field stands for the whole form."""
        errors = refused.errors if isinstance(refused, Invalid) else {"": str(refused)}
        for name, words in errors.items():
            if name in self:
                self[name].errors = [*self[name].errors, words]
            else:
                self.form_errors.append(words)


def errors_for(form: Form) -> list[tuple[str, str]]:
    """All errors of `form` for its summary, in the order of its fields: the id to jump to ("" for none) and words."""
    found = [("", words) for words in form.form_errors]
    return found + [(field.id, words) for field in form for words in field.errors]
