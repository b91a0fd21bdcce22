"""What the stored HTML leaves open for its reader, and how a page fills it: all of its texts in one question.

Knows nothing of people, things or rights: the resolver that the page passes answers.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Literal

from markupsafe import Markup


@dataclass(frozen=True)
class Placeholder:
    """One open place: the handle of a mention, the address of a card, the public id of an image."""

    kind: Literal["mention", "card", "image"]
    key: str
    words: str = ""  # as written: "@ana-lopez", the image's description


Filled = Mapping[Placeholder, Markup]
Resolver = Callable[[Sequence[Placeholder]], Filled]

# Exactly as the sanitiser writes them. A writer cannot type one: their quotes and brackets arrive escaped.
_OPEN = re.compile(
    r'<span data-(?P<inline>mention|image)="(?P<name>[^"<>]*)">(?P<words>[^<]*)</span>'
    r'|<div data-card="(?P<address>[^"<>]*)"><a href="[^"<>]*" rel="[a-z ]*">[^<]*</a></div>'
)


def _placeholder(found: re.Match[str]) -> Placeholder:
    if found["inline"] is None:
        return Placeholder("card", unescape(found["address"]))
    kind: Literal["mention", "image"] = "mention" if found["inline"] == "mention" else "image"
    return Placeholder(kind, unescape(found["name"]), unescape(found["words"]))


def placeholders(html: str) -> list[Placeholder]:
    """The open places of rendered `html`, in order, each once."""
    return list(dict.fromkeys(_placeholder(found) for found in _OPEN.finditer(html)))


def resolve(html: str, resolver: Resolver) -> Markup:
    """Rendered `html` with its open places filled by `resolver`; a place that it leaves out stays as written."""
    return resolve_all([html], resolver)[0]


def resolve_all(texts: Iterable[str], resolver: Resolver) -> list[Markup]:
    """Many rendered texts, filled by asking `resolver` once for all of them, and not at all when nothing is open."""
    texts = list(texts)
    open_places = list(dict.fromkeys(place for html in texts for place in placeholders(html)))
    filled = resolver(open_places) if open_places else {}

    def fill(found: re.Match[str]) -> str:
        return str(filled.get(_placeholder(found), found[0]))

    return [Markup(_OPEN.sub(fill, html)) for html in texts]
