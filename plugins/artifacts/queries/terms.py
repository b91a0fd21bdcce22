"""The network's words for challenges and drivers, in the reader's language."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from community.sdk import Actor, NotFound, current_locale, session, visible
from plugins.artifacts.models import Term


@dataclass(frozen=True)
class Label:
    """A term in the reader's language."""

    id: int
    public_id: str
    kind: str
    title: str


def label(term: Term) -> Label:
    """A term as the reader sees it."""
    return Label(term.id, term.public_id, term.kind, term.name_es if current_locale() == "es" else term.name_en)


def offered(kind: str) -> Sequence[Label]:
    """The terms of a kind that can be chosen, in the order of the alphabet."""
    rows = session().scalars(select(Term).where(Term.kind == kind, Term.retired_at.is_(None)))
    return sorted((label(one) for one in rows), key=lambda one: one.title.casefold())


@dataclass(frozen=True)
class Kept:
    """A term as those who keep the list see it."""

    label: Label
    name_en: str
    name_es: str
    retired: bool


def all_of_them(*, with_retired: bool) -> Mapping[str, Sequence[Kept]]:
    """The network's list by kind, in the reader's language and order."""
    found: dict[str, list[Kept]] = {"challenge": [], "driver": []}
    for one in session().scalars(select(Term)):
        if with_retired or one.retired_at is None:
            found[one.kind].append(Kept(label(one), one.name_en, one.name_es, one.retired_at is not None))
    return {
        kind: sorted(some, key=lambda one: (one.retired, one.label.title.casefold())) for kind, some in found.items()
    }


def term(actor: Actor, public_id: str) -> Term:
    """One of them. Raises NotFound."""
    found: Term | None = session().scalars(visible(actor, Term).where(Term.public_id == public_id)).one_or_none()
    if found is None:
        raise NotFound
    return found


def labels(ids: Collection[int]) -> Mapping[int, Label]:
    """These terms, retired ones too."""
    if not ids:
        return {}
    return {one.id: label(one) for one in session().scalars(select(Term).where(Term.id.in_(ids)))}


def describe(actor: Actor, ids: Sequence[int]) -> Mapping[int, tuple[str, str]]:
    """{id: (words, address of the list)}."""
    rows = session().scalars(visible(actor, Term).where(Term.id.in_(ids)))
    return {one.id: (label(one).title, "/artifacts/terms") for one in rows}
