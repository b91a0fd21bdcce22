"""Which real things stand for the variable parts of an address, and what a filled-in form holds. Makes no request."""

from collections.abc import Iterator
from typing import Any

from werkzeug.routing import Rule

from community.data.database import session
from community.people.models import ExpertPass, RoleHeld, TeamMembership
from tests.architecture.matrices import artifacts, pairings, resources
from tests.architecture.matrices.scene import Scene

ABSENT = "aaaaaaaaaaaa"
NONE = "absent"
THREADS = ("A", "a1", "shared", "hidden", "held", "B")
CHANGED = (
    "A",
    "shared",
    "hidden",
)  # things whose further addresses are asked for: more of them is for the rules' matrix
SPACES = ("network", "staff", "A", "a1", "B")
REPLIES = ("A", "hidden", "in_shared")
PLAIN = {"secret": ABSENT, "task_id": "999999", "seq": "999999", "size": "small"}
FORM = {
    "title": "A title", "body": "Words that are long enough.", "language": "en", "version": "1", "reason": "to see why",
    "hours": "1", "note": "", "number": "1", "follow": "yes", "name": "New name", "kind": "district", "on": "yes",
    "locale": "en", "zone": "America/Los_Angeles", "slug": "a-new-place", "role": "moderator", "purpose": "advice",
    "email": "somebody@district.example", "team_role": "site", "text": "Words", "value": "5", "ends_on": "2030-01-01",
    "level": "muted", "url": "https://district.example/", "licence": "cc-by", "summary": "",
    "why": "to see", "what": "published",
    "alike": "seen", "days": "9", "name_en": "Data", "name_es": "Datos", "password": "",
}  # fmt: skip


def variants(scene: Scene, rule: Rule) -> Iterator[tuple[str, dict[str, Any]]]:
    """(label, values) for an address: one for each thing that it may be about, at the end one that does not exist."""
    wanted = set(rule.arguments) - set(PLAIN)
    plain = {name: value for name, value in PLAIN.items() if name in rule.arguments}
    if not wanted:
        yield NONE if plain else "", plain
        return
    for label, values in [*_known(scene, rule.endpoint, wanted), (NONE, _absent(wanted))]:
        assert set(values) == wanted, f"say in addresses.py what {rule} may be about"
        yield label, plain | values


def _absent(wanted: set[str]) -> dict[str, str]:
    return {name: "discussions.thread" if name == "kind_name" else ABSENT for name in wanted}


def _known(scene: Scene, endpoint: str, wanted: set[str]) -> Iterator[tuple[str, dict[str, str]]]:
    if endpoint.startswith("artifacts."):
        yield from artifacts.about(scene, endpoint, wanted).items()
    elif endpoint.startswith("pairings."):
        yield from pairings.about(scene, endpoint, wanted).items()
    elif endpoint.startswith("resources."):
        yield from resources.about(scene, endpoint, wanted).items()
    elif wanted == {"kind_name", "public_id"}:
        for kind, names in (("discussions.thread", CHANGED), ("discussions.reply", ("A",))):
            for name in names:
                label = name if kind.endswith("thread") else f"reply {name}"
                yield label, {"kind_name": kind, "public_id": scene.things[kind][name].public_id}
    elif wanted == {"name"}:
        yield from ((name, {"name": name}) for name in ("discussions", "moderation.most_links"))
    elif wanted == {"way"}:
        yield from ((way, {"way": way}) for way in ("member", "role", "expert", "staff"))
    else:
        [variable] = wanted
        attribute = "slug" if variable == "slug" else "public_id"
        for label, row in _rows(scene, endpoint).items():
            yield label, {variable: getattr(row, attribute)}


def _rows(scene: Scene, endpoint: str) -> dict[str, Any]:
    module, name = endpoint.split(".")
    if (module, name) in _OF:
        return _OF[module, name](scene)
    return _BY_MODULE[module](scene, name) if module in _BY_MODULE else {}


def _discussions(scene: Scene, name: str) -> dict[str, Any]:
    if name in {"in_space", "new"}:
        return _some(scene.spaces, "network", "a1", "B")
    if name in {"reply_at", "edit_reply", "reply_history"}:
        return _some(scene.things["discussions.reply"], *REPLIES)
    names = THREADS if name == "thread" else CHANGED
    return _some(scene.things["discussions.thread"], *names)


def _roster(scene: Scene, name: str) -> dict[str, Any]:
    if name in {"team", "members", "close"}:
        return _some(scene.places, "a1", "b1")
    return _some(scene.places, "A", "B")


def _first(model: Any, **where: Any) -> Any:
    return session().query(model).filter_by(**where).first()


def _memberships(scene: Scene) -> dict[str, Any]:
    found = {who: _first(TeamMembership, person_id=scene.people[who].id) for who in ("mem", "far")}
    return found | {"past": scene.more["past"]}


def _some(things: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: things[name] for name in names}


_BY_MODULE = {
    "discussions": _discussions,
    "roster": _roster,
    "people": lambda scene, name: scene.things["people.person" if name == "person" else "people.invitation"],
    "organizations": lambda scene, name: scene.things["people.organization"],
    "moderation": lambda scene, name: scene.things["moderation.takedown"],
    "files": lambda scene, name: _some(scene.things["files.file"], "waiting", "A", "hidden", "shared"),
    "spaces": lambda scene, name: _some(scene.spaces, *(SPACES if name == "show" else ("A", "a1"))),
}
_OF = {
    ("spaces", "withdraw"): lambda scene: {"of a1": scene.more["share"]},
    ("people", "end_sign_in"): lambda scene: {"auth's": scene.more["sign_in"]},
    ("roster", "end_role"): lambda scene: {
        who: _first(RoleHeld, person_id=scene.people[who].id) for who in ("mod", "staff")
    },
    ("roster", "end_pass"): lambda scene: {
        who: _first(ExpertPass, person_id=scene.people[who].id) for who in ("expC", "expT")
    },
    ("roster", "change"): _memberships,
    ("roster", "leave"): _memberships,
}
