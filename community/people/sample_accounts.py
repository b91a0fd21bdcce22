"""The accounts of a sample network, for signing in with one click: read from the file that the samples wrote."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from community.config import SAMPLE_ACCOUNTS, current
from community.people.queries.accounts import sample_people
from community.web.i18n import lazy_gettext as _l

ROLES = {
    "administrator": _l("Network administrator"),
    "facilitator": _l("Facilitator"),
    "moderator": _l("Moderator"),
    "expert": _l("Outside expert"),
    "team lead": _l("Team lead"),
    "team member": _l("Team member"),
    "former member": _l("Was in a team"),
}


ABOUT = {
    "administrator": _l("Operates the site, and reads no team's space."),
    "facilitator": _l("Runs a collaboration and keeps its roster."),
    "moderator": _l("Looks after what is written, hides and restores."),
    "expert": _l("Is a guest of one team until a set day."),
    "team lead": _l("Speaks for a team and invites its members."),
    "team member": _l("Reads and writes with the other districts."),
    "former member": _l("Has left a team, and sees nothing of it any more."),
}


@dataclass(frozen=True)
class SampleAccount:
    """One invented person to be; `about` says what is worth seeing as them."""

    public_id: str
    name: str
    email: str
    role: Any
    place: str
    about: Any = ""


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
            place = str(entry.get("district", ""))
            about = ABOUT.get(str(entry.get("role", "")), "")
            account = SampleAccount(person[0], person[1], str(entry["email"]), role, place, about)
            found.setdefault(place, []).append(account)
    return found


def worth_being(by_place: Mapping[str, Sequence[SampleAccount]]) -> list[SampleAccount]:
    """At most eight of them: one of each role, in a place of their own where there is one, and one who is elsewhere."""
    accounts = [account for group in by_place.values() for account in group]
    found: list[SampleAccount] = []
    for role in ROLES.values():
        having = [account for account in accounts if account.role == role]
        places = {account.place for account in found}
        found += [account for account in having if account.place not in places][:1] or having[:1]
    last = accounts[-1] if accounts else None
    if last is not None and all(account.place != last.place for account in found):
        found.append(replace(last, about=_l("Is in another collaboration.")))
    return found


def _rank(entry: Mapping[str, Any]) -> int:
    role = entry.get("role", "")
    return list(ROLES).index(role) if role in ROLES else len(ROLES)


def _entries() -> list[dict[str, Any]]:
    file = current().instance / SAMPLE_ACCOUNTS
    if not current().sample or not file.is_file():
        return []
    try:
        read = json.loads(file.read_text("utf-8"))
    except ValueError:
        return []
    return [entry for entry in read if isinstance(entry, dict)] if isinstance(read, list) else []
