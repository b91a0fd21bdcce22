"""Modules on and off while running, for the site and for a collaboration. Read when asked, never in the factory.

A row means off. The site switch guards the module's pages; the collaboration's is a limit on its spaces.
"""

from collections.abc import Mapping

from flask import g, has_request_context
from sqlalchemy import delete, select

from community.data.database import session
from community.data.unit_of_work import unit_of_work
from community.errors import Conflict
from community.host.models import Switch
from community.host.registry import host

SITE = None


def switched_off() -> Mapping[str, frozenset[int | None]]:
    """For each module with a switch: the collaborations where it is off; None among them stands for the site.

    Read once a request.
    """
    if has_request_context() and "community_switches" in g:
        kept: Mapping[str, frozenset[int | None]] = g.community_switches
        return kept
    found: dict[str, set[int | None]] = {}
    for plugin, collaboration in session().execute(select(Switch.plugin, Switch.collaboration_id)):
        found.setdefault(plugin, set()).add(collaboration)
    answer = {plugin: frozenset(places) for plugin, places in found.items()}
    if has_request_context():
        g.community_switches = answer
    return answer


def is_off(plugin: str) -> bool:
    """Whether a module is off for the whole site."""
    return SITE in switched_off().get(plugin, frozenset())


def off_in(plugin: str) -> frozenset[int]:
    """The collaborations where a module is off."""
    return frozenset(place for place in switched_off().get(plugin, frozenset()) if place is not None)


def switch(plugin: str, *, on: bool, collaboration_id: int | None = None) -> None:
    """Switch a module, inside the open unit of work. Raises Conflict for the core's own modules."""
    if host().plugins[plugin].core:
        raise Conflict(f"{plugin} belongs to the core and stays on")
    where = (
        Switch.collaboration_id.is_(None) if collaboration_id is None else Switch.collaboration_id == collaboration_id
    )
    with unit_of_work():
        session().execute(delete(Switch).where(Switch.plugin == plugin, where))
        if not on:
            session().add(Switch(plugin=plugin, collaboration_id=collaboration_id))
        session().flush()
    if has_request_context():
        g.pop("community_switches", None)
