"""The only module that a plugin may import from the core. What is named here is promised for a whole sdk version.

A name leaves only after one minor version with a warning; docs/plugins.md describes each of them.
"""

from community.access import (
    SITE,
    Actor,
    Anonymous,
    Each,
    Kind,
    Limit,
    Opinion,
    Parent,
    Person,
    Policy,
    Scope,
    Screen,
    Site,
    System,
    Verdict,
    actions_for,
    audience,
    can,
    described,
    narrowed,
    readable,
    readable_thing,
    require,
    rules,
    screen,
    visible,
    visible_ids,
    why,
)
from community.clock import now
from community.config import current as settings
from community.data.database import MOMENT, Base, Json, UTCDateTime, session
from community.data.mixins import Authored, Identified, InSpace, Timestamps, new_public_id
from community.data.paging import Page, newest_first
from community.data.refs import Ref
from community.data.turns import take_turn
from community.data.unit_of_work import end_reads, in_unit_of_work, unit_of_work
from community.errors import Conflict, Forbidden, Invalid, NotFound, ProductError
from community.events import Event, Handler, Job, Stored, on, publish
from community.events.log import load as load_events
from community.events.models import LoggedEvent
from community.events.tasks import Permanent, enqueue
from community.files.attached import Attached, attached, passages_of
from community.files.attached import file_of as attached_file
from community.files.copies import clean as clean_copy
from community.files.forms import FilesForm
from community.files.handing import Opened
from community.files.handing import opened as opened_files
from community.files.routes import hand_out
from community.files.service import attach as attach_files
from community.files.service import attach_file
from community.files.service import receive as receive_file
from community.files.service import release as release_files
from community.files.twins import holders_of, holders_of_twins
from community.host.contract import (
    Boundary,
    Contribution,
    Mark,
    NavigationItem,
    Notice,
    OwedItem,
    PersonalData,
    Plugin,
    Point,
    Seen,
    Setting,
    SpaceKind,
    Tab,
)
from community.host.registry import host
from community.host.samples import SampleNetwork
from community.host.settings import value as setting
from community.ledger import record
from community.live.catch_up import CatchUp
from community.live.nudges import nudge
from community.mail.message import Recipient
from community.mail.service import compose, link, send
from community.people.actors import actor_of
from community.people.models import Collaboration, Organization, Team
from community.people.models import Person as PersonRow
from community.people.passwords import fits as password_fits
from community.people.passwords import hashed as hashed_password
from community.people.queries.faces import Face, faces
from community.search.documents import DocumentSource, Draft, Passage
from community.spaces.models import LEVELS, Share, Space
from community.spaces.policy import shares_now
from community.spaces.queries import (
    followers,
    ledger_scope,
    levels,
    person_ids_in,
    space,
    space_by_id,
    space_by_pk,
    spaces_of,
    spaces_of_person,
    versions_for,
)
from community.spaces.queries import title_of as space_title
from community.spaces.service import follow, share
from community.spaces.service import found as found_space
from community.spaces.service import withdraw as withdraw_share
from community.web.blueprint import GuardedBlueprint, anyone, public
from community.web.filters import local
from community.web.forms import (
    BooleanField,
    ChoicesField,
    DateField,
    Form,
    HiddenField,
    IntegerField,
    LineField,
    MarkdownField,
    ParagraphField,
    PasswordField,
    SelectField,
)
from community.web.i18n import current_locale, gettext, lazy_gettext, ngettext, speaking
from community.web.intake import clean_line, clean_text
from community.web.limits import COSTLY, limited
from community.web.markup import RENDERER_VERSION, excerpt, plain, render
from community.web.page import page
from community.web.reading import resolved
from community.web.session import current_actor
from community.web.slots import Part

VERSION = "1.0"

__all__ = [
    "COSTLY",
    "LEVELS",
    "MOMENT",
    "RENDERER_VERSION",
    "SITE",
    "VERSION",
    "Actor",
    "Anonymous",
    "Attached",
    "Authored",
    "Base",
    "BooleanField",
    "Boundary",
    "CatchUp",
    "ChoicesField",
    "Collaboration",
    "Conflict",
    "Contribution",
    "DateField",
    "DocumentSource",
    "Draft",
    "Each",
    "Event",
    "Face",
    "FilesForm",
    "Forbidden",
    "Form",
    "GuardedBlueprint",
    "Handler",
    "HiddenField",
    "Identified",
    "InSpace",
    "IntegerField",
    "Invalid",
    "Job",
    "Json",
    "Kind",
    "Limit",
    "LineField",
    "LoggedEvent",
    "Mark",
    "MarkdownField",
    "NavigationItem",
    "NotFound",
    "Notice",
    "Opened",
    "Opinion",
    "Organization",
    "OwedItem",
    "Page",
    "ParagraphField",
    "Parent",
    "Part",
    "Passage",
    "PasswordField",
    "Permanent",
    "Person",
    "PersonRow",
    "PersonalData",
    "Plugin",
    "Point",
    "Policy",
    "ProductError",
    "Recipient",
    "Ref",
    "SampleNetwork",
    "Scope",
    "Screen",
    "Seen",
    "SelectField",
    "Setting",
    "Share",
    "Site",
    "Space",
    "SpaceKind",
    "Stored",
    "System",
    "Tab",
    "Team",
    "Timestamps",
    "UTCDateTime",
    "Verdict",
    "actions_for",
    "actor_of",
    "anyone",
    "attach_file",
    "attach_files",
    "attached",
    "attached_file",
    "audience",
    "can",
    "clean_copy",
    "clean_line",
    "clean_text",
    "compose",
    "current_actor",
    "current_locale",
    "described",
    "end_reads",
    "enqueue",
    "excerpt",
    "faces",
    "follow",
    "followers",
    "found_space",
    "gettext",
    "hand_out",
    "hashed_password",
    "holders_of",
    "holders_of_twins",
    "host",
    "in_unit_of_work",
    "lazy_gettext",
    "ledger_scope",
    "levels",
    "limited",
    "link",
    "load_events",
    "local",
    "narrowed",
    "new_public_id",
    "newest_first",
    "ngettext",
    "now",
    "nudge",
    "on",
    "opened_files",
    "page",
    "passages_of",
    "password_fits",
    "person_ids_in",
    "plain",
    "public",
    "publish",
    "readable",
    "readable_thing",
    "receive_file",
    "record",
    "release_files",
    "render",
    "require",
    "resolved",
    "rules",
    "screen",
    "send",
    "session",
    "setting",
    "settings",
    "share",
    "shares_now",
    "space",
    "space_by_id",
    "space_by_pk",
    "space_title",
    "spaces_of",
    "spaces_of_person",
    "speaking",
    "take_turn",
    "unit_of_work",
    "versions_for",
    "visible",
    "visible_ids",
    "why",
    "withdraw_share",
]
