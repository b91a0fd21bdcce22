"""Who sees a module's things: rules as SQL, as labels, as audiences and as descriptions say the same."""

from typing import Any

from sqlalchemy import select

from community.access import Kind, Labels, System, audience, labels, visibility, visible, visible_ids
from community.data.database import session
from community.search.documents import DocumentSource
from community.testing.conformance.scene import OnASite, Scene, counted

NOBODY = -1


class Reading(OnASite):
    """What its people find."""

    def test_fill_makes_one_of_every_kind(self, full: Scene) -> None:
        """Or the rest of these tests would prove nothing."""
        del full
        assert [kind.name for kind in self.plugin.kinds if not _ids(kind)] == []

    def test_labels_say_what_the_rules_say(self, full: Scene) -> None:
        """For every kind that can be found: who finds it is who may see it."""
        for kind in self.plugin.kinds:
            if not (kind.in_space or kind.labels):
                continue
            for person in full.people:
                actor = full.acting(person)
                assert _found(actor, kind) == _seen(actor, kind), f"{kind.name} for {person.name}"

    def test_audiences_say_what_the_rules_say(self, full: Scene) -> None:
        """Whoever is told of a thing is whoever may see it."""
        for kind in self.plugin.kinds:
            for one in _ids(kind):
                told = set(session().scalars(audience(kind, one)))
                may = {person.id for person in full.people if one in _seen(full.acting(person), kind)}
                assert told & {person.id for person in full.people} == may, f"{kind.name} {one}"

    def test_somebody_elsewhere_sees_nothing_of_a_space(self, full: Scene) -> None:
        """By any of the ways in which things are described."""
        for kind in (kind for kind in self.plugin.kinds if kind.in_space):
            assert _seen(full.acting(full.olga), kind) == set(), kind.name
            if kind.describe is not None:
                assert dict(kind.describe(full.acting(full.olga), sorted(_ids(kind)))) == {}, kind.name

    def test_descriptions_name_what_the_reader_sees(self, full: Scene) -> None:
        """With words, and an address of the module."""
        for kind in (kind for kind in self.plugin.kinds if kind.describe is not None):
            actor = full.acting(full.ana)
            assert kind.describe is not None
            for one, (title, address) in kind.describe(actor, sorted(_seen(actor, kind))).items():
                assert one in _seen(actor, kind)
                assert str(title).strip()
                assert address.startswith("/"), f"{kind.name}: {address}"

    def test_documents_are_of_what_is_there(self, full: Scene) -> None:
        """All ids in order; a draft for each that exists and none for what is gone; the same queries for any number."""
        for source in self.plugin.documents:
            kind = next(kind for kind in self.plugin.kinds if kind.name == source.kind)
            assert list(source.ids(0, 10_000)) == sorted(_ids(kind))
            assert list(source.load([NOBODY])) == []
            with counted() as one:
                _drafts(source)
            self.add(full, 2)
            with counted() as three:
                drafts = _drafts(source)
            assert {draft.id for draft in drafts} == _ids(kind)
            assert all(draft.kind == kind.name and draft.title.strip() for draft in drafts)
            assert len(one) == len(three), f"drafts of {kind.name}: {len(one)} queries for one, {len(three)} for three"


def _ids(kind: Kind) -> set[int]:
    return set(session().scalars(select(kind.model.id)))


def _seen(actor: Any, kind: Kind) -> set[int]:
    rows = {row.id for row in session().scalars(visible(actor, kind.model))}
    assert rows == set(session().scalars(visible_ids(actor, kind)))
    return rows


def _found(actor: Any, kind: Kind) -> set[int]:
    held = visibility(actor).tokens
    known = labels(kind, sorted(_ids(kind)))
    return {one for one, said in known.items() if _opens(said, held)}


def _opens(said: Labels, held: frozenset[str]) -> bool:
    """At home, or by a version that is shared; and by one token of every clause."""
    opens = said.labels & held or any(one.labels & held for one in said.versions)
    return bool(opens) and all(clause & held for clause in said.clauses)


def _drafts(source: DocumentSource) -> list[Any]:
    session().close()
    assert System("tests").reason
    return list(source.load(source.ids(0, 10_000)))
