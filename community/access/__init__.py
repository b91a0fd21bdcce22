"""Who may do what: the rules, the four questions, screens, labels, the witness. No concrete rule lives here."""

from community.access.actors import SITE, Actor, Anonymous, Each, Person, Scope, Site, System
from community.access.kinds import Kind, Parent, SharedVersion
from community.access.labels import Labels, Visibility, labels, visibility
from community.access.limits import Limit
from community.access.opinions import Opinion, Screen
from community.access.policy import Policy
from community.access.questions import (
    Why,
    actions_for,
    audience,
    can,
    narrowed,
    readable,
    reads_all,
    require,
    visible,
    visible_ids,
    why,
)
from community.access.rules import Rules, install, rules
from community.access.screens import Verdict, screen
from community.access.things import described, readable_thing

__all__ = [
    "SITE",
    "Actor",
    "Anonymous",
    "Each",
    "Kind",
    "Labels",
    "Limit",
    "Opinion",
    "Parent",
    "Person",
    "Policy",
    "Rules",
    "Scope",
    "Screen",
    "SharedVersion",
    "Site",
    "System",
    "Verdict",
    "Visibility",
    "Why",
    "actions_for",
    "audience",
    "can",
    "described",
    "install",
    "labels",
    "narrowed",
    "readable",
    "readable_thing",
    "reads_all",
    "require",
    "rules",
    "screen",
    "visibility",
    "visible",
    "visible_ids",
    "why",
]
