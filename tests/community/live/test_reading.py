"""Cards for addresses of this site: shown to those who may see what lies there, a plain link to all others."""

from flask import Flask

from community.access import Anonymous, Person
from community.web.markup import render
from community.web.reading import resolved

MEMBER = Person(1, "person000001", "Somebody", scopes={"sample.member": frozenset({1})})
STRANGER = Person(3, "person000003", "Somebody", scopes={"sample.member": frozenset({2})})


def shown(site: Flask, actor: Person | Anonymous, *texts: str) -> list[str]:
    """The texts as one reader sees them."""
    with site.test_request_context("/"):
        return [str(text) for text in resolved([render(text) for text in texts], actor)]


def test_a_card_shows_the_title_to_readers_alone(site: Flask) -> None:
    for address in ("/topics/aaaaaaaaaaaa", "http://127.0.0.1:5000/topics/aaaaaaaaaaaa?page=2#x"):
        [card] = shown(site, MEMBER, address)
        assert '<a href="/topics/1">Topic &lt;1&gt;</a>' in card
        for other in (STRANGER, Anonymous()):
            [link] = shown(site, other, address)
            assert "Topic" not in link
            assert f">{address}</a>" in link


def test_other_addresses_stay_links(site: Flask) -> None:
    for address in (
        "https://elsewhere.test/topics/aaaaaaaaaaaa", "/topics/zzzzzzzzzzzz", "/no/such/page", "/live/catch-up",
        "https://127.0.0.1:5000/topics/aaaaaaaaaaaa", "http://[bad/topics/aaaaaaaaaaaa",
    ):  # fmt: skip
        assert "Topic" not in shown(site, MEMBER, address)[0]


def test_cards_of_a_page_are_asked_for_together(site: Flask) -> None:
    one, other, none = shown(site, MEMBER, "/topics/aaaaaaaaaaaa", "x\n/topics/aaaaaaaaaaaa\ny", "plain")
    assert "Topic" in one
    assert other.startswith("<p>x</p>")
    assert "Topic" in other
    assert none == "<p>plain</p>\n"
