"""GuardedBlueprint: signed-in, switched-on and questioned by default. No per-module cases."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar
from urllib.parse import urlsplit

from flask import Blueprint, Flask, abort, current_app, redirect, request, url_for
from werkzeug.wrappers import Response

from community.access import Anonymous, witness
from community.config import current
from community.web.session import current_actor

View = TypeVar("View", bound=Callable[..., Any])
ACCESS = "community_access"


def public(view: View) -> View:
    """Anybody may open this view, signed in or not."""
    setattr(view, ACCESS, "public")
    return view


def anyone(view: View) -> View:
    """Any signed-in person may open this view: it asks the rules nothing because it shows only their own."""
    setattr(view, ACCESS, "anyone")
    return view


def access_of(app: Flask, endpoint: str) -> str:
    """How a view is kept: "guarded", "public", "anyone", or "" for a view outside of guarded blueprints."""
    return str(getattr(app.view_functions[endpoint], ACCESS, ""))


class GuardedBlueprint(Blueprint):
    """A module's pages. Its folder of templates and its static files stand beside it; its address is its name."""

    def __init__(self, name: str, import_name: str, url_prefix: str | None = None, **options: Any) -> None:
        """`url_prefix` is "/<name>" unless the core says otherwise."""
        options.setdefault("template_folder", "templates")
        prefix = f"/{name}" if url_prefix is None else url_prefix
        super().__init__(name, import_name, url_prefix=prefix or None, **options)

    def add_url_rule(
        self,
        rule: str,
        endpoint: str | None = None,
        view_func: Callable[..., Any] | None = None,
        provide_automatic_options: bool | None = None,
        **options: Any,
    ) -> None:
        """Add a route; the view is guarded unless it was marked @public or @anyone."""
        if view_func is not None and endpoint != "static" and not hasattr(view_func, "community_guard"):
            view_func = _guard(view_func, self.name)
        super().add_url_rule(rule, endpoint, view_func, provide_automatic_options, **options)


def _guard(view: Callable[..., Any], module: str) -> Callable[..., Any]:
    access = getattr(view, ACCESS, "guarded")

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        if access != "public" and isinstance(current_actor(), Anonymous):
            return to_sign_in()  # first: whether a module is on is nothing that strangers are told
        if current_app.extensions["community.is_off"](module, kwargs.get("slug")):
            abort(404)
        answer = view(*args, **kwargs)
        if access == "guarded" and (current().testing or current().debug):
            witness.complain(request.endpoint or "")
        return answer

    setattr(guarded, ACCESS, access)
    guarded.community_guard = True  # type: ignore[attr-defined]
    return guarded


def to_sign_in() -> Response:
    """Where an anonymous visitor is sent, whatever they asked for; they come back to what they wanted to read.

    Whoever sent a form comes back to it, and is told what happened.
    """
    if request.method == "GET":
        return redirect(url_for("people.sign_in", next=request.full_path.rstrip("?")))
    form = urlsplit(request.referrer or "")
    back = form.path if form.netloc == request.host else None
    return redirect(url_for("people.sign_in", next=back, sent=1 if back else None))
