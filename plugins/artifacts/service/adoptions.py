"""Adopting: another team takes a version up, begins a record of its own from it, and says what came of it."""

from dataclasses import dataclass

from sqlalchemy import select

from community.sdk import Actor, Conflict, Invalid, Ref, Space, now, publish, record, screen, session, unit_of_work
from community.sdk import lazy_gettext as _l
from plugins.artifacts.events import AdoptionTold, ArtifactAdopted, ArtifactBegun
from plugins.artifacts.models import Adoption, Artifact, Measure, Node, Section
from plugins.artifacts.queries import adoptions as queries
from plugins.artifacts.queries import artifacts
from plugins.artifacts.record import Record, codec
from plugins.artifacts.service.writing import KIND

ADOPTION = "artifacts.adoption"
IN_USE = ("", "yes", "no")


@dataclass(frozen=True)
class Told:
    """What a team says of its adoption: where it takes place, what it changed, what came of it, one of IN_USE."""

    context: str = ""
    changed: str = ""
    result: str = ""
    in_use: str = ""

    @property
    def texts(self) -> str:
        """All of it."""
        return "\n".join(filter(None, (self.context, self.changed, self.result)))


def adopt(actor: Actor, public_id: str, team: str, told: Told, *, copy: bool) -> tuple[Adoption, Artifact | None, bool]:
    """One of the actor's teams, by its public id, takes up the version that they read.

    With `copy` it begins a record of its own, with the drivers, measures and headings of that version. Returns the
    adoption, the copy, and whether the words are held. Raises NotFound, Forbidden, Invalid, or Conflict before there
    is a version.
    """
    with unit_of_work():
        found = artifacts.artifact_to(actor, "adopt", public_id)
        number = artifacts.seen(actor, [found.id])[found.id].version or found.version
        if not number:
            raise Conflict(_l("There is no version of it yet that another team could take up."))
        chosen = next((one for one, _name in queries.teams_to_adopt(actor, found) if one.public_id == team), None)
        if chosen is None:
            raise Invalid({"team": _l("Choose one of your teams that has not taken it up yet.")})
        version = artifacts.version(actor, found, number)
        verdict = screen(actor, ADOPTION, {"title": version.title, "body": told.texts, "space_id": found.space_id})
        made = _copied(actor, found, number, codec.from_dict(version.snapshot), team_id=chosen.id) if copy else None
        adoption = Adoption(
            space_id=found.space_id, artifact_id=found.id, version=number, team_id=chosen.id,
            copy_id=made.id if made else None, context=told.context, changed=told.changed, author_id=actor.id,
        )  # fmt: skip
        session().add(adoption)
        session().flush()
        verdict.settle(Ref(ADOPTION, adoption.id))
        record("artifacts.artifact_adopted", Ref(KIND, found.id), actor)
        publish(ArtifactAdopted(found.id, adoption.id, chosen.id), actor.id)
    return adoption, made, verdict.held


def tell(actor: Actor, public_id: str, adoption_id: str, told: Told) -> bool:
    """Say what came of it, and whether it is still in use; returns whether it is held.

    Raises NotFound, Forbidden or Invalid.
    """
    if told.in_use not in IN_USE:
        raise Invalid({"in_use": _l("Choose one from the list.")})
    with unit_of_work():
        found, adoption = queries.adoption_to_edit(actor, public_id, adoption_id)
        verdict = screen(actor, ADOPTION, {"title": found.title, "body": told.texts, "space_id": found.space_id})
        adoption.context, adoption.changed, adoption.result = told.context, told.changed, told.result
        adoption.in_use, adoption.in_use_at = told.in_use, now()
        session().flush()
        verdict.settle(Ref(ADOPTION, adoption.id))
        record("artifacts.adoption_told", Ref(KIND, found.id), actor)
        publish(AdoptionTold(found.id, adoption.id), actor.id)
    return verdict.held


def _copied(actor: Actor, found: Artifact, number: int, told: Record, *, team_id: int) -> Artifact:
    """A record of the team's own with what another context can begin from: no results, no dates, no people."""
    home = session().scalar(select(Space.id).where(Space.kind == "team", Space.team_id == team_id))
    if home is None:
        raise Conflict(_l("This team has no space of its own yet."))
    made = Artifact(
        space_id=home, author_id=actor.id, form=told.form, title=told.title, language=told.language,
        challenge_id=told.challenge, aim=told.aim.text, adapted_from_id=found.id, adapted_version=number,
    )  # fmt: skip
    session().add(made)
    session().flush()
    nodes = dict[str, int]()
    for place, one in enumerate(told.nodes):
        node = Node(artifact_id=made.id, position=place, kind=one.kind, text=one.text, term_id=one.term)
        session().add(node)
        session().flush()
        nodes[one.id] = node.id
    for one in told.nodes:
        if one.parent in nodes:
            session().get_one(Node, nodes[one.id]).parent_id = nodes[one.parent]
    for place, measure in enumerate(told.measures):
        values = {name: getattr(measure, name) for name in ("kind", "name", "definition", "unit", "better")}
        session().add(Measure(artifact_id=made.id, position=place, **values))
    for place, section in enumerate(told.sections):
        session().add(Section(artifact_id=made.id, position=place, heading=section.heading))
    record("artifacts.artifact_begun", Ref(KIND, made.id), actor)
    publish(ArtifactBegun(made.id, home), actor.id)
    return made
