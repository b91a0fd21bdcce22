"""The accounts of a sample network, for signing in with one click: read from the file that the samples wrote."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from community.config import current
from community.people.queries.accounts import sample_people
from community.web.i18n import lazy_gettext as _l

FILE = "sample-accounts.json"
ROLES = {
    "administrator": _l("Network administrator"),
    "facilitator": _l("Facilitator"),
    "moderator": _l("Moderator"),
    "expert": _l("Outside expert"),
    "team lead": _l("Team lead"),
    "team member": _l("Team member"),
    "former member": _l("Was in a team"),
}


@dataclass(frozen=True)
class SampleAccount:
    """One invented person to be."""

    public_id: str
    name: str
    email: str
    role: Any


def offered() -> frozenset[str]:
    """The addresses of the sample accounts; none when this is no sample network."""
    return frozenset(str(entry.get("email", "")) for entry in _entries())


def by_place() -> Mapping[str, Sequence[SampleAccount]]:
    """The sample accounts by district or office, those who run the network first."""
    entries = _entries()
    known = sample_people([str(entry.get("email", "")) for entry in entries])
    found: dict[str, list[SampleAccount]] = {}
    for entry in sorted(entries, key=_rank):
        person = known.get(str(entry.get("email", "")))
        if person is not None:
            role = ROLES.get(str(entry.get("role", "")), entry.get("role", ""))
            account = SampleAccount(person[0], person[1], str(entry["email"]), role)
            found.setdefault(str(entry.get("district", "")), []).append(account)
    return found


def _rank(entry: Mapping[str, Any]) -> int:
    role = entry.get("role", "")
    return list(ROLES).index(role) if role in ROLES else len(ROLES)


def _entries() -> list[dict[str, Any]]:
    file = current().instance / FILE
    if not current().sample or not file.is_file():
        return []
    try:
        read = json.loads(file.read_text("utf-8"))
    except ValueError:
        return []
    return [entry for entry in read if isinstance(entry, dict)] if isinstance(read, list) else []
