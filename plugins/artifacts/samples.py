"""Our part of the sample network: what its teams tried, shown to their collaboration."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from sqlalchemy import select

from community.sdk import Person, SampleNetwork, Space, actor_of, session, spaces_of, unit_of_work
from plugins.artifacts.models import Artifact, Section, Term
from plugins.artifacts.queries import adoptions as queries
from plugins.artifacts.sample_texts import BEGUN, PIECES, TAKEN_UP, TERMS, Counted, Piece, Try
from plugins.artifacts.service import (
    adoptions,
    artifacts,
    cycles,
    drivers,
    evidence,
    measures,
    plans,
    sharing,
    versions,
)
from plugins.artifacts.service.adoptions import Told
from plugins.artifacts.service.artifacts import About, Aim
from plugins.artifacts.service.cycles import Planned, Studied
from plugins.artifacts.service.drivers import Line
from plugins.artifacts.service.plans import Promise
from plugins.artifacts.service.writing import At, written


def load(network: SampleNetwork) -> None:
    """Two artifacts and a plan of some months in the first collaboration."""
    with unit_of_work():
        session().add_all(Term(kind=kind, name_en=english, name_es=spanish) for kind, english, spanish in TERMS)
    space = session().scalars(select(Space).where(Space.kind == "collaboration").order_by(Space.id)).first()
    if space is None:
        return
    place, challenge = space.public_id, _challenge()
    for piece in PIECES:
        with network.at(network.now - timedelta(weeks=piece.weeks_ago)):
            actor = _actor(network, piece.by)
            home = next(one for one in spaces_of(actor) if one.kind == "team")
            found, _held = artifacts.begin(actor, home.slug, piece.form, About(piece.title, piece.language, challenge))
            public_id = found.public_id
        _fill(network, actor, public_id, piece)
        if piece.shared:
            with network.at(network.now - timedelta(days=4)):
                version = versions.freeze(actor, public_id, piece.reason).number
                sharing.widen(actor, public_id, version, place)
    _adopted(network)
    by_when = (network.now + timedelta(weeks=28)).date()
    for by, title, text, amount, group in BEGUN:
        with network.at(network.now - timedelta(weeks=3)):
            _begun(_actor(network, by), About(title, challenge=challenge), Aim(text, amount, group, by_when))


def _begun(actor: Person, about: About, aim: Aim) -> None:
    """An artifact with an aim and its first version, which only its team sees so far."""
    home = next(one for one in spaces_of(actor) if one.kind == "team")
    found, _held = artifacts.begin(actor, home.slug, "practice", about)
    artifacts.aim_at(actor, found.public_id, aim)
    versions.freeze(actor, found.public_id, "For feedback from other districts.")


def _adopted(network: SampleNetwork) -> None:
    """Another team takes up the first that was shared, and says what came of it."""
    first = session().scalars(select(Artifact).where(Artifact.version > 0).order_by(Artifact.id)).first()
    by, context, changed, result = TAKEN_UP
    if first is None:
        return
    public_id, actor = first.public_id, _actor(network, by)
    team = next(one.public_id for one, _name in queries.teams_to_adopt(actor, first))
    with network.at(network.now - timedelta(days=3)):
        adoption, _made, _held = adoptions.adopt(actor, public_id, team, Told(context, changed), copy=True)
    with network.at(network.now - timedelta(days=1)):
        adoptions.tell(actor, public_id, adoption.public_id, Told(context, changed, result, "yes"))


def _challenge() -> str:
    found: str = (
        session().scalars(select(Term.public_id).where(Term.kind == "challenge").order_by(Term.id)).first() or ""
    )
    return found


def _fill(network: SampleNetwork, actor: Person, public_id: str, piece: Piece) -> None:
    began = network.now - timedelta(weeks=piece.weeks_ago)
    with network.at(began + timedelta(days=1)):
        by = (network.now + timedelta(weeks=28)).date()
        artifacts.aim_at(actor, public_id, Aim(*piece.aim, by=by))
        artifacts.tell(actor, public_id, "context", written(piece.context))
        nodes = list(_draw(actor, public_id, piece))
        _write_sections(actor, public_id, piece)
    made = [
        _try(network, actor, public_id, (one, nodes, began + timedelta(weeks=3 + 5 * n)))
        for n, one in enumerate(piece.tries)
    ]
    with network.at(network.now - timedelta(days=6)):
        for counted in piece.counted:
            weeks = len(counted.values)
            weekly = [(network.now - timedelta(weeks=weeks - n, days=1)).date() for n in range(weeks)]
            _count(actor, (public_id, counted), weekly, made)
        for seen in piece.seen:
            values = {name: getattr(seen, name) for name in ("kind", "title", "method", "sample_size", "small")}
            evidence.attach(actor, public_id, values, written(seen.body))
        for text, owner, days in piece.promises:
            due = (network.now + timedelta(days=days)).date()
            plans.promise(actor, public_id, Promise(text, _actor(network, owner).public_id, due))
        if piece.reflection:
            artifacts.tell(actor, public_id, "reflection", written(piece.reflection))
        if piece.ending[0]:
            artifacts.end(actor, public_id, *piece.ending)


def _draw(actor: Person, public_id: str, piece: Piece) -> Iterator[str]:
    above: list[str] = []
    for depth, kind, text in piece.nodes:
        node = drivers.draw(actor, public_id, Line(text, kind, above[depth - 1] if depth else ""))
        above[depth:] = [node.public_id]
        yield node.public_id


def _write_sections(actor: Person, public_id: str, piece: Piece) -> None:
    rows = session().scalars(select(Section)).all() if piece.sections else []  # of the one plan that there is
    found = {one.heading: one.public_id for one in rows}
    for heading, body in piece.sections.items():
        plans.write_section(actor, At(public_id, found[heading]), heading, written(body))


def _try(network: SampleNetwork, actor: Person, public_id: str, told: tuple[Try, list[str], datetime]) -> str:
    one, nodes, at = told
    with network.at(at):
        first: date = at.date()
        node = nodes[one.node] if one.node is not None else ""
        planned = Planned(one.title, one.prediction, one.question, one.plan, node, first, first + timedelta(days=11))
        cycle = cycles.plan(actor, public_id, planned).public_id
        cycles.begin(actor, At(public_id, cycle))
    if not one.did:  # they are at it
        return cycle
    with network.at(at + timedelta(days=12)):
        cycles.tell(actor, At(public_id, cycle), one.did)
        cycles.study(actor, At(public_id, cycle), Studied(one.answer, one.studied, one.act, one.next))
    return cycle


def _count(actor: Person, told: tuple[str, Counted], days: list[date], made: list[str]) -> None:
    public_id, counted = told
    names = ("name", "kind", "definition", "unit", "goal", "baseline", "better")
    values = {name: getattr(counted, name) for name in names}
    at = At(public_id, measures.add(actor, public_id, values | {"steward": actor.public_id}).public_id)
    measures.put_points(actor, at, list(zip(days, counted.values, strict=True)))
    for week, text, cycle in counted.marks:
        measures.mark(actor, at, days[week], text, cycle=made[cycle] if cycle is not None else "")


def _actor(network: SampleNetwork, key: str) -> Person:
    actor = actor_of(network.get(f"person:{key}").id)
    if actor is None:
        raise KeyError(key)
    return actor
