"""The services of the roster under one roof, for callers from outside of this folder. Nothing is written here."""

from community.people.service.boundaries import publish_boundaries
from community.people.service.collaborations import (
    add_team,
    close_team,
    edit_collaboration,
    open_collaboration,
    rename_collaboration,
    set_challenge,
    set_phases,
)
from community.people.service.organizations import About, add_organization, change_organization
from community.people.service.roles import end_pass, end_role, give_pass, give_role
from community.people.service.teams import change_membership, join_team, leave_team

__all__ = [
    "About",
    "add_organization",
    "add_team",
    "change_membership",
    "change_organization",
    "close_team",
    "edit_collaboration",
    "end_pass",
    "end_role",
    "give_pass",
    "give_role",
    "join_team",
    "leave_team",
    "open_collaboration",
    "publish_boundaries",
    "rename_collaboration",
    "set_challenge",
    "set_phases",
]
