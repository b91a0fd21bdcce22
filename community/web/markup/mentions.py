"""`@handle`: the one written form of a mention, found in plain text only: not in code, links, maths or addresses."""

import re
from collections.abc import Iterator, Sequence

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from community.web.markup.tokens import inlines, text, wrapped

HANDLE = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_TYPED = HANDLE.replace("a-z", "A-Za-z")  # not IGNORECASE, which lets the Kelvin sign pass for a k
_MENTION = re.compile(rf"(?<![\w@/.-])@({_TYPED})(?![\w@])")


def mentions(state: StateCore) -> None:
    """Each mention becomes a placeholder that shows what was written."""
    for inline in inlines(state):
        inline.children = list(_marked(inline.children or []))


def _marked(tokens: Sequence[Token]) -> Iterator[Token]:
    depth = 0
    for token in tokens:
        depth += {"link_open": 1, "span_open": 1, "link_close": -1, "span_close": -1}.get(token.type, 0)
        if depth or token.type != "text" or "@" not in token.content:
            yield token
        else:
            yield from _split(token.content)


def _split(words: str) -> Iterator[Token]:
    end = 0
    for found in _MENTION.finditer(words):
        yield text(words[end : found.start()])
        yield from wrapped("span", {"data-mention": found[1].lower()}, found[0])
        end = found.end()
    yield text(words[end:])
