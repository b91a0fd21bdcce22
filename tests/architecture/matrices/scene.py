"""A small fixed network for the two matrices: who asks, and things of every kind and state that they ask about."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from community.access import SITE, System
from community.clock import now
from community.data.database import session
from community.data.refs import Ref
from community.data.unit_of_work import unit_of_work
from community.files.models import Blob, File, FileSize, Holder
from community.files.stores import store
from community.host import switches
from community.people.models import Invitation, Organization, Person
from community.people.service.departure import close_account
from community.spaces import service as spaces
from community.spaces.models import Share, StaffEntry
from plugins.discussions import service as discussions
from plugins.moderation import service as moderation
from plugins.moderation.models import Takedown
from tests.architecture.matrices import artifacts, pairings, resources

# A and B are collaborations; a1 and a2 are teams of A, b1 and b2 of B. Discussions are off in B.
ACTORS = {
    "anon": "not signed in",
    "none": "an account without a place",
    "past": "was in team a1",
    "far": "in team b1",
    "mate": "in team a2",
    "mem": "in team a1",
    "lead": "leads team a1",
    "auth": "in team a1, and wrote what is asked about",
    "expC": "an expert with a pass to A",
    "expT": "an expert with a pass to team a1",
    "fac": "facilitates A",
    "mod": "moderates A",
    "staff": "staff of the network",
    "inside": "staff who entered team a1",
    "admin": "administrator",
}


@dataclass
class Scene:
    """Rows by short names: people by the names of ACTORS, things by kind and state."""

    make: Any
    acting: Any
    people: dict[str, Person] = field(default_factory=dict)
    things: dict[str, dict[str, Any]] = field(default_factory=dict)
    places: dict[str, Any] = field(default_factory=dict)
    spaces: dict[str, Any] = field(default_factory=dict)
    more: dict[str, Any] = field(default_factory=dict)

    def actor(self, name: str) -> Any:
        return self.acting(self.people[name])


def build(make: Any, acting: Any) -> Scene:
    scene = Scene(make, acting)
    with unit_of_work():
        _places(scene)
        _people(scene)
    _posts(scene)
    _states(scene)
    _rest(scene)
    resources.fill(scene)
    artifacts.fill(scene)
    pairings.fill(scene)
    with unit_of_work():
        switches.switch("discussions", on=False, collaboration_id=scene.places["B"].id)
    session().close()
    return scene


def _places(scene: Scene) -> None:
    make, places = scene.make, scene.places
    district = [make.organization(f"District {name}") for name in ("a1", "a2", "b1", "b2")]
    places["A"], places["B"] = make.collaboration("A"), make.collaboration("B")
    for name, where in (("a1", "A"), ("a2", "A"), ("b1", "B"), ("b2", "B")):
        places[name] = make.team(places[where], district.pop(0))
    network, staff = make.network_spaces()
    scene.spaces |= {"network": network, "staff": staff}
    scene.spaces |= {name: make.space(place) for name, place in places.items()}


def _people(scene: Scene) -> None:
    make, places, people = scene.make, scene.places, scene.people
    people["none"] = make.person("none")
    people["past"] = make.person("past")
    scene.more["past"] = make.join(places["a1"], people["past"], starts_at=now() - timedelta(days=9),
                                   ends_at=now() - timedelta(days=2))  # fmt: skip
    for name, team in (("far", "b1"), ("mate", "a2"), ("mem", "a1"), ("auth", "a1"), ("gone", "a1")):
        people[name] = make.member(places[team], name)
    people["lead"] = make.member(places["a1"], "lead", lead=True)
    people["expC"], people["expT"] = make.expert(places["A"]), make.expert(places["a1"])
    people["fac"], people["mod"] = make.role("facilitator", places["A"]), make.role("moderator", places["A"])
    people["staff"], people["admin"] = make.role("staff"), make.role("administrator")
    people["inside"] = make.role("staff")
    make.row(
        StaffEntry(
            person_id=people["inside"].id, space_id=scene.spaces["a1"].id, reason="to help",
            ends_at=now() + timedelta(hours=1),
        )
    )  # fmt: skip


def _posts(scene: Scene) -> None:
    """Threads and replies at home in every kind of space, and in every state; their authors still unchanged."""
    threads, replies = (
        scene.things.setdefault("discussions.thread", {}),
        scene.things.setdefault("discussions.reply", {}),
    )
    homes = {"network": "auth", "staff": "staff", "A": "auth", "a1": "auth", "B": "far"}
    for name, author in homes.items():
        threads[name] = _thread(scene, author, name)
    for name in ("closed", "hidden", "held", "gone", "gone_held"):
        threads[name] = _thread(scene, "gone" if name.startswith("gone") else "auth", "A")
    threads["shared"] = _thread(scene, "auth", "a1")
    under = {"A": "A", "hidden": "A", "held": "A", "a1": "a1", "closed": "closed", "gone": "gone"}
    under |= {f"in_{name}": name for name in ("hidden", "held", "shared")}
    for name, thread in under.items():
        replies[name] = _reply(scene, "gone" if name == "gone" else "auth", threads[thread])


def _thread(scene: Scene, author: str, space: str) -> Any:
    text = discussions.written("Words.", "en", f"A title by {author}")
    return discussions.open_thread(scene.actor(author), scene.spaces[space].public_id, text)[0]


def _reply(scene: Scene, author: str, thread: Any) -> Any:
    return discussions.reply(scene.actor(author), thread.public_id, discussions.written("An answer."))[0]


def _states(scene: Scene) -> None:
    """Closed, shared, hidden, held; last, one author leaves for good."""
    threads, replies = scene.things["discussions.thread"], scene.things["discussions.reply"]
    discussions.close(scene.actor("auth"), threads["closed"].public_id)
    share = spaces.share(
        scene.actor("auth"), Ref("discussions.thread", threads["shared"].id), scene.spaces["A"].public_id, version=1
    )
    scene.more["share"] = session().get_one(Share, share.id)
    for kind, things in (("discussions.thread", threads), ("discussions.reply", replies)):
        moderation.hide(scene.actor("mod"), kind, things["hidden"].public_id, "be kind")
        for name in {"held", "gone_held"} & set(things):
            with unit_of_work():
                moderation.hold(Ref(kind, things[name].id), System("a screen"), "many links")
    close_account(scene.actor("gone"), scene.people["gone"].public_id)


def _rest(scene: Scene) -> None:
    """One thing at least of every other kind."""
    things, posts = scene.things, scene.things["discussions.thread"]
    downs = {(row.kind, row.object_id): row for row in session().query(Takedown)}
    names = ("hidden", "held", "gone_held")
    things["moderation.takedown"] = {name: downs["discussions.thread", posts[name].id] for name in names}
    things["people.person"] = {
        name: scene.people[name] for name in ("auth", "mate", "far", "expT", "staff", "none", "gone")
    }
    things["people.collaboration"] = {name: scene.places[name] for name in ("A", "B")}
    things["people.team"] = {name: scene.places[name] for name in ("a1", "b1")}
    district = session().get_one(Organization, scene.places["a1"].organization_id)
    things["people.organization"] = {"district": district}
    scene.more["elsewhere"] = scene.make.organization("Elsewhere")
    things["people.invitation"] = {
        name: scene.make.row(
            Invitation(email=f"{name}@district.example", invited_by_id=scene.people["admin"].id, **where)
        )
        for name, where in (
            ("to_a1", {"team_id": scene.places["a1"].id, "team_role": "site"}),
            ("to_A", {"collaboration_id": scene.places["A"].id, "role": "moderator"}),
            ("to_staff", {"role": "staff"}),
        )
    }
    things["spaces.space"] = dict(scene.spaces)
    things["files.file"] = {
        name: _file(scene, name, posts) for name in ("waiting", "network", "A", "a1", "hidden", "held", "shared")
    }
    things["site"] = {"": SITE}


def _file(scene: Scene, name: str, posts: dict[str, Any]) -> File:
    stored = store().put([name.encode()], len(name))
    blob = scene.make.row(Blob(sha256=stored.sha256, size=len(name), type="image/webp"))
    owner = scene.people["auth"].id
    row: File = scene.make.row(File(blob_id=blob.id, owner_id=owner, name=name, purpose="post_image"))
    if name in posts:
        scene.make.row(Holder(file_id=row.id, kind="discussions.thread", object_id=posts[name].id))
    scene.make.row(FileSize(file_id=row.id, name="small", blob_id=blob.id))
    return row
