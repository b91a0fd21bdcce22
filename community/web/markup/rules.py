"""What our Markdown changes of CommonMark, each a pass over the parser's tokens: files, headings, tables, maths.

Mentions and cards have their own files. No text becomes HTML here except through escaping.
"""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererProtocol
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from community.web.markup.links import file_id, file_path
from community.web.markup.tokens import inlines, text, words_of, wrapped


def formula(  # noqa: PLR0917 - the parser's own form of a render rule
    self: RendererProtocol, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
) -> str:
    """Maths as it was typed, its dollars included: never taken for emphasis, never changed."""
    token = tokens[idx]
    typed = escapeHtml(f"{token.markup}{token.content}{token.markup}")
    return f"<p>{typed}</p>\n" if token.type == "math_block" else typed


def files(state: StateCore) -> None:
    """Files and images of this site become placeholders; images of elsewhere become links."""
    for inline in inlines(state):
        inline.children = list(_placed(iter(inline.children or [])))


def _placed(tokens: Iterator[Token]) -> Iterator[Token]:
    for token in tokens:
        if token.type == "link_open":
            yield from _link(token, [*takewhile(lambda one: one.type != "link_close", tokens)])
        elif token.type == "image":
            yield from _image(token, in_link=False)
        else:
            yield token


def _link(opening: Token, within: Sequence[Token]) -> Iterator[Token]:
    """A link with its content; one to a file is a placeholder, unless a picture of this site stands for its words."""
    inside = file_id(str(opening.attrGet("href")))
    if inside and not any(one.type == "image" and _source(one) for one in within):
        yield from wrapped("span", {"data-file": inside}, words_of(within))
        return
    if inside:
        opening.attrSet("href", file_path(inside))
    yield opening
    for one in within:
        yield from _image(one, in_link=True) if one.type == "image" else (one,)
    yield Token("link_close", "a", -1)


def _source(image: Token) -> str | None:
    """The public id of the file that an image shows, or None for an image of elsewhere."""
    return file_id(str(image.attrGet("src")))


def _image(image: Token, *, in_link: bool) -> Iterator[Token]:
    source, words = str(image.attrGet("src")), words_of(image.children)
    inside = _source(image)
    if inside:
        yield from wrapped("span", {"data-image": inside}, words)
    elif in_link:
        yield text(words or source)
    else:
        yield from wrapped("a", {"href": source}, words or source)


def headings(state: StateCore) -> None:
    """The outermost heading of a text is an h3, for the page has h1 and h2; none skips a level below another."""
    open_levels: list[int] = []
    for token in state.tokens:
        if token.type == "heading_open":
            written = int(token.tag[1])
            open_levels = [level for level in open_levels if level < written] + [written]
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(2 + len(open_levels), 6)}"


def tables(state: StateCore) -> None:
    """A table lies in a region that scrolls, reachable by keyboard and named by the table's own first row."""
    done: list[Token] = []
    for place, token in enumerate(state.tokens):
        if token.type == "table_open":
            done.append(_region(state.tokens[place:]))
        if token.type in {"th_open", "td_open"}:
            _align(token)
        done.append(token)
        if token.type == "table_close":
            done.append(Token("region_close", "div", -1, block=True))
    state.tokens = done


def _region(table: Sequence[Token]) -> Token:
    attributes: dict[str, str | int | float] = {"class": "table-scroll"}
    name = ", ".join(_first_cells(table))
    if name:  # a region without a name would only be noise in a screen reader's list
        attributes |= {"role": "region", "tabindex": "0", "aria-label": name[:200]}
    return Token("region_open", "div", 1, attrs=attributes, block=True)


def _first_cells(table: Sequence[Token]) -> Iterator[str]:
    for token in table:
        if token.type == "thead_close":
            return
        if token.type == "inline" and token.content.strip():
            yield words_of(token.children)


def _align(cell: Token) -> None:
    style = str(cell.attrs.pop("style", ""))
    if style:
        cell.attrSet("class", style.removeprefix("text-align:"))
    if cell.type == "th_open":
        cell.attrSet("scope", "col")
