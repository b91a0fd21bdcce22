"""Artifacts for the two matrices: a team's own, shared and held ones, another team's, and what addresses are about."""

from typing import Any

from community.access import System
from community.data.database import session
from community.data.refs import Ref
from community.data.unit_of_work import unit_of_work
from community.host import settings
from plugins.artifacts.models import Artifact, Term
from plugins.artifacts.service import (
    adoptions,
    artifacts,
    cycles,
    drivers,
    evidence,
    measures,
    plans,
    publishing,
    sharing,
    versions,
)
from plugins.artifacts.service.adoptions import Told
from plugins.artifacts.service.artifacts import About
from plugins.artifacts.service.cycles import Planned
from plugins.artifacts.service.drivers import Line
from plugins.artifacts.service.plans import Promise
from plugins.artifacts.service.writing import At, written
from plugins.moderation import service as moderation

KIND = "artifacts.artifact"
HOMES = {"a1": ("a1", "auth"), "shared": ("a1", "auth"), "held": ("a1", "auth"), "b1": ("b1", "far")}


def fill(scene: Any) -> None:
    """One of a team's own, one whose first version its collaboration reads, one that is held, one elsewhere."""
    made = {name: _begun(scene, *where) for name, where in HOMES.items()}
    shared = made["shared"].public_id
    versions.freeze(scene.actor("auth"), shared, "To show it")
    sharing.widen(scene.actor("auth"), shared, 1, scene.spaces["A"].public_id)
    scene.more["parts"] = _parts(scene.actor("auth"), shared)
    team = scene.places["a2"].public_id
    adoption = adoptions.adopt(scene.actor("mate"), shared, team, Told("Elsewhere"), copy=False)[0]
    scene.things["artifacts.adoption"] = {"": adoption}
    with unit_of_work():
        moderation.hold(Ref(KIND, made["held"].id), System("a screen"), "many links")
    scene.things[KIND] = {name: session().get_one(Artifact, one.id) for name, one in made.items()}
    term = Term(kind="driver", name_en="Time", name_es="Tiempo")
    scene.things["artifacts.term"] = {"": scene.make.row(term)}
    with unit_of_work():
        settings.change("artifacts.public_pages", True)
    page = publishing.show_everybody(scene.actor("auth"), shared)
    scene.more["parts"] |= {"adoption_id": adoption.public_id}
    scene.more["once"] = {"term_id": term.public_id, "publication_id": page.public_id}


def _begun(scene: Any, space: str, author: str) -> Any:
    return artifacts.begin(scene.actor(author), scene.spaces[space].slug, "plan", About(f"A title by {author}"))[0]


def _parts(actor: Any, public_id: str) -> dict[str, str]:
    """Parts of the shared one, written after its version, so that they stay at home."""
    measure = measures.add(actor, public_id, {"name": "Days", "kind": "outcome"}).public_id
    cycle = cycles.plan(actor, public_id, Planned("One week", "It is quiet")).public_id
    cycles.begin(actor, At(public_id, cycle))
    return {
        "node_id": drivers.draw(actor, public_id, Line("A sign")).public_id,
        "cycle_id": cycle,
        "measure_id": measure,
        "row_id": evidence.attach(actor, public_id, {"title": "A walk", "kind": "survey"}, written("")).public_id,
        "section_id": plans.add_section(actor, public_id, "Next", written("")).public_id,
        "promise_id": plans.promise(actor, public_id, Promise("Ask")).public_id,
    }


def about(scene: Any, endpoint: str, wanted: set[str]) -> dict[str, dict[str, str]]:
    """What an address of artifacts may be about, by label."""
    if wanted == {"slug"}:
        return {one: {"slug": scene.spaces[one].slug} for one in ("network", "A", "a1")}
    if len(wanted) == 1 and wanted <= scene.more["once"].keys():
        return {"": {name: scene.more["once"][name] for name in wanted}}
    rows, more = scene.things[KIND], scene.more["parts"] | {"number": "1"}
    names = tuple(HOMES) if endpoint == "artifacts.show" else ("a1", "shared")
    parts = {name: more[name] for name in sorted(wanted - {"public_id"})}
    return {name: {"public_id": rows[name].public_id} | parts for name in (("shared",) if parts else names)}
