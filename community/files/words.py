"""Words about files for people: how large, and what became of them."""

from collections.abc import Mapping
from typing import Any

from community.web.filters import number
from community.web.i18n import gettext as _
from community.web.i18n import lazy_gettext as _l

_UNITS = ((1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "kB"))
WHY: Mapping[str, Any] = {
    "virus": _l("This file was not let in: the virus scanner found something in it. Nobody can open it."),
}


def size_in_words(size: int) -> str:
    """The size as people say it, in the reader's way of writing numbers: 2.1 MB."""
    for unit, name in _UNITS:
        if size >= unit:
            places = 1 if size < 10 * unit and size % unit else 0
            return f"{number(size / unit, places)} {name}"
    return _("%(number)s bytes", number=number(size))


def of_state(state: str, why: str = "") -> str:
    """What a person is told of a file whose bytes are not handed out; empty for one that is ready."""
    if state == "checking":
        return _("This file is being checked. It can be opened in a few minutes.")
    return str(WHY.get(why, WHY["virus"])) if state == "refused" else ""
