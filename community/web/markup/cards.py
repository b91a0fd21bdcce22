"""A bare address alone on its line stands apart, so that the page can show a card for what lies there.

Whether the address is in this site, and what its reader may see of it, is for the page to say.
"""

from collections.abc import Iterator, Sequence

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from community.web.markup.links import is_inside
from community.web.markup.tokens import wrapped

_BREAKS = frozenset({"softbreak", "hardbreak"})


def cards(state: StateCore) -> None:
    """Cut bare addresses out of the outermost paragraphs; in lists and quotes they stay links."""
    done: list[Token] = []
    tokens = iter(state.tokens)
    for token in tokens:
        if token.type == "paragraph_open" and token.level == 0:
            done.extend(_cut(token, next(tokens), next(tokens)))
        else:
            done.append(token)
    state.tokens = done


def _cut(opening: Token, inline: Token, closing: Token) -> Iterator[Token]:
    run: list[Token] = []
    for line in _lines(inline.children or []):
        link = list(_bare(line))
        if not link:
            run += line
            continue
        yield from _paragraph(opening, inline, closing, run)
        yield from _card(link)
        run = []
    yield from _paragraph(opening, inline, closing, run)


def _lines(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """The tokens line by line, each with the break before it; a break inside emphasis or a link cuts nothing."""
    line: list[Token] = []
    for token in tokens:
        if token.type in _BREAKS and token.level == 0:
            yield line
            line = []
        line.append(token)
    yield line


def _paragraph(opening: Token, inline: Token, closing: Token, run: list[Token]) -> Iterator[Token]:
    if run and run[0].type in _BREAKS:
        run = run[1:]
    if run:
        yield from (opening, inline.copy(children=run), closing)


def _bare(line: Sequence[Token]) -> Iterator[Token]:
    """The link that is all there is on the line; nothing when there is more, or something else."""
    said = [token for token in line if token.type not in _BREAKS and (token.type != "text" or token.content.strip())]
    if [token.type for token in said] == ["link_open", "text", "link_close"]:
        typed = said[0].markup in {"linkify", "autolink"}
        if typed and not str(said[0].attrGet("href")).startswith("mailto:"):
            yield from said
    elif said and all(token.type == "text" for token in said):
        path = "".join(token.content for token in said).strip()
        if is_inside(path) and path.count("/") > 1:
            yield from wrapped("a", {"href": path}, path)


def _card(link: list[Token]) -> Iterator[Token]:
    yield Token("card_open", "div", 1, attrs={"data-card": str(link[0].attrGet("href"))}, block=True)
    yield Token("inline", "", 0, children=link, block=True)
    yield Token("card_close", "div", -1, block=True)
