"""Pages for operators, and the two addresses that watchers ask. HTTP in, HTTP out."""

from flask import flash, jsonify, redirect, request, url_for
from sqlalchemy import text
from werkzeug.wrappers import Response

from community.console import queries, service
from community.console.forms import WhyForm
from community.data.database import session
from community.errors import Conflict, Invalid, NotFound, UnknownQuestion
from community.web.assets import is_built
from community.web.blueprint import GuardedBlueprint, anyone, public
from community.web.i18n import gettext as _
from community.web.page import page
from community.web.session import current_actor

bp = GuardedBlueprint("console", __name__, url_prefix="")


@bp.get("/healthz")
@public
def healthz() -> Response:
    """The process answers."""
    return jsonify(alive=True)


@bp.get("/readyz")
@public
def readyz() -> Response:
    """The database answers and pages can be made; says whether scripts were built."""
    session().execute(text("SELECT 1 FROM people_person LIMIT 1"))
    return jsonify(ready=True, scripts=is_built())


@bp.get("/console/")
def overview() -> Response:
    """How deliveries do."""
    found = queries.deliveries(current_actor(), request.args.get("after"))
    return page("console/deliveries.html", found=found)


@bp.post("/console/tasks/<int(max=2147483647):task_id>/retry")
def retry(task_id: int) -> Response:
    """Try a failed delivery again."""
    try:
        service.retry(current_actor(), task_id)
        flash(_("It is tried again at once."), "success")
    except Conflict as problem:
        flash(str(problem), "error")
    return redirect(url_for("console.overview"), 303)


@bp.get("/console/modules")
def modules() -> Response:
    """Modules, their switches and settings."""
    found, collaborations = queries.modules(current_actor())
    return page("console/modules.html", modules=found, collaborations=collaborations)


@bp.post("/console/modules/<name>/switch")
def switch(name: str) -> Response:
    """Switch a module for the site or in one collaboration."""
    place = request.form.get("collaboration", "")
    service.switch(current_actor(), name, on=request.form.get("on") == "yes", collaboration=place)
    return redirect(url_for("console.modules", _anchor=name), 303)


@bp.post("/console/settings/<name>")
def set_setting(name: str) -> Response:
    """Set a module's setting."""
    try:
        service.set_setting(current_actor(), name, request.form.get("value", ""))
        flash(_("Saved."), "success")
    except Invalid as error:
        flash(str(next(iter(error.errors.values()))), "error")
    return redirect(url_for("console.modules"), 303)


@bp.get("/console/ledger")
def ledger() -> Response:
    """Who did what."""
    action = request.args.get("action", "")
    lines = queries.ledger(current_actor(), after=request.args.get("after"), action=action)
    return page("console/ledger.html", lines=lines, action=action, deeds=queries.deeds())


@bp.get("/console/why")
def why() -> Response:
    """Why somebody may or may not do something."""
    actor, form, explained = current_actor(), WhyForm(request.args, meta={"csrf": False}), None
    queries.may_operate(actor)
    if request.args and form.validate():
        try:
            explained = queries.explain(actor, **form.asked())
        except (NotFound, UnknownQuestion):
            form.form_errors.append(_("There is no such person, kind, thing or action."))
    return page("console/why.html", form=form, explained=explained)


@bp.get("/pieces")
@anyone
def pieces() -> Response:
    """Every piece that pages are made of, for developers."""
    return page("pieces.html")
