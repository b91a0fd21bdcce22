"""`render`: Markdown to safe HTML. CommonMark with tables and strikethrough; no HTML of the writer's own.

Line breaks stay as typed, since people here write as in a letter. The rules it adds lie in rules.py.
"""

from functools import cache

from markdown_it import MarkdownIt
from markupsafe import Markup
from mdit_py_plugins.dollarmath import dollarmath_plugin

from community.web.intake import clean_text
from community.web.markup import addresses, bounds, rules
from community.web.markup.cards import cards
from community.web.markup.limits import DEEPEST, LONGEST, TooLong
from community.web.markup.links import may_be_written
from community.web.markup.mentions import mentions
from community.web.markup.sanitiser import sanitise

RENDERER_VERSION = "2"  # kept beside stored HTML; what an older one wrote is still filled as it always was


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt(
        "commonmark",
        {"html": False, "linkify": True, "breaks": True, "maxNesting": DEEPEST},
    )
    parser.enable(["table", "strikethrough"])
    parser.validateLink = may_be_written  # type: ignore[method-assign, assignment]
    addresses.install(parser)
    bounds.install(parser)
    parser.use(dollarmath_plugin, allow_labels=False, allow_space=False, allow_digits=False, double_inline=True)
    for rule in (rules.files, rules.headings, cards, mentions, rules.tables):
        parser.core.ruler.before("text_join", rule.__name__, rule)
    for name in ("math_inline", "math_inline_double", "math_block"):
        parser.add_render_rule(name, rules.formula)
    return parser


def render(markdown: str) -> Markup:
    """`markdown` as HTML, safe to store and to show as it is; mentions, cards, images and files are still placeholders.

    Deterministic. Raises TooLong above LONGEST characters.
    """
    if len(markdown) > LONGEST:
        raise TooLong(f"{len(markdown)} characters, at most {LONGEST}")
    return Markup(sanitise(_parser().render(clean_text(markdown))))
