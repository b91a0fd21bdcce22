"""Addresses typed as they are become links: found by linkify-it, but only ever shown one word of a bounded length.

The library's own rules search the whole text anew at each "://": half a minute for 100,000 hostile characters.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from community.web.markup.tokens import inlines, text, wrapped

_LONGEST = 2_000
_WORD = re.compile(rf"[^\s<>]{{1,{_LONGEST + 1}}}")
_SCHEME = re.compile(r"(?:^|[^a-z0-9.+-])(https?)$", re.IGNORECASE)
_MARKS = re.compile(r"[.@:]")  # a word without one of these is no address
# Top-level domains for addresses typed without "https://". The library's own list takes "end.In" for India's.
_DOMAINS = ["com", "org", "net", "edu", "gov", "us"]


def install(parser: MarkdownIt) -> None:
    """Let `parser` find addresses; it must have been made with the option `linkify`."""
    _finder(parser).tlds(_DOMAINS)
    parser.inline.ruler.after("text", "with_scheme", with_scheme)
    parser.core.ruler.after("inline", "without_scheme", without_scheme)


def with_scheme(state: StateInline, silent: bool) -> bool:
    """At the "://" of a web address: a link, taken before its underscores and asterisks could mean emphasis."""
    if state.linkLevel > 0 or not state.src.startswith("://", state.pos):
        return False
    scheme = _SCHEME.search(state.src[max(0, state.pos - 6) : state.pos])
    if scheme is None or not state.pending.endswith(scheme[1]):
        return False
    word = _WORD.match(state.src, state.pos - len(scheme[1]), state.posMax)
    link = _finder(state.md).match_at_start(word[0]) if word and len(word[0]) <= _LONGEST else None
    address = link.url.rstrip("*") if link else ""
    if not address or not state.md.validateLink(state.md.normalizeLink(address)):
        return False
    if not silent:
        state.pending = state.pending[: -len(scheme[1])]
        _push(state, _link(state.md, address, address))
    state.pos += len(address) - len(scheme[1])
    return True


def _push(state: StateInline, tokens: Iterator[Token]) -> None:
    for token in tokens:
        pushed = state.push(token.type, token.tag, token.nesting)
        pushed.attrs, pushed.markup, pushed.content = token.attrs, token.markup, token.content


def without_scheme(state: StateCore) -> None:
    """In the text that is left: web addresses without a scheme, and mail addresses."""
    for inline in inlines(state):
        inline.children = list(_linked(state.md, inline.children or []))


def _linked(parser: MarkdownIt, tokens: Sequence[Token]) -> Iterator[Token]:
    depth = 0
    for token in tokens:
        depth += {"link_open": 1, "link_close": -1}.get(token.type, 0)
        if depth or token.type != "text":
            yield token
        else:
            yield from _split(parser, token.content)


def _split(parser: MarkdownIt, words: str) -> Iterator[Token]:
    end = 0
    for word in _WORD.finditer(words):
        if len(word[0]) > _LONGEST or not _MARKS.search(word[0]):
            continue
        for found in _finder(parser).match(word[0]) or []:
            if not parser.validateLink(parser.normalizeLink(found.url)):
                continue
            yield text(words[end : word.start() + found.index])
            yield from _link(parser, found.url, found.text)
            end = word.start() + found.last_index
    yield text(words[end:])


def _link(parser: MarkdownIt, address: str, words: str) -> Iterator[Token]:
    for token in wrapped("a", {"href": parser.normalizeLink(address)}, parser.normalizeLinkText(words)):
        token.markup = "linkify"
        yield token


def _finder(parser: MarkdownIt) -> Any:
    if parser.linkify is None:
        raise RuntimeError("linkify-it-py is not installed")
    return parser.linkify
