"""Rendered HTML as plain text: for mail, search and excerpts. No HTML comes out of here."""

import re
from html.parser import HTMLParser

from community.web.markup.renderer import render

_BLOCKS = frozenset({"p", "h3", "h4", "h5", "h6", "pre", "blockquote", "ul", "ol", "table", "div", "hr"})
_SPACE = re.compile(r"[ \t\n]+")
_PICTURE = re.compile(r"\S[^\n]*\.(?:jpe?g|png|gif|webp|heic)", re.IGNORECASE)  # the name of a picture's file
_HOST = re.compile(r"(?:https?://)?(?:www\.)?([^/?#\s]*)\S*", re.IGNORECASE)


class _Reader(HTMLParser):
    """Collects text. Line breaks are owed, and paid when the next words come, so that none double or trail.

    Without `addresses`, an address that stands for itself is named by its site alone, a path of ours and the name of
    a picture's file by nothing: they say nothing to somebody who reads an excerpt.
    """

    def __init__(self, *, addresses: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._owed = 0
        self._addresses = addresses
        self._links: list[tuple[str, int]] = []
        self._numbers: list[int | None] = []
        self._pre = 0
        self._cells = 0
        self._in_image = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag in _BLOCKS:
            self._block(tag, values.get("start"))
        elif tag == "li":
            self._item()
        elif tag == "br":
            self._owe(1)
        elif tag == "tr":
            self._cells = 0
            self._owe(1)
        elif tag in {"td", "th"}:
            self._cell()
        elif tag == "a":
            self._links.append((values.get("href") or "", len(self.parts)))
        elif tag == "span":
            self._in_image = "data-image" in values

    def handle_endtag(self, tag: str) -> None:
        if tag == "span":
            self._in_image = False
        elif tag == "a" and self._links:
            self._end_link(*self._links.pop())
        elif tag in {"ul", "ol"} and self._numbers:
            self._numbers.pop()
        elif tag == "pre":
            self._pre -= 1
        if tag in _BLOCKS:
            self._owe(1 if self._numbers else 2)

    def handle_data(self, data: str) -> None:
        if data.isspace() and "\n" in data and not self._pre:
            return  # the line ends between blocks
        words = data if self._pre else _SPACE.sub(" ", data)
        if self._owed or not self.parts:
            words = words.lstrip("\n" if self._pre else " ")
        words = self._told(words)
        if words:
            self._say(words)

    def _told(self, words: str) -> str:
        if self._addresses:
            return words
        if self._in_image:
            return "" if _PICTURE.fullmatch(words.strip()) else words
        address = self._links[-1][0] if self._links else ""
        host = _HOST.fullmatch(words)
        bare = words.lower().startswith(("http://", "https://")) or words in {address, address.partition("://")[2]}
        return host[1] if address and host and bare else words

    def _say(self, words: str) -> None:
        if self.parts and self._owed:
            self.parts[-1] = self.parts[-1].rstrip(" \n")
            self.parts.append("\n" * self._owed)
        self._owed = 0
        self.parts.append(words)

    def _owe(self, breaks: int) -> None:
        self._owed = max(self._owed, breaks)

    def _block(self, tag: str, start: str | None) -> None:
        if not (tag == "p" and self.parts and self.parts[-1].endswith(("- ", ". ")) and not self._owed):
            self._owe(1 if self._numbers else 2)
        if tag in {"ul", "ol"}:
            self._numbers.append(int(start or 1) if tag == "ol" else None)
        self._pre += tag == "pre"

    def _item(self) -> None:
        self._owe(1)
        number = self._numbers[-1] if self._numbers else None
        if number is not None:
            self._numbers[-1] = number + 1
        self._say("  " * (len(self._numbers) - 1) + ("- " if number is None else f"{number}. "))

    def _cell(self) -> None:
        if self._cells:
            self._say(" | ")
        self._cells += 1

    def _end_link(self, address: str, start: int) -> None:
        said = "".join(self.parts[start:]).strip()
        if self._addresses and said and said not in address:
            self._say(f" ({address})")


def text_of(html: str, *, addresses: bool = False) -> str:
    """Rendered `html` as text: paragraphs apart by one empty line; with `addresses`, where links lead, in brackets."""
    reader = _Reader(addresses=addresses)
    reader.feed(html)
    reader.close()
    return "".join(reader.parts).strip()


def plain(markdown: str, *, addresses: bool = True) -> str:
    """`markdown` as text for mail (with `addresses`) or search (without). Raises TooLong as `render` does."""
    return text_of(render(markdown), addresses=addresses)


def excerpt(html: str, length: int = 200) -> str:
    """The beginning of rendered `html` as one line of at most `length` characters, cut between words."""
    words = " ".join(text_of(html).split())
    if len(words) <= length:
        return words
    at = words.rfind(" ", 0, length)
    return words[: at if at > length // 2 else length - 1].rstrip(" ,;:.-") + "…"
