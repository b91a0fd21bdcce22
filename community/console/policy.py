"""Who operates the site."""

from sqlalchemy import ColumnElement, exists, literal, or_, select

from community.access import Actor, Policy, Site
from community.people.models import Collaboration

rules = Policy("console")


@rules.grant(Site, "operate")
def administrators(actor: Actor) -> ColumnElement[bool]:
    """Administrators of the network."""
    return actor.within("network.administrator", 0)


@rules.grant(Site, "read_ledger")
def administrators_and_moderators(actor: Actor) -> ColumnElement[bool]:
    """Administrators; moderators, for their own collaborations."""
    moderates = exists(select(literal(1)).where(actor.within("collaboration.moderator", Collaboration.id)))
    return or_(actor.within("network.administrator", 0), moderates)
