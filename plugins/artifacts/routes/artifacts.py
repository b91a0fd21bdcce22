"""The list of a space's artifacts, a new one, the page of one, what it is about, and its end."""

from typing import Any

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from community.sdk import Conflict, Invalid, NotFound, current_actor, current_locale, page, require
from community.sdk import gettext as _
from community.sdk import space as space_at
from plugins.artifacts.forms.parts import AboutForm, AimForm, EndForm, NewForm, StatusForm, TextForm, offer
from plugins.artifacts.queries import artifacts, pages, terms, words
from plugins.artifacts.queries.pages import Wanted
from plugins.artifacts.routes.blueprint import bp
from plugins.artifacts.routes.editing import Editing, back, edited
from plugins.artifacts.routes.showing import shown_page
from plugins.artifacts.service import artifacts as service
from plugins.artifacts.service.artifacts import About, Aim
from plugins.artifacts.service.writing import written


@bp.get("/in/<slug>/")
def in_space(slug: str) -> Response:
    """The artifacts of a space."""
    actor = current_actor()
    space = space_at(actor, slug)
    wanted = Wanted(*(request.args.get(name, "") for name in ("form", "status", "challenge", "language")))
    listed = pages.in_space(actor, space.id, wanted, request.args.get("after"))
    return page(
        "artifacts/list.html", space=space, listed=listed, wanted=wanted, may_add=pages.may_add(actor, space),
        challenges=terms.offered("challenge"), words=words,
    )  # fmt: skip


@bp.route("/in/<slug>/new", methods=["GET", "POST"])
def new(slug: str) -> Response:
    """Begin an artifact or a plan."""
    actor = current_actor()
    space = space_at(actor, slug)
    form = NewForm(data={"form": request.args.get("form", "practice"), "language": current_locale()})
    _offer_challenges(form)
    if not form.is_submitted():
        require(actor, "artifacts.add", space)
    if form.validate_on_submit():
        about = About(form.title.data or "", form.language.data, form.challenge.data or "", form.template.data or "")
        try:
            found, held = service.begin(actor, slug, form.form.data, about)
        except Invalid as error:
            form.refuse(error)
        else:
            if held:
                flash(_("A moderator will look at this first. Until then only you and the moderators see it."), "info")
            return redirect(url_for("artifacts.show", public_id=found.public_id), 303)
    return page("artifacts/new.html", status=422 if form.errors else 200, space=space, form=form)


def _offer_challenges(form: Any) -> None:
    offer(form.challenge, ((one.public_id, one.title) for one in terms.offered("challenge")))


@bp.get("/<public_id>")
def show(public_id: str) -> Response:
    """An artifact: the working record at home, elsewhere the newest version shared with the reader."""
    return shown_page(pages.artifact_page(current_actor(), public_id))


@bp.post("/<public_id>/read")
def read(public_id: str) -> Response:
    """The reader has looked at an artifact."""
    service.read(current_actor(), public_id)
    if request.headers.get("X-Requested-With") == "fetch":
        return Response(status=204)
    return redirect(url_for("artifacts.show", public_id=public_id), 303)


@bp.get("/<public_id>/versions/<number>")
def version(public_id: str, number: str) -> Response:
    """An artifact as it was in one version."""
    if not (number.isascii() and number.isdigit() and len(number) < 7):
        raise NotFound
    return shown_page(pages.artifact_page(current_actor(), public_id, int(number)))


@bp.route("/<public_id>/about", methods=["GET", "POST"])
def about(public_id: str) -> Response:
    """Change title, challenge and language."""
    actor = current_actor()
    found = artifacts.artifact_to(actor, "edit", public_id)
    stood = {"title": found.title, "language": found.language, "challenge_id": found.challenge_id}
    named = terms.labels({found.challenge_id} if found.challenge_id else set())
    challenge = next((one.public_id for one in named.values()), "")
    form = AboutForm(data={"title": found.title, "language": found.language, "challenge": challenge})
    _offer_challenges(form)

    def save(since: str | None) -> bool:
        said = About(form.title.data or "", form.language.data, form.challenge.data or "")
        return service.reword(actor, public_id, said, since)

    return edited(Editing(found, form, _("What it is about"), save, stood=stood))


@bp.route("/<public_id>/aim", methods=["GET", "POST"])
def aim(public_id: str) -> Response:
    """Say what is to be better, how much, for whom, by when."""
    actor = current_actor()
    found = artifacts.artifact_to(actor, "edit", public_id)
    stood = Aim(found.aim, found.aim_amount, found.aim_group, found.aim_by).values()
    form = AimForm(data=stood)

    def save(since: str | None) -> bool:
        said = Aim(form.aim.data or "", form.aim_amount.data or "", form.aim_group.data or "", form.aim_by.data)
        return service.aim_at(actor, public_id, said, since)

    lead = _("A good aim says how much, for whom and by when, and names the students who are served least well today.")
    return edited(Editing(found, form, _("Our aim"), save, lead, stood=stood, anchor="aim"))


@bp.route("/<public_id>/context", methods=["GET", "POST"])
def context(public_id: str) -> Response:
    """Write where this takes place."""
    lead = _(
        "What another district must know to judge whether this fits them: school, students, staff, what was tried."
    )
    return _told(public_id, "context", _("Context"), lead)


@bp.route("/<public_id>/reflection", methods=["GET", "POST"])
def reflection(public_id: str) -> Response:
    """Write what the team thinks of it now."""
    lead = _("What surprised you, what you would do differently, what you still wonder about.")
    return _told(public_id, "reflection", _("Reflection"), lead)


def _told(public_id: str, what: str, title: str, lead: str) -> Response:
    actor = current_actor()
    found = artifacts.artifact_to(actor, "edit", public_id)
    stood = {what: getattr(found, what)}
    form = TextForm(data={"body": stood[what]})

    def save(since: str | None) -> bool:
        return service.tell(actor, public_id, what, written(form.body.data), since=since)

    return edited(Editing(found, form, title, save, lead, stood=stood, fields={what: "body"}, anchor=what))


@bp.route("/<public_id>/end", methods=["GET", "POST"])
def end(public_id: str) -> Response:
    """End it, with what was learned."""
    actor = current_actor()
    found = artifacts.artifact_to(actor, "edit", public_id)
    form = EndForm(data={"learned": found.learned})

    def save(_since: str | None) -> bool:
        return service.end(actor, public_id, form.ending.data, form.learned.data or "")

    lead = _("An idea that was abandoned for good reasons saves others a year. Say so plainly.")
    return edited(Editing(found, form, _("End this work"), save, lead, anchor="learned", button=_("End it")))


@bp.post("/<public_id>/resume")
def resume(public_id: str) -> Response:
    """Take it up again."""
    actor = current_actor()
    found = artifacts.artifact_to(actor, "edit", public_id)
    try:
        service.resume(actor, public_id)
    except Conflict as error:
        flash(str(error), "warning")
    return back(found)


@bp.route("/<public_id>/status", methods=["GET", "POST"])
def status(public_id: str) -> Response:
    """Say how far it has come, where the record shows otherwise."""
    actor = current_actor()
    found = artifacts.artifact_to(actor, "edit", public_id)
    form = StatusForm(data={"status": found.status_said, "why": found.status_why})

    def save(_since: str | None) -> None:
        service.say_status(actor, public_id, form.status.data or "", form.why.data or "")

    lead = _("The record says it by itself. Where it is wrong, say so, and why.")
    return edited(Editing(found, form, _("How far it has come"), save, lead))
