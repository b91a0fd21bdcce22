"""What resources add, on one screen."""

from community.sdk import Job, Kind, Notice, Parent, Plugin, Ref, Tab
from community.sdk import lazy_gettext as _l
from plugins.resources import events, policy, routes, samples, search, slots
from plugins.resources.models import Collection, Resource, Tag, Version
from plugins.resources.personal import personal_data
from plugins.resources.queries import collections, followers, resources, reviews, tags
from plugins.resources.service import removal

RESOURCE, VERSION = "resources.resource", "resources.version"

plugin = Plugin(
    name="resources",
    title=_l("Resources"),
    version="1.0",
    kinds=(
        Kind(
            RESOURCE,
            Resource,
            _l("Resource"),
            describe=resources.describe,
            page="resources.show",
            actions=("edit", "share", "moderate", "remove", "review", "use"),
        ),
        Kind(
            VERSION,
            Version,
            _l("Version of a resource"),
            describe=resources.describe_versions,
            parent=Parent(RESOURCE, Version.resource_id),
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
    blueprints=(routes.bp,),
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
    schedule=(Job("resources.purge", "17 3 * * *", removal.purge),),
    documents=(search.source,),
    notices=(
        Notice(
            "resources.added",
            events.ResourceAdded,
            about=lambda stored: Ref(RESOURCE, stored.event.resource_id),
            to=lambda stored: followers.of_new_resource(stored.event.resource_id, stored.event.space_id),
            thing=lambda stored: Ref(RESOURCE, stored.event.resource_id),
            title=_l("New resource in your space"),
            words=_l("%(who)s added “%(title)s”"),
            urgent=False,
        ),
        Notice(
            "resources.version_added",
            events.VersionAdded,
            about=lambda stored: Ref(VERSION, stored.event.version_id),
            to=lambda stored: followers.of_new_version(stored.event.resource_id),
            thing=lambda stored: Ref(RESOURCE, stored.event.resource_id),
            title=_l("New version of a resource you follow"),
            words=_l("%(who)s added a version of “%(title)s”"),
            urgent=False,
        ),
        Notice(
            "resources.review_wanted",
            events.ReviewWanted,
            about=lambda stored: Ref(VERSION, stored.event.version_id),
            to=lambda stored: reviews.reviewers(stored.event.version_id),
            thing=lambda stored: Ref(RESOURCE, stored.event.resource_id),
            title=_l("A resource waits for your review"),
            words=_l("%(who)s would like “%(title)s” reviewed"),
        ),
        Notice(
            "resources.review_answered",
            events.ReviewAnswered,
            about=lambda stored: Ref(VERSION, stored.event.version_id),
            to=lambda stored: reviews.whose(stored.event.version_id),
            thing=lambda stored: Ref(RESOURCE, stored.event.resource_id),
            title=_l("Somebody reviewed your resource"),
            words=_l("%(who)s reviewed “%(title)s”: read the answer"),
        ),
    ),
    slots_offered=("resources.actions", "resources.below", "resources.tools"),
    tabs=(Tab("resources.resources", _l("Resources"), "resources.in_space", order=20),),
    owes=(slots.owed,),
    deeds={
        "resource_added": _l("added a resource"),
        "resource_edited": _l("changed what is said about a resource"),
        "resource_purged": _l("let go of a removed resource"),
        "resource_removed": _l("removed a resource"),
        "resource_restored": _l("brought a resource back"),
        "review_answered": _l("answered a review"),
        "review_asked": _l("asked for changes"),
        "review_declined": _l("declined to publish it"),
        "review_published": _l("published it after review"),
        "version_added": _l("added a version of a resource"),
    },
    samples=samples.load,
    personal_data=personal_data,
)
