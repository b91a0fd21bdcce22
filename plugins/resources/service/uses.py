"""Who uses a resource: a team says so, how, and when it stopped."""

from sqlalchemy import select

from community.sdk import Actor, Forbidden, Ref, Team, now, publish, record, session, unit_of_work
from plugins.resources.events import TakenUp
from plugins.resources.models import Resource, Use
from plugins.resources.queries import resources as queries
from plugins.resources.queries import uses


def take_up(actor: Actor, public_id: str, team_public_id: str, note: str) -> Use:
    """One of the actor's teams uses a resource; said again, the words are replaced. Raises NotFound or Forbidden."""
    with unit_of_work():
        found = queries.resource_to(actor, "use", public_id)
        team = _team(actor, team_public_id)
        use = _use(found, team)
        fresh = use is None or use.ended_at is not None
        use = use or Use(resource_id=found.id, team_id=team.id)
        use.note, use.by_id, use.ended_at = note, actor.id, None
        session().add(use)
        if fresh:
            use.at = now()
            record("resources.taken_up", Ref("resources.resource", found.id), actor)
            publish(TakenUp(found.id, team.id), actor.id)
    return use


def give_up(actor: Actor, public_id: str, team_public_id: str) -> None:
    """One of the actor's teams uses it no longer. Raises NotFound or Forbidden."""
    with unit_of_work():
        found = queries.resource_to(actor, "use", public_id)
        use = _use(found, _team(actor, team_public_id))
        if use is not None and use.ended_at is None:
            use.ended_at = now()
            record("resources.given_up", Ref("resources.resource", found.id), actor)


def _team(actor: Actor, public_id: str) -> Team:
    found = next((one for one in uses.own_teams(actor) if one.public_id == public_id), None)
    if found is None:
        raise Forbidden
    return found


def _use(found: Resource, team: Team) -> Use | None:
    query = select(Use).where(Use.resource_id == found.id, Use.team_id == team.id).with_for_update()
    return session().scalars(query).one_or_none()
