"""A module switched off: its pages are absent, nothing of it shows elsewhere, its limits hold. On again, it is back."""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from flask import template_rendered
from sqlalchemy import select

from community.access import labels, visibility, visible
from community.data.database import session
from community.data.unit_of_work import unit_of_work
from community.host import switches
from community.testing.conformance.scene import BRIEF, OnASite, Scene, addresses, opened, rules_of, verbs


class Switching(OnASite):
    """Its switches."""

    def test_off_its_pages_are_absent(self, on_one_engine: None, full: Scene) -> None:
        """For everybody who is signed in, by every verb; and back again when it is on."""
        del on_one_engine
        pages = [found for rule in rules_of(full.app, self.plugin, "GET") if (found := opened(full, self.plugin, rule))]
        ana = full.browser(full.ana)
        with self._off():
            for rule in rules_of(full.app, self.plugin):
                for verb, address in (
                    (verb, one) for verb in verbs(rule) for one in addresses(full, self.plugin, rule)
                ):
                    answer = (ana.get if verb == "GET" else ana.post)(address, headers=BRIEF)
                    assert answer.status_code == 404, f"{verb} {address} answers {answer.status_code}"
        assert [address for browser, address in pages if browser.get(address).status_code >= 400] == []

    def test_off_in_a_collaboration_its_pages_are_absent_there(self, full: Scene) -> None:
        """Pages in its spaces, and pages of what lives in them."""
        kinds = {kind.page for kind in self.plugin.kinds if kind.in_space}
        there = [
            rule
            for rule in rules_of(full.app, self.plugin, "GET")
            if "slug" in rule.arguments or rule.endpoint in kinds
        ]
        pages = [found for rule in there if (found := opened(full, self.plugin, rule))]
        with self._off(full.collaboration.id):
            assert [address for browser, address in pages if browser.get(address).status_code != 404] == []

    def test_off_nothing_of_it_shows(self, full: Scene) -> None:
        """No template of it is shown on others' pages, and nothing leads to it."""
        others = _others(full)
        for person in (full.ana, full.mia, full.admin):
            with self._off():
                templates, texts = _visit(full, person, others)
                assert [one for one in templates if one and one.startswith(f"{self.plugin.name}/")] == []
                assert self._leading_here(texts) == []
            with self._off(full.collaboration.id):  # its bell, say, goes on ringing for other collaborations
                _templates, texts = _visit(full, person, [one for one in others if one.startswith("/spaces/")])
                assert self._leading_here(text.partition("</header>")[2] for text in texts) == []

    def _leading_here(self, texts: Iterable[str]) -> list[str]:
        return [found.group() for text in texts for found in re.finditer(rf'(href|action)="/{self.plugin.name}/', text)]

    def test_on_its_tabs_are_there(self, full: Scene) -> None:
        """In spaces of the kinds it names."""
        _templates, texts = _visit(full, full.ana, _others(full)[:2])
        for tab in self.plugin.tabs:
            if not tab.kinds or full.space.kind in tab.kinds:
                rule = next(full.app.url_map.iter_rules(tab.endpoint))
                assert f'href="{addresses(full, self.plugin, rule)[0]}"' in texts[1]

    def test_off_its_own_things_are_seen_and_found_by_nobody(self, full: Scene) -> None:
        """Neither by rules nor by labels; for the site and for the collaboration."""
        for place in (None, full.collaboration.id):
            with self._off(place):
                for kind in (kind for kind in self.plugin.kinds if place is None or kind.in_space):
                    for actor in map(full.acting, full.people):
                        assert session().scalars(visible(actor, kind.model)).all() == []
                        held = visibility(actor).tokens
                        said = labels(kind, list(session().scalars(select(kind.model.id))))
                        found = [
                            one for one in said.values() if one.labels & held and all(c & held for c in one.clauses)
                        ]
                        assert found == []

    def test_off_nobody_sees_more_than_before(self, full: Scene) -> None:
        """Limits hold: of every kind of every module, whoever did not see a thing does not see it now."""
        before = _everything_seen(full)
        with self._off():
            after = _everything_seen(full)
        assert {key: after[key] - before[key] for key in before if after[key] - before[key]} == {}

    def test_off_its_handlers_catch_up_with_nothing_broken(self, scene: Scene, drain: Callable[[], None]) -> None:
        """Events made meanwhile pass it by, and none is in the way when it is on again."""
        with self._off():
            drain()
        self.add(scene)
        drain()

    @contextmanager
    def _off(self, collaboration_id: int | None = None) -> Iterator[None]:
        _switch(self.plugin.name, collaboration_id, on=False)
        try:
            yield
        finally:
            _switch(self.plugin.name, collaboration_id, on=True)


def _switch(name: str, collaboration_id: int | None, *, on: bool) -> None:
    with unit_of_work():
        switches.switch(name, on=on, collaboration_id=collaboration_id)


def _others(scene: Scene) -> list[str]:
    """My work, the space, and its people: pages that belong to no module."""
    return ["/", f"/spaces/{scene.space.slug}/people", f"/people/{scene.ana.public_id}"]


def _visit(scene: Scene, person: Any, pages: list[str]) -> tuple[list[str | None], list[str]]:
    shown: list[str | None] = []

    def note(_app: Any, template: Any, **_more: Any) -> None:
        shown.append(template.name)

    browser = scene.browser(person)
    with template_rendered.connected_to(note, scene.app):
        texts = [browser.get(address).get_data(as_text=True) for address in pages]
    return shown, texts


def _everything_seen(scene: Scene) -> dict[tuple[str, str], set[int]]:
    kinds = scene.app.extensions["community.host"].all("kinds")
    return {
        (kind.name, person.name): {row.id for row in session().scalars(visible(scene.acting(person), kind.model))}
        for kind in kinds
        for person in scene.people
    }
