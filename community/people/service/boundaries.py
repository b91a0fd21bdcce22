"""What the clock did to memberships, roles and passes, stated as events: called by the sweep of each minute."""

from datetime import datetime

from community.events import publish
from community.people.events.roster import MembershipBoundaryPassed
from community.people.queries import roster


def publish_boundaries(since: datetime, until: datetime) -> None:
    """State what began or ended in (since, until], inside the open unit of work. Safe to repeat."""
    for person, team, collaboration in roster.boundaries(since, until):
        publish(MembershipBoundaryPassed(person, team, collaboration))
