"""What no text may make the parser try too often: brackets that may begin a link, cells of tables. The rest is text."""

from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block import table as whole_table
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline import image as whole_image
from markdown_it.rules_inline import link as whole_link

from community.web.markup.limits import BRACKETS, CELLS

Rule = Callable[[StateInline, bool], bool]


def install(parser: MarkdownIt) -> None:
    """Put the bounds around the parser's own rules. They count in the environment of one rendering."""
    parser.inline.ruler.at("link", _bounded(whole_link, "["))
    parser.inline.ruler.at("image", _bounded(whole_image, "!"))
    parser.block.ruler.at("table", _table, {"alt": ["paragraph", "reference"]})


def _bounded(rule: Rule, begins: str) -> Rule:
    def tried(state: StateInline, silent: bool) -> bool:
        if state.src[state.pos] != begins:
            return False
        state.env["brackets"] = state.env.get("brackets", 0) + 1
        return state.env["brackets"] <= BRACKETS and rule(state, silent)

    return tried


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if start < state.env.get("too_large_until", 0) or not whole_table(state, start, end, True):
        return False
    columns = state.getLines(start + 1, start + 2, 0, False).count("|") + 1
    last = min(end, start + CELLS // columns + 1)
    rows = next((line for line in range(start, last) if state.isEmpty(line)), last) - start
    if rows * columns > CELLS:
        state.env["too_large_until"] = start + rows
        return False
    return silent or whole_table(state, start, end, False)
