"""Tables of people: accounts, organizations, collaborations, teams, roles. No queries, no logic."""

from community.people.models.accounts import Invitation, Person, SignIn, Token
from community.people.models.organizations import DistrictProfile, Organization
from community.people.models.roster import Collaboration, ExpertPass, Phase, RoleHeld, Team, TeamMembership

__all__ = [
    "Collaboration",
    "DistrictProfile",
    "ExpertPass",
    "Invitation",
    "Organization",
    "Person",
    "Phase",
    "RoleHeld",
    "SignIn",
    "Team",
    "TeamMembership",
    "Token",
]
