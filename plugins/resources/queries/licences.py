"""Licences: which there are, and which do not go together. Values in, words out; no legal advice."""

from dataclasses import dataclass
from typing import Any

from community.sdk import lazy_gettext as _l


@dataclass(frozen=True)
class Licence:
    """What others may do: `short` stands in lists, `says` beside the thing, `url` leads to the full text."""

    key: str
    short: str | Any
    title: Any
    says: Any
    url: str = ""


LICENCES = {
    one.key: one
    for one in (
        Licence(
            "cc0",
            "CC0",
            _l("CC0: no rights reserved"),
            _l("Anybody may use and change it for any purpose, without naming you."),
            "https://creativecommons.org/publicdomain/zero/1.0/",
        ),
        Licence(
            "cc-by",
            "CC BY",
            _l("CC BY: name the author"),
            _l("Anybody may use and change it for any purpose, if they name the author."),
            "https://creativecommons.org/licenses/by/4.0/",
        ),
        Licence(
            "cc-by-sa",
            "CC BY-SA",
            _l("CC BY-SA: name the author, share alike"),
            _l("Anybody may use and change it, if they name the author and pass it on under the same license."),
            "https://creativecommons.org/licenses/by-sa/4.0/",
        ),
        Licence(
            "cc-by-nc",
            "CC BY-NC",
            _l("CC BY-NC: name the author, not for sale"),
            _l("Anybody may use and change it, if they name the author and do not sell it."),
            "https://creativecommons.org/licenses/by-nc/4.0/",
        ),
        Licence(
            "network",
            _l("In this network"),
            _l("For use in this network"),
            _l("People who can see it here may use it in their work. Ask the author before it goes elsewhere."),
        ),
        Licence(
            "unknown",
            _l("Not known"),
            _l("Not known yet"),
            _l("Nobody has said what others may do with it. Ask the author before you use it."),
        ),
    )
}
CHOICES = tuple((one.key, one.title) for one in LICENCES.values())
DEFAULT = "cc-by"


def licence(key: str) -> Licence:
    """The licence of that key; "unknown" for a key that there is no longer."""
    return LICENCES.get(key, LICENCES["unknown"])


def warning(own: str, source: str) -> Any:
    """Words where something under `own` may not be made from something under `source`; None where it may."""
    if source == "unknown":
        return _l("Nobody has said what others may do with the source. Ask its author first.")
    if source == "network" and own != "network":
        return _l("The source is for use in this network. Ask its author before you give others more.")
    if source == "cc-by-sa" and own != "cc-by-sa":
        return _l("The source wants what is made from it to carry the same license: CC BY-SA.")
    if source == "cc-by-nc" and own not in {"cc-by-nc", "network"}:
        return _l("The source may not be sold. Choose CC BY-NC, or use in this network.")
    if source == "cc-by" and own == "cc0":
        return _l("The source wants its author named. CC0 does not ask that of others: choose CC BY.")
    return None
