"""Whether a page's elements nest as HTML has it, so that a browser builds from it what was written."""

import re
from collections.abc import Iterator

TOKEN = re.compile(
    r"<!--.*?-->|<!doctype[^>]*>|<(?P<end>/?)(?P<name>[a-z][a-z0-9-]*)(?P<rest>(?:\"[^\"]*\"|'[^']*'|[^\"'>])*)>",
    re.IGNORECASE | re.DOTALL,
)
RAW = re.compile(r"(<(script|style|textarea|title)\b[^>]*>).*?(</\2>)", re.IGNORECASE | re.DOTALL)
ID = re.compile(r"\sid=\"([^\"]*)\"")
HELD = re.compile(r"\shref=|\stabindex=")


def _names(said: str) -> frozenset[str]:
    return frozenset(said.split())


VOID = _names("area base br col embed hr img input link meta source track wbr")
BLOCKS = _names(
    "address article aside blockquote details dialog div dl dt dd fieldset figure footer form h1 h2 h3 h4 h5 h6 header"
    " hr li main nav ol p pre search section summary table tbody td th thead tr ul"
)
WORDS = _names(
    "abbr b bdi button cite code em h1 h2 h3 h4 h5 h6 i kbd label mark output p pre q s small span strong time"
)
PRESSED = _names("button details input label select summary textarea")
ONLY = {
    "ul": _names("li script template"),
    "ol": _names("li script template"),
    "menu": _names("li script template"),
    "dl": _names("dt dd div script template"),
    "table": _names("caption colgroup thead tbody tfoot"),
    "thead": _names("tr"),
    "tbody": _names("tr"),
    "tfoot": _names("tr"),
    "tr": _names("td th"),
    "select": _names("option optgroup hr"),
    "optgroup": _names("option"),
}
HOMES = {
    "li": _names("ul ol menu"),
    "dt": _names("dl div"),
    "dd": _names("dl div"),
    "summary": _names("details"),
    "figcaption": _names("figure"),
    "legend": _names("fieldset"),
    "td": _names("tr"),
    "th": _names("tr"),
    "tr": _names("thead tbody tfoot"),
    "option": _names("select optgroup datalist"),
}


def badly_nested(text: str) -> list[str]:
    """What is wrong, one line each: ends that do not meet, elements where they may not stand, ids that stand twice.

    Every element but the void ones must be ended by its own tag. The rules are those content models of the HTML
    standard that pages break in practice, not all of them.
    """
    return list(_found(RAW.sub(_emptied, text)))


def _emptied(match: re.Match[str]) -> str:
    return match[1] + "\n" * match[0].count("\n", len(match[1])) + match[3]


def _found(text: str) -> Iterator[str]:
    opened: list[str] = []
    ids: set[str] = set()
    for token in TOKEN.finditer(text):
        name, line = (token["name"] or "").lower(), text.count("\n", 0, token.start()) + 1
        if not name:
            continue
        if token["end"]:
            if not opened or opened[-1] != name:
                yield f"line {line}: </{name}> ends {opened[-1] if opened else 'nothing'}"
                return  # what follows would all be wrong
            opened.pop()
            continue
        yield from (f"line {line}: {said}" for said in _misplaced(name, token["rest"], opened))
        one = ID.search(token["rest"])
        if one and one[1] in ids:
            yield f"line {line}: the id {one[1]} stands twice"
        ids |= {one[1]} if one else set()
        if name not in VOID and not token["rest"].endswith("/"):
            opened.append(name)
    if opened:
        yield f"<{opened[-1]}> is not ended"


def _misplaced(name: str, rest: str, opened: list[str]) -> Iterator[str]:
    above = opened[-1] if opened else ""
    if "svg" in opened or "math" in opened:
        return
    if name not in ONLY.get(above, {name}) or above not in HOMES.get(name, {above}):
        yield f"<{name}> in <{above}>"
    words = next((one for one in reversed(opened) if one in WORDS), "")
    if name in BLOCKS and words:
        yield f"<{name}> within <{words}>"
    presses = name in PRESSED and 'type="hidden"' not in rest
    held = next((one for one in opened if one in {"a", "button"}), "")
    if held and (presses or name in {"a", "iframe"} or HELD.search(rest)):
        yield f"<{name}> within <{held}>"
    if name in {"form", "label"} and name in opened:
        yield f"<{name}> within <{name}>"
