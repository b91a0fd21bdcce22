"""Mentions, cards and images: found, and filled for one reader with one question."""

from collections.abc import Sequence

from markupsafe import Markup

from community.web.markup import Placeholder, placeholders, render, resolve, resolve_all


def keys(markdown: str, kind: str) -> list[str]:
    """The keys of the open places of one kind."""
    return [place.key for place in placeholders(render(markdown)) if place.kind == kind]


def test_mentions_are_found_in_plain_words_only() -> None:
    """Not in code, links, maths, addresses or mail; whatever the case; never half a word."""
    markdown = (
        "@Ana-Lopez, (@ben) and **@cy-2**'s; `@code` [@link](https://x.org) $@maths$ a@mail.org x@y "
        "https://x.org/@path @@twice \\@escaped @under_score @josé @-dash"
    )
    assert keys(markdown, "mention") == ["ana-lopez", "ben", "cy-2"]


def test_a_bare_address_on_its_own_line_is_a_card() -> None:
    """Also between lines of a paragraph; not within a sentence, a list or a quote, nor with words of its own."""
    markdown = (
        "See this:\nhttps://site.test/discussions/threads/abc\nand more\n\n/discussions/threads/def\n\n"
        "in https://x.org a line\n\n- https://list.test\n\n> https://quote.test\n\n[words](https://x.org)\n\na@b.org"
    )
    assert keys(markdown, "card") == ["https://site.test/discussions/threads/abc", "/discussions/threads/def"]
    assert render(markdown).startswith("<p>See this:</p>\n<div data-card=")
    assert "<p>and more</p>" in render(markdown)


def test_each_place_is_listed_once_in_order() -> None:
    """A person mentioned twice is one question."""
    assert keys("@ben @ana @ben", "mention") == ["ben", "ana"]


def test_resolve_asks_once_for_many_texts() -> None:
    """A page of replies costs one query."""
    asked: list[list[str]] = []

    def resolver(places: Sequence[Placeholder]) -> dict[Placeholder, Markup]:
        asked.append([place.key for place in places])
        return {p: Markup('<a href="/people/{}">{}</a>').format(p.key, p.words) for p in places if p.key != "gone"}

    first, second = resolve_all([render("Hi @ana and @gone"), render("@ana @ben")], resolver)
    assert asked == [["ana", "gone", "ben"]]
    assert first == '<p>Hi <a href="/people/ana">@ana</a> and <span data-mention="gone">@gone</span></p>\n'
    assert second == '<p><a href="/people/ana">@ana</a> <a href="/people/ben">@ben</a></p>\n'


def test_resolve_asks_nothing_when_nothing_is_open() -> None:
    """No query for plain words."""

    def resolver(places: Sequence[Placeholder]) -> dict[Placeholder, Markup]:
        raise AssertionError(places)

    assert resolve(render("plain"), resolver) == "<p>plain</p>\n"


def test_image_keeps_its_description() -> None:
    """Whatever marks the description holds, the resolver gets it as typed."""
    [place] = placeholders(render('![A "graph" <of> us & them](file:abcdefghijkl)'))
    assert place == Placeholder("image", "abcdefghijkl", 'A "graph" <of> us & them')


def test_a_place_within_a_link_says_so() -> None:
    """What fills it there holds no second link; the same picture beside it is another place."""
    picture = "![A](file:abcdefghijkl)"
    html = render(f"[{picture}](https://x.org) {picture} [B](file:mnopqrstuvwx)")
    assert [(place.kind, place.key, place.in_link) for place in placeholders(html)] == [
        ("image", "abcdefghijkl", True),
        ("image", "abcdefghijkl", False),
        ("file", "mnopqrstuvwx", False),
    ]


def test_what_the_first_renderer_stored_is_still_filled() -> None:
    """Rows written then are shown as they are: their links to files stay links, their images are found."""
    stored = (
        '<p>Hi <span data-mention="ana">@ana</span>, <a href="/files/mnopqrstuvwx" rel="nofollow noopener ugc">the plan'
        '</a>: <a href="https://x.org" rel="nofollow noopener ugc"><span data-image="abcdefghijkl">A</span></a></p>\n'
    )
    filled = resolve(stored, lambda places: {place: Markup(place.kind) for place in places})
    assert filled == (
        '<p>Hi mention, <a href="/files/mnopqrstuvwx" rel="nofollow noopener ugc">the plan'
        '</a>: <a href="https://x.org" rel="nofollow noopener ugc">image</a></p>\n'
    )


def test_card_with_marks_in_its_address_is_found() -> None:
    """The address is compared as typed, not as escaped."""
    assert keys("https://x.org/?a=1&b=2", "card") == ["https://x.org/?a=1&b=2"]


def test_what_fills_a_place_is_not_read_again() -> None:
    """A person's name cannot hold another placeholder."""
    trick = Markup('<span data-mention="ben">@ben</span>')
    assert resolve(render("@ana"), lambda places: dict.fromkeys(places, trick)).count("data-mention") == 1
