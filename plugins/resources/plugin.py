"""What resources add, on one screen."""

from community.sdk import Kind, Notice, Parent, Plugin, Ref, Tab
from community.sdk import lazy_gettext as _l
from plugins.resources import events, policy
from plugins.resources.models import Collection, Resource, Tag, Version
from plugins.resources.personal import personal_data
from plugins.resources.queries import collections, resources, tags
from plugins.resources.routes import resources as _resources  # noqa: F401 - its views
from plugins.resources.routes.blueprint import bp

plugin = Plugin(
    name="resources",
    title=_l("Resources"),
    version="1.0",
    kinds=(
        Kind(
            "resources.resource",
            Resource,
            _l("Resource"),
            describe=resources.describe,
            page="resources.show",
            actions=("edit", "share", "moderate", "remove", "review", "use"),
        ),
        Kind(
            "resources.version",
            Version,
            _l("Version of a resource"),
            describe=resources.describe_versions,
            parent=Parent("resources.resource", Version.resource_id),
            labels=policy.version_labels,
        ),
        Kind(
            "resources.collection",
            Collection,
            _l("Collection"),
            describe=collections.describe,
            actions=("edit", "share", "moderate"),
        ),
        Kind("resources.tag", Tag, _l("Tag"), describe=tags.describe, labels=policy.tag_labels),
    ),
    blueprints=(bp,),
    policy=policy.rules,
    events=(
        events.ResourceAdded,
        events.ResourceEdited,
        events.ResourcePurged,
        events.ResourceRemoved,
        events.ResourceRestored,
        events.ReviewAnswered,
        events.ReviewWanted,
        events.VersionAdded,
    ),
    notices=(
        Notice(
            "resources.added",
            events.ResourceAdded,
            about=lambda stored: Ref("resources.resource", stored.event.resource_id),
            to=lambda stored: resources.people_at_home(stored.event.space_id),
            thing=lambda stored: Ref("resources.resource", stored.event.resource_id),
            title=_l("New resource in your space"),
            words=_l("%(who)s added “%(title)s”"),
            urgent=False,
        ),
    ),
    slots_offered=("resources.below", "resources.tools"),
    tabs=(Tab("resources.resources", _l("Resources"), "resources.in_space", order=20),),
    deeds={
        "resource_added": _l("added a resource"),
        "resource_edited": _l("changed what is said about a resource"),
        "version_added": _l("added a version of a resource"),
    },
    personal_data=personal_data,
)
