"""How every form over a part goes: shown as it stands, sent, refused with what was typed kept, or saved."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from community.sdk import Conflict, FilesForm, Form, Invalid, current_actor, page, space_by_pk
from community.sdk import gettext as _
from plugins.artifacts.service.writing import ClashError
from plugins.artifacts.stamp import stamp


@dataclass(frozen=True)
class Editing:
    """A page with one form. `stood`: the columns as they are now, for the stamp; `fields`: which field shows a column
    of another name; `anchor`: where on the artifact's page the reader comes back to; `name`: what the artifact is
    called for this reader, where that may not be its title of today. `save` answers True when what was written is
    held, or where to go on.
    """

    found: Any
    form: Any
    title: str
    save: Callable[[str | None], Any]
    lead: str = ""
    stood: Mapping[str, Any] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)
    anchor: str = ""
    button: str = ""
    tools: Sequence[Mapping[str, Any]] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)
    template: str = "artifacts/form.html"
    name: str = ""


def passes(form: Form) -> bool:
    """Whether a form was sent and is right; files in it are taken in."""
    return bool(form.passes(current_actor()) if isinstance(form, FilesForm) else form.validate_on_submit())


def edited(editing: Editing) -> Response:
    """The answer to GET and POST of such a page."""
    form, theirs = editing.form, list[tuple[str, Any]]()
    if not form.is_submitted() and "stamp" in form:
        form.stamp.data = stamp(editing.stood)
    if passes(form):
        try:
            held = editing.save(form.stamp.data if "stamp" in form else None)
        except ClashError as clash:
            form.form_errors.append(str(clash))
            form.stamp.data = stamp(clash.values)
            theirs = _theirs(editing, clash.values)
        except (Invalid, Conflict) as error:
            form.refuse(error)
        else:
            if isinstance(held, Response):
                return held
            if held is True:
                flash(_("A moderator will look at this first. Until then only you and the moderators see it."), "info")
            return back(editing.found, editing.anchor)
    space = space_by_pk(current_actor(), editing.found.space_id)
    return page(
        editing.template, status=422 if form.errors else 200, space=space, artifact=editing.found, form=form,
        editing=editing, theirs=theirs, slots={"artifacts.editing": {"artifact": editing.found}}, **editing.extra,
    )  # fmt: skip


def _theirs(editing: Editing, values: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """What stands there now, by the label of its field; what is no text of its own is left to the form."""
    named = [(editing.fields.get(column, column), value) for column, value in values.items()]
    return [(editing.form[name].label.text, value) for name, value in named if name in editing.form and value]


def back(found: Any, anchor: str = "") -> Response:
    """To the artifact's page, at the part that was changed."""
    there = url_for("artifacts.show", public_id=found.public_id, _anchor=anchor or None)
    return redirect(there, 303)
