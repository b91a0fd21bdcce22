"""What is wrong in a pasted table, in words."""

from community.sdk import gettext as _
from plugins.artifacts.exchange.sheets import Fault


def words_of(fault: Fault) -> str:
    """A fault in the reader's language."""
    if fault.what == "day":
        return _(
            "Line %(line)s: “%(text)s” is not a day. Write 2026-09-14 or 9/14/2026.", line=fault.line, text=fault.text
        )
    if fault.what == "value":
        return _(
            "Line %(line)s: “%(text)s” is not a number. Write * for a group too small to show.",
            line=fault.line, text=fault.text,
        )  # fmt: skip
    if fault.what == "cells":
        return _("Line %(line)s has more than a day and a value.", line=fault.line)
    if fault.what == "twice":
        return _("Line %(line)s: the day %(text)s stands there twice.", line=fault.line, text=fault.text)
    if fault.what == "long":
        return _("There are more than 2,000 lines.")
    return _("There is no day with a value in it.")
