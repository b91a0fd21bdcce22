"""The network's words for challenges and drivers, kept by its staff: added, reworded, offered no more."""

from sqlalchemy import or_, select

from community.sdk import SITE, Actor, Invalid, NotFound, Ref, now, publish, record, require, session, unit_of_work
from community.sdk import lazy_gettext as _l
from plugins.artifacts.events import TermChanged
from plugins.artifacts.models import Term

KINDS = ("challenge", "driver")
KEEP = "artifacts.keep_terms"


def add(actor: Actor, kind: str, name_en: str, name_es: str) -> Term:
    """A new term in both languages. Raises Forbidden, or Invalid when there is one of this name already."""
    if kind not in KINDS:
        raise Invalid({"kind": _l("Choose one from the list.")})
    with unit_of_work():
        require(actor, KEEP, SITE)
        _free(kind, name_en, name_es)
        term = Term(kind=kind, name_en=name_en, name_es=name_es)
        session().add(term)
        session().flush()
        record("artifacts.term_added", Ref("artifacts.term", term.id), actor)
    return term


def reword(actor: Actor, public_id: str, name_en: str, name_es: str) -> Term:
    """Other words for a term, wherever it stands. Raises NotFound, Forbidden or Invalid."""
    with unit_of_work():
        term = _term(actor, public_id)
        _free(term.kind, name_en, name_es, but=term.id)
        term.name_en, term.name_es = name_en, name_es
        session().flush()
        record("artifacts.term_reworded", Ref("artifacts.term", term.id), actor)
        publish(TermChanged(term.id), actor.id)
    return term


def retire(actor: Actor, public_id: str) -> Term:
    """Offer a term no more; it stays where it stands. Done again, it is offered again. Raises NotFound or Forbidden."""
    with unit_of_work():
        term = _term(actor, public_id)
        term.retired_at = None if term.retired_at else now()
        ref = Ref("artifacts.term", term.id)
        record("artifacts.term_retired" if term.retired_at else "artifacts.term_offered", ref, actor)
    return term


def _term(actor: Actor, public_id: str) -> Term:
    require(actor, KEEP, SITE)
    found = session().scalars(select(Term).where(Term.public_id == public_id)).one_or_none()
    if found is None:
        raise NotFound
    return found


def _free(kind: str, name_en: str, name_es: str, but: int = 0) -> None:
    same = select(Term).where(Term.kind == kind, or_(Term.name_en == name_en, Term.name_es == name_es), Term.id != but)
    for term in session().scalars(same):
        field = "name_en" if term.name_en == name_en else "name_es"
        raise Invalid({field: _l("This is in the list already.")})
