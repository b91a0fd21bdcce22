"""What the stored HTML leaves open for its reader, and how a page fills it: all of its texts in one question.

Knows nothing of people, things or rights: the resolver that the page passes answers.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Literal

from markupsafe import Markup


@dataclass(frozen=True)
class Placeholder:
    """One open place: the handle of a mention, the address of a card, the public id of an image or a file."""

    kind: Literal["mention", "card", "image", "file"]
    key: str
    words: str = ""  # as written: "@ana-lopez", the image's description
    in_link: bool = False  # what fills it may then hold no link of its own


Filled = Mapping[Placeholder, Markup]
Resolver = Callable[[Sequence[Placeholder]], Filled]

# Exactly as the sanitiser writes them. A writer cannot type one: their quotes and brackets arrive escaped.
_OPEN = re.compile(
    r'<span data-(?P<inline>mention|image|file)="(?P<name>[^"<>]*)">(?P<words>[^<]*)</span>'
    r'|<div data-card="(?P<address>[^"<>]*)"><a href="[^"<>]*" rel="[a-z ]*">[^<]*</a></div>'
    r"|<(?P<link>/?)a\b"
)
_KINDS: Mapping[str, Literal["mention", "image", "file"]] = {"mention": "mention", "image": "image", "file": "file"}


def _places(html: str) -> Iterator[tuple[Placeholder, int, int]]:
    """Each open place, with where it begins and ends."""
    in_link = False
    for found in _OPEN.finditer(html):
        if found["link"] is not None:
            in_link = not found["link"]
        elif found["inline"] is None:
            yield Placeholder("card", unescape(found["address"])), *found.span()
        else:
            words = unescape(found["words"])
            yield Placeholder(_KINDS[found["inline"]], unescape(found["name"]), words, in_link), *found.span()


def placeholders(html: str) -> list[Placeholder]:
    """The open places of rendered `html`, in order, each once."""
    return list(dict.fromkeys(place for place, *_ in _places(html)))


def resolve(html: str, resolver: Resolver) -> Markup:
    """Rendered `html` with its open places filled by `resolver`; a place that it leaves out stays as written."""
    return resolve_all([html], resolver)[0]


def resolve_all(texts: Iterable[str], resolver: Resolver) -> list[Markup]:
    """Many rendered texts, filled by asking `resolver` once for all of them, and not at all when nothing is open."""
    texts = list(texts)
    open_places = list(dict.fromkeys(place for html in texts for place in placeholders(html)))
    filled = resolver(open_places) if open_places else {}

    return [Markup("".join(_pieces(html, filled))) for html in texts]


def _pieces(html: str, filled: Filled) -> Iterator[str]:
    reached = 0
    for place, start, end in _places(html):
        yield html[reached:start]
        yield str(filled.get(place, html[start:end]))
        reached = end
    yield html[reached:]
