"""Pages of a module: who gets in, that every guarded view asks the rules, that lists cost the same at any length."""

from collections.abc import Callable
from urllib.parse import urlsplit

from community.data.database import session
from community.testing.apps import Browser
from community.testing.conformance.scene import BRIEF, OnASite, Scene, addresses, counted, opened, rules_of, verbs
from community.web.blueprint import access_of


class Pages(OnASite):
    """Its pages."""

    def test_every_page_opens_for_somebody(self, full: Scene) -> None:
        """Each GET answers for one of the scene's people, and asks the rules on its way."""
        for rule in rules_of(full.app, self.plugin, "GET"):
            assert opened(full, self.plugin, rule), f"nobody in the scene can open {rule.rule}"

    def test_every_form_is_answered(self, full: Scene) -> None:
        """An empty form is refused, sent on or taken; it never breaks, and it never goes unasked."""
        browsers = [full.browser(person) for person in (full.ana, full.mia, full.admin)]
        for rule in rules_of(full.app, self.plugin, "POST"):
            for browser in browsers:
                for address in addresses(full, self.plugin, rule):
                    status = browser.post(address, headers=BRIEF).status_code
                    assert status < 500, f"POST {address} answers {status}"

    def test_strangers_get_one_answer(self, on_one_engine: None, full: Scene) -> None:
        """Signed out, what is there and what is not send alike to the sign-in page."""
        del on_one_engine
        nowhere, browser = full.nowhere(), full.browser()
        for rule in rules_of(full.app, self.plugin):
            if access_of(full.app, rule.endpoint) == "public":
                continue
            for verb in verbs(rule):
                for address in {*addresses(full, self.plugin, rule), *addresses(nowhere, self.plugin, rule)}:
                    answer = browser.get(address) if verb == "GET" else browser.post(address)
                    place = urlsplit(answer.headers.get("Location", ""))
                    assert (answer.status_code, place.path) == (302, "/sign-in"), f"{verb} {address}"
                    assert bool(place.query) == (verb == "GET"), f"{verb} {address} comes back to {place.query}"

    def test_what_is_absent_and_what_is_hidden_look_alike(self, full: Scene) -> None:
        """To somebody who may not see a thing, its address is as if there were nothing."""
        nowhere = full.nowhere()
        kinds = [kind for kind in self.plugin.kinds if kind.page and kind.in_space]
        for rule in [rule for kind in kinds for rule in full.app.url_map.iter_rules(kind.page)]:
            for address in addresses(full, self.plugin, rule):
                stranger = full.browser(full.olga)
                nothing = stranger.get(next(iter(addresses(nowhere, self.plugin, rule))))
                hidden = stranger.get(address)
                assert (hidden.status_code, nothing.status_code) == (404, 404), address
                assert _said(hidden) == _said(nothing)

    def test_three_things_cost_as_many_queries_as_one(self, full: Scene, drain: Callable[[], None]) -> None:
        """On every page with a list; and a list shows what there is."""
        pages = [found for rule in rules_of(full.app, self.plugin, "GET") if (found := opened(full, self.plugin, rule))]
        one = {address: _cost(browser, address) for browser, address in pages}
        self.add(full, 2)
        drain()
        three = {address: _cost(browser, address) for browser, address in pages}
        more = {address: (len(one[address]), len(three[address])) for _, address in pages}
        assert {address: counts for address, counts in more.items() if counts[0] != counts[1]} == {}


def _said(answer: object) -> str:
    """The page without what differs in any two answers."""
    text: str = answer.get_data(as_text=True)  # type: ignore[attr-defined]
    return text.partition("<main")[2].partition("</main>")[0]


def _cost(browser: Browser, address: str) -> list[str]:
    browser.get(address)  # what is kept in memory is kept now
    session().close()
    with counted() as sent:
        browser.get(address)
    return sent
