"""The names that mentions use, "ana-lopez": made from a person's name, each once. Pure."""

import re
import unicodedata
from collections.abc import Container
from itertools import count

LONGEST = 50


def base(name: str) -> str:
    """`name` in small plain letters, digits and hyphens; "member" where nothing of it is left."""
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST].strip("-") or "member"


def free(wanted: str, taken: Container[str]) -> str:
    """`wanted`, or the first of wanted-2, wanted-3, ... that nobody has."""
    if wanted not in taken:
        return wanted
    return next(f"{wanted}-{number}" for number in count(2) if f"{wanted}-{number}" not in taken)
