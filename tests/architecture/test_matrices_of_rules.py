"""Kind x action x actor: what everybody may do to one thing of every kind and state, pinned in matrix_rules.txt."""

import pytest
from sqlalchemy import select

from community.access import Anonymous, actions_for, audience, can, labels, rules, visibility, visible
from community.data.database import session
from community.search.gate import holds
from community.search.install import room
from tests.architecture.matrices.scene import ACTORS, build
from tests.architecture.matrices.tables import compare, table

PREFACE = """Who may do what: kind, action, thing. A name in its column is a yes, a dot is a no.
A and B are collaborations, a1 and a2 teams of A, b1 one of B; discussions are switched off in B.
Things of discussions live in the space they are named after, else in A; "shared" lives in a1 and is shared with A.
Review every line that changes. REWRITE_MATRICES=1 writes this file."""


@pytest.fixture
def scene(make, acting):
    return build(make, acting)


@pytest.fixture
def actors(scene):
    return {name: Anonymous() if name == "anon" else scene.actor(name) for name in ACTORS}


def actions_of(kind) -> list[str]:
    """Every action that somebody declares or grants on a kind, reading first."""
    granted = {action for model, action in rules().grants if model is kind.model}
    return ["read", *sorted({*kind.actions, *granted} - {"read"})] if kind.name != "site" else sorted(granted)


def things_of(scene, kind):
    assert kind.name in scene.things, f"give the scene of the matrices a {kind.name}"
    return scene.things[kind.name]


def test_the_rules_are_those_that_were_reviewed(scene, actors):
    rows = []
    for kind in rules().kinds.values():
        things, actions = things_of(scene, kind), actions_of(kind)
        may = {who: asked(actor, kind, things, actions) for who, actor in actors.items()}
        rows += [
            (kind.name, f"{action} {name}".strip(), [who if (name, action) in may[who] else "." for who in actors])
            for action in actions
            for name in things
        ]
        if kind.name != "site":
            readers_agree(scene, kind, may)
        if kind.name in room().sources:
            labels_agree(scene, actors, kind, may)
    nobody_is_left_out()
    compare("matrix_rules.txt", table(ACTORS, rows, PREFACE))


def asked(actor, kind, things, actions):
    """{(thing, action)} that an actor may, asked in every way: of the first thing one by one, of all together."""
    sample = dict(list(things.items())[:1])
    alone = {(name, action) for action in actions for name, thing in sample.items() if can(actor, action, thing)}
    if kind.name == "site":
        return alone
    names = {thing.id: name for name, thing in things.items()}
    together = actions_for(actor, kind.model, names, actions)
    may = {(names[one], action) for one, found in together.items() for action in found}
    listed = {
        (names[row.id], action)
        for action in actions
        for row in session().scalars(visible(actor, kind.model, action).where(kind.model.id.in_(names)))
    }
    assert listed == may
    assert alone == {(name, action) for name, action in may if name in sample}
    return may


def readers_agree(scene, kind, may):
    """The audience of a thing is whoever can read it."""
    for name, thing in things_of(scene, kind).items():
        heard = set(session().scalars(audience(kind, thing.id)))
        assert heard == {scene.people[who].id for who in ACTORS if who != "anon" and (name, "read") in may[who]}


def labels_agree(scene, actors, kind, may):
    """What can be found carries the same rules as labels."""
    found = labels(kind, [thing.id for thing in things_of(scene, kind).values()])
    for who, actor in actors.items():
        eyes = visibility(actor)
        for name, thing in things_of(scene, kind).items():
            of = found.get(thing.id)
            versions = [None, *(one.version for one in of.versions)] if of else []
            opened = any(holds(eyes, of, version) for version in versions)
            assert opened == ((name, "read") in may[who]), (kind.name, name, who)


def nobody_is_left_out():
    """Whoever has an account is an actor of the matrix, so that an audience cannot hold somebody unasked."""
    model = rules().kind("people.person").model
    still = set(session().scalars(select(model.name).where(model.closed_at.is_(None))))
    assert len(still) == len(ACTORS) - 1
