"""How every page with one form goes: shown, refused with what was typed kept, or done."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import flash, redirect
from werkzeug.wrappers import Response

from community.sdk import Conflict, Form, Invalid, page
from community.sdk import gettext as _


@dataclass(frozen=True)
class Asking:
    """A page with one form. `save` answers True when what was written is held; `back` is where one goes on."""

    form: Form
    title: str
    save: Callable[[], Any]
    back: str
    kicker: str = ""
    lead: str = ""
    button: str = ""
    space: Any = None
    done: str = ""
    template: str = "pairings/form.html"
    more: Mapping[str, Any] = field(default_factory=dict)


def asked(asking: Asking) -> Response:
    """The answer to GET and POST of such a page."""
    if asking.form.validate_on_submit():
        try:
            held = asking.save()
        except (Invalid, Conflict) as error:
            asking.form.refuse(error)
        else:
            if isinstance(held, Response):
                return held
            said(asking.done, held=held is True)
            return redirect(asking.back, 303)
    return page(
        asking.template, status=422 if asking.form.errors else 200, space=asking.space, asking=asking, form=asking.form,
        **asking.more,
    )  # fmt: skip


def said(words: str, *, held: bool = False) -> None:
    """What the next page says about what was done."""
    if held:
        flash(_("A moderator will look at this first. Until then only you and the moderators see it."), "info")
    elif words:
        flash(words, "success")


def did(what: Callable[[], Any], back: str, words: str = "", *, on: str = "") -> Response:
    """A small step by POST. Refused in words, one goes back; done, one goes `on`, or back where that is not said."""
    try:
        held = what()
    except (Invalid, Conflict) as error:
        flash("; ".join(map(str, error.errors.values())) if isinstance(error, Invalid) else str(error), "warning")
        return redirect(back, 303)
    said(words, held=held is True)
    return redirect(on or back, 303)
