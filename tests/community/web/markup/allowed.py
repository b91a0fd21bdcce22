"""The allow-list as the tests know it, written down a second time on purpose, and a reader that holds HTML to it."""

import re
from html.parser import HTMLParser

ELEMENTS = {
    "a", "blockquote", "br", "code", "div", "em", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "s",
    "span", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
PATH = r"/(?![/\\])[\x21-\x7e]*"
ADDRESS = rf"(?:https?://[^\s/\\<>\"][\x21-\x7e]*|mailto:[\x21-\x7e]+@[\x21-\x7e]*|{PATH})"
ALIGNED = "left|center|right"
ATTRIBUTES = {
    ("a", "href"): ADDRESS,
    ("a", "rel"): "nofollow noopener ugc",
    ("div", "data-card"): ADDRESS,
    ("div", "class"): "table-scroll",
    ("div", "role"): "region",
    ("div", "tabindex"): "0",
    ("div", "aria-label"): r"(?s:.{1,200})",
    ("span", "data-mention"): r"[a-z0-9]+(-[a-z0-9]+)*",
    ("span", "data-image"): r"[a-z2-7]{12}",
    ("span", "data-file"): r"[a-z2-7]{12}",
    ("td", "class"): ALIGNED,
    ("th", "class"): ALIGNED,
    ("th", "scope"): "col",
    ("ol", "start"): r"[0-9]{1,9}",
}
VOID = {"br", "hr"}


class Strict(HTMLParser):
    """Fails at the first thing that is not on the list; keeps count of what stands open."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ELEMENTS, tag
        assert not (tag == "a" and "a" in self.open), "a link inside a link"
        for name, value in attrs:
            assert (tag, name) in ATTRIBUTES, (tag, name)
            assert re.fullmatch(ATTRIBUTES[tag, name], value or ""), (tag, name, value)
        if tag == "a" and dict(attrs).get("href"):
            assert dict(attrs).get("rel") == "nofollow noopener ugc"
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> without its beginning"
        assert self.open.pop() == tag

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(f"a declaration: {decl}")

    def handle_pi(self, data: str) -> None:
        raise AssertionError(f"an instruction: {data}")

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(f"a declaration: {data}")


def held_to_the_list(html: str) -> None:
    """Fail unless `html` is well nested and holds nothing outside the list."""
    reader = Strict()
    reader.feed(html)
    reader.close()
    assert reader.open == []
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e\u2066-\u2069]", html)
