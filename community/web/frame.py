"""The frame around every page: site, person, menu of spaces, tabs. Filled by parts that higher rooms give."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import current_app, request, url_for

from community.access import SITE, Actor, Anonymous, can
from community.config import current
from community.web.i18n import current_locale


@dataclass(frozen=True)
class Link:
    """A place to go to."""

    title: Any
    url: str
    unread: int = 0
    current: bool = False
    public_id: str = ""


@dataclass(frozen=True)
class Group:
    """Links under one heading of the menu."""

    title: Any
    items: Sequence[Link]


@dataclass(frozen=True)
class SpaceFrame:
    """The space that a page is in: its name, what kind it is, where it is, and who can read it, in words."""

    title: str
    kind_title: Any
    url: str
    who: Any
    public_id: str
    tabs: Sequence[Link] = ()


@dataclass(frozen=True)
class PersonFrame:
    """The person who reads."""

    name: str
    initials: str
    colour: int
    url: str
    avatar_url: str | None = None


@dataclass(frozen=True)
class Frame:
    """What templates/base.html shows around the page."""

    site_name: str
    sample: bool
    locale: str
    locales: Sequence[str]
    path: str
    live: bool
    person: PersonFrame | None = None
    menu: Sequence[Group] = ()
    links: Sequence[Link] = ()
    space: SpaceFrame | None = None
    search_url: str = "/search"
    cursor: str = ""

    @property
    def tabs(self) -> Sequence[Link]:
        """The tabs of the space, if the page is in one."""
        return self.space.tabs if self.space else ()


@dataclass(frozen=True)
class FrameParts:
    """What higher rooms put into the frame. Each is called once a page."""

    person: Callable[[Actor], PersonFrame]
    menu: Callable[[Actor, Any], Sequence[Group]]
    space: Callable[[Actor, Any], SpaceFrame]
    cursor: Callable[[Actor], str]
    links: Sequence[tuple[Any, str, str]] = field(default_factory=tuple)


def build(actor: Actor, space: Any = None) -> Frame:
    """The frame for this reader; `space` is the space that the page is in."""
    settings = current()
    signed_in = not isinstance(actor, Anonymous)
    parts: FrameParts = current_app.extensions["community.frame"]
    return Frame(
        site_name=settings.site_name,
        sample=settings.sample,
        locale=current_locale(),
        locales=settings.locales,
        path=request.full_path.rstrip("?"),
        live=signed_in and settings.live,
        person=parts.person(actor) if signed_in else None,
        menu=parts.menu(actor, space) if signed_in else (),
        links=_links(actor, parts) if signed_in else (),
        space=parts.space(actor, space) if space is not None else None,
        cursor=parts.cursor(actor) if signed_in else "",
    )


def _links(actor: Actor, parts: FrameParts) -> list[Link]:
    is_off = current_app.extensions["community.is_off"]
    shown = [link for link in parts.links if not is_off(link[1].partition(".")[0])]
    allowed = {action: can(actor, action, SITE) for _, _, action in shown if action}
    return [Link(title, url_for(endpoint)) for title, endpoint, action in shown if allowed.get(action, True)]
