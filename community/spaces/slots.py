"""What spaces put into every page's frame: the menu of the reader's spaces and the head of the one they are in."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import request, url_for

from community.access import Actor
from community.host.contract import Tab
from community.host.registry import host
from community.host.switches import is_off
from community.spaces import queries
from community.spaces.models import Space
from community.web.frame import Group, Link, SpaceFrame
from community.web.i18n import gettext as _
from community.web.slots import Part

OF_THE_NETWORK = ("network", "staff", "public")  # these stand last in the menu


def address(space: Space) -> str:
    """Where a space is."""
    return url_for("spaces.show", slug=space.slug)


def owed(actor: Actor, _context: Mapping[str, Any]) -> Part | None:
    """What the reader owes, over all modules that are on: the soonest first, what has no day last."""
    items = [
        item
        for plugin in host().plugins.values()
        if not is_off(plugin.name)
        for ask in plugin.owes
        for item in ask(actor)
    ]
    items.sort(key=lambda item: (item.due is None, item.due or 0))
    return Part("spaces/_owed.html", {"items": items}) if items else None


def menu(actor: Actor, here: Space | None) -> list[Group]:
    """The spaces of the reader, grouped, with unread counts: one query for the spaces and one a mark."""
    spaces = queries.spaces_of(actor)
    unread = unread_in(actor, [space.id for space in spaces])
    groups: dict[str, list[Link]] = {}
    for kind in sorted(host().space_kinds().values(), key=lambda kind: kind.name in OF_THE_NETWORK):
        if kind.listed:
            links = [_link(one, here, unread) for one in spaces if one.kind == kind.name]
            groups.setdefault(str(kind.heading or _("More")), []).extend(links)
    return [Group(title, links) for title, links in groups.items() if links]


def unread_in(actor: Actor, ids: Sequence[int]) -> Mapping[int, int]:
    """How much is unread in each space, over all modules that count."""
    total: dict[int, int] = {}
    for plugin in host().plugins.values():
        for mark in plugin.marks if not is_off(plugin.name) else ():
            for space_id, number in mark.count(actor, ids).items():
                total[space_id] = total.get(space_id, 0) + number
    return total


def _link(space: Space, here: Space | None, unread: Mapping[int, int]) -> Link:
    current = here is not None and here.id == space.id
    return Link(queries.title_of(space), address(space), unread.get(space.id, 0), current, space.public_id)


def head(actor: Actor, space: Space) -> SpaceFrame:
    """The head of the space that a page is in, with its tabs."""
    del actor  # whoever sees the page is in the space, or reads something shared with them
    kind = host().space_kinds()[space.kind]
    tabs = [_tab(tab, space) for tab in queries.tabs_of(space)]
    return SpaceFrame(queries.title_of(space), kind.title, address(space), kind.who, space.public_id, tabs)


def _tab(tab: Tab, space: Space) -> Link:
    url = url_for(tab.endpoint, slug=space.slug)
    inside = request.blueprint == tab.endpoint.partition(".")[0]
    current = request.endpoint == tab.endpoint or (inside and request.blueprint != "spaces")
    return Link(tab.title, url, current=current)
