"""Artifacts as a module: what every module promises."""

from datetime import date

from sqlalchemy import func, select

from community.data.database import session
from community.data.unit_of_work import unit_of_work
from community.host import settings
from community.testing.conformance import conformance
from plugins.artifacts.models import Term
from plugins.artifacts.plugin import plugin
from plugins.artifacts.service import (
    adoptions,
    artifacts,
    cycles,
    drivers,
    evidence,
    measures,
    plans,
    publishing,
    versions,
)
from plugins.artifacts.service.adoptions import Told
from plugins.artifacts.service.artifacts import About, Aim
from plugins.artifacts.service.cycles import Planned
from plugins.artifacts.service.drivers import Line
from plugins.artifacts.service.plans import Promise
from plugins.artifacts.service.writing import At, written


def fill(scene):
    """An artifact of Ana's team with one of everything in it, and a version."""
    ana = scene.acting(scene.ana)
    home = scene.make.space(scene.team).slug
    challenge = _term()
    found, _held = artifacts.begin(ana, home, "plan", About("Reading every day", challenge=challenge))
    public_id = found.public_id
    artifacts.aim_at(ana, public_id, Aim("More reading", "18 of 20 days", "Grade 1", date(2027, 6, 1)))
    node = drivers.draw(ana, public_id, Line("A sign on the door", "idea")).public_id
    cycle = cycles.plan(ana, public_id, Planned("One week", "It is quiet", node=node)).public_id
    measure = measures.add(
        ana, public_id, {"name": "Days", "kind": "outcome", "steward": scene.ana.public_id}
    ).public_id
    measures.put_points(ana, At(public_id, measure), [(date(2026, 9, 7), 3.0)])
    measures.mark(ana, At(public_id, measure), date(2026, 9, 7), "The sign", cycle=cycle)
    row = evidence.attach(ana, public_id, {"title": "A walk", "kind": "observation"}, written("We saw it.")).public_id
    section = plans.add_section(ana, public_id, "Next", written("More.")).public_id
    promise = plans.promise(ana, public_id, Promise("Ask", scene.ana.public_id, date(2027, 1, 9))).public_id
    versions.freeze(ana, public_id, "To show it")
    with unit_of_work():
        settings.change("artifacts.public_pages", True)
    scene.values = {
        "number": "1", "slug": home, "node_id": node, "cycle_id": cycle, "measure_id": measure, "row_id": row,
        "section_id": section, "public_id": public_id, "promise_id": promise,
        "adoption_id": _adopt(scene, public_id), "term_id": challenge,
        "publication_id": publishing.show_everybody(ana, public_id).public_id,
    }  # fmt: skip


def _term():
    with unit_of_work():
        count = session().scalar(select(func.count()).select_from(Term))
        term = Term(kind="challenge", name_en=f"Reading {count}", name_es=f"Lectura {count}")
        session().add(term)
    return term.public_id


def _adopt(scene, public_id):
    """Ana's second team takes it up; her third could, too."""
    scene.make.join(scene.make.team(scene.collaboration), scene.ana)
    team = scene.make.team(scene.collaboration)
    scene.make.space(team)
    scene.make.join(team, scene.ana)
    told = Told("Two schools", "A longer week")
    adoption, _made, _held = adoptions.adopt(scene.acting(scene.ana), public_id, team.public_id, told, copy=True)
    return adoption.public_id


TestArtifacts = conformance(plugin, fill=fill)
