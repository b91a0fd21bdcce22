"""Pages of the network's challenges and drivers: everybody reads them, staff keep them."""

from flask import redirect, url_for
from werkzeug.wrappers import Response

from community.sdk import SITE, Invalid, anyone, can, current_actor, page, require
from plugins.artifacts.forms.terms import TermForm, WordsForm
from plugins.artifacts.queries import terms as queries
from plugins.artifacts.queries import words
from plugins.artifacts.routes.blueprint import bp
from plugins.artifacts.service import terms as service


@bp.route("/terms", methods=["GET", "POST"])
@anyone
def terms() -> Response:
    """The list; staff add to it."""
    actor = current_actor()
    may_keep, form = can(actor, service.KEEP, SITE), TermForm()
    if form.validate_on_submit():
        try:
            service.add(actor, form.kind.data, form.name_en.data or "", form.name_es.data or "")
        except Invalid as error:
            form.refuse(error)
        else:
            return redirect(url_for("artifacts.terms"), 303)
    listed = queries.all_of_them(with_retired=may_keep)
    return page(
        "artifacts/terms.html", status=422 if form.errors else 200, listed=listed, form=form, may_keep=may_keep,
        words=words,
    )  # fmt: skip


@bp.route("/terms/<term_id>", methods=["GET", "POST"])
def term(term_id: str) -> Response:
    """Reword one."""
    actor = current_actor()
    found = queries.term(actor, term_id)
    require(actor, service.KEEP, SITE)
    form = WordsForm(obj=found)
    if form.validate_on_submit():
        try:
            service.reword(actor, term_id, form.name_en.data or "", form.name_es.data or "")
        except Invalid as error:
            form.refuse(error)
        else:
            return redirect(url_for("artifacts.terms"), 303)
    return page("artifacts/term.html", status=422 if form.errors else 200, form=form, term=found, words=words)


@bp.post("/terms/<term_id>/retire")
def retire_term(term_id: str) -> Response:
    """Offer one no more, or again."""
    service.retire(current_actor(), term_id)
    return redirect(url_for("artifacts.terms"), 303)
