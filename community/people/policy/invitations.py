"""Who may ask others to join, into what, and who looks after the asking."""

from sqlalchemy import ColumnElement, and_, exists, literal, or_, select

from community.access import Actor, Site
from community.people.models import Collaboration, Invitation, Team
from community.people.policy.book import rules


@rules.grant(Team, "invite")
def those_who_look_after_the_team(actor: Actor) -> ColumnElement[bool]:
    """Staff, the facilitators of its collaboration, and its leads."""
    return _looks_after(actor)


@rules.grant(Team, "invite_from_elsewhere")
def those_who_look_after_the_collaboration(actor: Actor) -> ColumnElement[bool]:
    """Staff and facilitators may invite addresses outside of the district's own mail domain."""
    return or_(actor.within("network.staff", 0), actor.within("collaboration.facilitator", Team.collaboration_id))


@rules.grant(Collaboration, "invite")
def staff_and_facilitators(actor: Actor) -> ColumnElement[bool]:
    """Staff and facilitators invite facilitators, moderators and experts."""
    return or_(actor.within("network.staff", 0), actor.within("collaboration.facilitator", Collaboration.id))


@rules.grant(Site, "invite")
def whoever_may_invite_somewhere(actor: Actor) -> ColumnElement[bool]:
    """Whoever looks after a team or a collaboration, or the network."""
    mine = exists(select(literal(1)).select_from(Collaboration).where(staff_and_facilitators(actor)))
    team = exists(select(literal(1)).select_from(Team).where(actor.within("team.lead", Team.id)))
    return or_(actor.within("network.staff", 0), mine, team)


@rules.grant(Site, "invite_staff")
def administrators(actor: Actor) -> ColumnElement[bool]:
    """Administrators invite staff."""
    return actor.within("network.administrator", 0)


@rules.grant(Invitation, "read", "resend", "withdraw")
def those_who_could_have_sent_it(actor: Actor) -> ColumnElement[bool]:
    """Whoever could invite to the same place now: the sender, as long as they still may, and their colleagues."""
    to_staff = and_(Invitation.team_id.is_(None), Invitation.collaboration_id.is_(None))
    of_team = select(Team.id).where(_looks_after(actor))
    return or_(
        and_(to_staff, actor.within("network.administrator", 0)),
        Invitation.team_id.in_(of_team),
        and_(Invitation.collaboration_id.is_not(None), actor.within("network.staff", 0)),
        actor.within("collaboration.facilitator", Invitation.collaboration_id),
    )


def _looks_after(actor: Actor) -> ColumnElement[bool]:
    return or_(
        actor.within("network.staff", 0),
        actor.within("collaboration.facilitator", Team.collaboration_id),
        actor.within("team.lead", Team.id),
    )
