"""Pages of collaborations and teams, to read. The forms that keep the roster are in keeping.py and members.py."""

from typing import Any

from werkzeug.wrappers import Response

from community.access import SITE, can
from community.people.initials import initials
from community.people.queries import roster as queries
from community.people.queries.collaboration_page import collaboration_page
from community.people.queries.team_page import team_page
from community.people.words import ROLES, TEAM_ROLES
from community.web.blueprint import GuardedBlueprint
from community.web.page import page
from community.web.session import current_actor

WORDS: dict[str, Any] = {
    "initials": initials,
    "roles": ROLES,
    "team_roles": TEAM_ROLES,
}  # what every page of the roster needs

bp = GuardedBlueprint("roster", "community.people", url_prefix="")


@bp.get("/collaborations")
def collaborations() -> Response:
    """The collaborations that the reader may see."""
    actor = current_actor()
    found = queries.collaborations(actor)
    return page("people/collaborations.html", found=found, may_open=can(actor, "open_collaboration", SITE), **WORDS)


@bp.get("/collaborations/<slug>")
def collaboration(slug: str) -> Response:
    """A collaboration: challenge, phases, districts, facilitators."""
    return page("people/collaboration.html", shown=collaboration_page(current_actor(), slug), **WORDS)


@bp.get("/collaborations/<slug>/people")
def people(slug: str) -> Response:
    """Everybody in a collaboration, by team."""
    return page("people/collaboration_people.html", shown=collaboration_page(current_actor(), slug), **WORDS)


@bp.get("/teams/<slug>")
def team(slug: str) -> Response:
    """A team: members, checklist, who was in it before, who has a pass."""
    shown = team_page(current_actor(), slug)
    return page("people/team.html", slots={"people.team.below": {"team": shown.team}}, shown=shown, **WORDS)
