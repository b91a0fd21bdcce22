"""What spaces add, on one screen."""

from community.access import Kind
from community.events import on
from community.host.contract import Boundary, Plugin, SpaceKind, Tab
from community.people import scopes as people
from community.spaces import handlers, queries, routes, scopes, service, slots
from community.spaces.events import ShareEnded, ShareGiven, SpaceFounded, StaffEntered
from community.spaces.models import Space
from community.spaces.personal import personal_data
from community.spaces.policy import rules
from community.web.i18n import lazy_gettext as _l

plugin = Plugin(
    name="spaces",
    title=_l("Spaces"),
    version="1.0",
    kinds=(Kind("spaces.space", Space, _l("space"), describe=queries.describe_spaces, actions=("moderate",)),),
    scopes=scopes.SCOPES,
    blueprints=(routes.bp,),
    policy=rules,
    events=(SpaceFounded, ShareGiven, ShareEnded, StaffEntered),
    handlers=(
        on("people.account_opened", "people.collaboration_opened", call=handlers.found_network_spaces, mode="cursor"),
        on("people.collaboration_opened", "people.team_added", call=handlers.found_spaces, mode="cursor"),
        on("people.collaboration_changed", "people.organization_changed", call=handlers.follow_names, mode="cursor"),
    ),
    boundaries=(
        Boundary(
            "spaces.shares",
            passed=lambda since, until: [ref for ref, _row in queries.boundaries(since, until)],
            publish=service.publish_boundaries,
        ),
    ),
    slots_offered=("home.owed", "home.because", "home.sections", "home.new"),
    slots_filled={"home.owed": slots.owed},
    deeds={
        "founded": _l("founded a space"),
        "shared": _l("shared it with another space"),
        "share_withdrawn": _l("ended a share"),
        "staff_entered": _l("entered a team's space"),
    },
    tabs=(Tab("spaces.people", _l("People"), "spaces.people", order=90),),
    space_kinds=(
        SpaceKind(
            "network",
            _l("The whole network"),
            _l("Everybody in the network can read what is here."),
            people=lambda: scopes.of_network("network", *people.ways_into_the_network()),
            moderators=lambda: scopes.of_network("network", people.network_role("staff", "administrator")),
            heading=_l("Network"),
        ),
        SpaceKind(
            "collaboration",
            _l("Collaboration"),
            _l("All teams of this collaboration, its facilitators and moderators can read what is here."),
            people=lambda: scopes.of_collaborations("collaboration", *people.ways_into_collaborations()),
            moderators=lambda: scopes.of_collaborations("collaboration", people.role_in_collaboration("moderator")),
            heading=_l("Collaborations"),
        ),
        SpaceKind(
            "team",
            _l("Team"),
            _l("Only this team can read what is here. Staff cannot, unless they enter visibly."),
            people=scopes.team_people,
            heading=_l("My team"),
        ),
        SpaceKind(
            "staff",
            _l("Staff"),
            _l("Only the network's staff can read what is here."),
            people=lambda: scopes.of_network("staff", people.network_role("staff", "administrator")),
            moderators=lambda: scopes.of_network("staff", people.network_role("administrator")),
            heading=_l("Network"),
        ),
    ),
    personal_data=personal_data,
)
