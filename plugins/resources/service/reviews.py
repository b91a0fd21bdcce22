"""Review before publishing, where a space wants it: submitted, asked, answered, published or declined."""

from sqlalchemy import select

from community.sdk import (
    Actor,
    Conflict,
    Forbidden,
    Invalid,
    Person,
    Ref,
    now,
    publish,
    record,
    require,
    session,
    unit_of_work,
)
from community.sdk import lazy_gettext as _l
from plugins.resources.events import ResourceAdded, ReviewAnswered, ReviewWanted, VersionAdded
from plugins.resources.models import Resource, Step, Version
from plugins.resources.queries import resources as queries

ANSWERS = frozenset({"asked", "published", "declined"})


def wanted(actor: Actor, space_id: int) -> bool:
    """Whether what the actor adds in a space waits for review; what its moderators add does not."""
    if isinstance(actor, Person) and actor.has("space.moderator", space_id):
        return False
    return queries.house_of(space_id).review


def refuse_around(actor: Actor, space_id: int) -> None:
    """Nothing joins a version that was reviewed without it. Raises Conflict."""
    if wanted(actor, space_id):
        raise Conflict(_l("Here what is added is reviewed first. Bring it with a new version."))


def submit(actor: Actor, found: Resource, version: Version) -> None:
    """Begin the review of a version, inside the unit of work that adds it."""
    _step(actor, version, "submitted", "")
    publish(ReviewWanted(found.id, version.id, answered=False), actor.id)


def review(actor: Actor, public_id: str, what: str, text: str, *, number: int) -> Resource:
    """A reviewer asks for changes, publishes or declines ("asked", "published", "declined") version `number`.

    Raises NotFound, Forbidden, Invalid when words are missing, or Conflict when it does not wait, or no longer: nobody
    publishes what came after the page that they read.
    """
    if what not in ANSWERS:
        raise Invalid({"what": _l("Choose one from the list.")})
    if what != "published" and not text:
        raise Invalid({"text": _l("Say why, so that the author can act on it.")})
    with unit_of_work():
        found = queries.resource_to(actor, "review", public_id)
        version = _waiting(found.id)
        if version.number != number:
            raise Conflict(_l("Another version came meanwhile. Read it first."))
        _step(actor, version, what, text)
        if what == "declined":
            version.state = what
            found.state = what if found.state == "review" else found.state
        if what == "published":
            bring_out(found, version)
        record(f"resources.review_{what}", Ref("resources.resource", found.id), actor, text)
        publish(ReviewAnswered(found.id, version.id, what), actor.id)
    return found


def answer(actor: Actor, public_id: str, text: str) -> Resource:
    """Whoever brought the version answers its reviewers. Raises NotFound, Forbidden, Invalid or Conflict."""
    if not text:
        raise Invalid({"text": _l("Please fill this in.")})
    with unit_of_work():
        found = queries.resource(actor, public_id)
        version = _waiting(found.id)
        require(actor, "read", version)
        if version.by_id != actor.id:
            raise Forbidden
        _step(actor, version, "answered", text)
        record("resources.review_answered", Ref("resources.resource", found.id), actor, text)
        publish(ReviewWanted(found.id, version.id, answered=True), actor.id)
    return found


def bring_out(found: Resource, version: Version) -> None:
    """From here on the version is what readers at home get. The news is of whoever brought it."""
    first = found.state != "published" or version.number == 1
    found.state = version.state = "published"
    found.version, found.form, found.changed_at = version.number, version.form, now()
    session().flush()
    if first:
        publish(ResourceAdded(found.id, found.space_id), version.by_id)
    else:
        publish(VersionAdded(found.id, version.id, version.number), version.by_id)


def _waiting(resource_id: int) -> Version:
    query = select(Version).where(Version.resource_id == resource_id, Version.state == "review")
    found = session().scalars(query.order_by(Version.number.desc())).first()
    if found is None:
        raise Conflict(_l("Nothing waits for review here."))
    return found


def _step(actor: Actor, version: Version, what: str, text: str) -> None:
    session().add(Step(resource_id=version.resource_id, version=version.number, by_id=actor.id, what=what, text=text))
    session().flush()
