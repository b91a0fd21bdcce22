"""The allow-list: every element and attribute that can leave the renderer, each value checked.

The renderer already writes nothing else; this is the second, independent net. Widen it only with the test's list.
"""

import re
from collections.abc import Callable

import nh3

from community.web.markup.links import is_allowed
from community.web.markup.mentions import HANDLE

REL = "nofollow noopener ugc"
TAGS = frozenset({
    "a", "blockquote", "br", "code", "div", "em", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "s",
    "span", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul",
})  # fmt: skip
ALIGNMENTS = frozenset({"left", "center", "right"})
_CLASSES = {"td": ALIGNMENTS, "th": ALIGNMENTS, "div": frozenset({"table-scroll"})}

_VALUES: dict[tuple[str, str], Callable[[str], object]] = {
    ("a", "href"): is_allowed,
    ("div", "data-card"): is_allowed,
    ("span", "data-mention"): re.compile(HANDLE).fullmatch,
    ("span", "data-image"): re.compile(r"[a-z2-7]{12}").fullmatch,
    ("span", "data-file"): re.compile(r"[a-z2-7]{12}").fullmatch,
    ("div", "role"): "region".__eq__,
    ("div", "tabindex"): "0".__eq__,
    ("div", "aria-label"): lambda _: True,
    ("th", "scope"): "col".__eq__,
    ("ol", "start"): re.compile(r"[0-9]{1,9}").fullmatch,
}

ATTRIBUTES: dict[str, set[str]] = {}
for _tag, _name in _VALUES:
    ATTRIBUTES.setdefault(_tag, set()).add(_name)


def _checked(tag: str, name: str, value: str) -> str | None:
    rule = _VALUES.get((tag, name))
    if rule is None:
        return value if name in {"class", "rel"} else None  # both are set by the cleaner itself, from closed lists
    return value if rule(value) else None


_cleaner = nh3.Cleaner(
    tags=set(TAGS),
    attributes=ATTRIBUTES,
    attribute_filter=_checked,
    allowed_classes={tag: set(names) for tag, names in _CLASSES.items()},
    url_schemes={"http", "https", "mailto"},
    link_rel=REL,
)


def sanitise(html: str) -> str:
    """`html` with nothing but the allow-list in it. Cleaning twice changes nothing."""
    return _cleaner.clean(html)
