"""Review before publishing, where a space wants it: submitted, asked, answered, published or declined."""

from community.sdk import Actor, Person, publish, session
from plugins.resources.events import ReviewWanted
from plugins.resources.models import Resource, Step, Version
from plugins.resources.queries import resources as queries


def wanted(actor: Actor, space_id: int) -> bool:
    """Whether what the actor adds in a space waits for review; what its moderators add does not."""
    if isinstance(actor, Person) and actor.has("space.moderator", space_id):
        return False
    return queries.house_of(space_id).review


def submit(actor: Actor, found: Resource, version: Version) -> None:
    """Begin the review of a version, inside the unit of work that adds it."""
    step(actor, found, version, "submitted")
    publish(ReviewWanted(found.id, version.id, answered=False), actor.id)


def step(actor: Actor, found: Resource, version: Version, what: str, text: str = "") -> None:
    """Write down who said what in a review."""
    session().add(Step(resource_id=found.id, version=version.number, by_id=actor.id, what=what, text=text))
    session().flush()
