"""What moderation adds, on one screen."""

from community.sdk import Kind, NavigationItem, Notice, Plugin, Ref, Screen, Seen, Setting
from community.sdk import lazy_gettext as _l
from plugins.moderation import events, policy, queries, routes, screens, service, slots
from plugins.moderation.models import Takedown
from plugins.moderation.personal import personal_data

plugin = Plugin(
    name="moderation",
    title=_l("Moderation"),
    version="1.0",
    welcomes=("discussions", "resources"),
    kinds=(
        Kind(
            "moderation.takedown",
            Takedown,
            _l("Moderation"),
            describe=queries.describe,
            page="moderation.show",
            actions=("decide",),
        ),
    ),
    blueprints=(routes.bp,),
    policy=policy.rules,
    events=(events.Hidden, events.Held, events.Restored, events.Released, events.CaseRead),
    notices=(
        Notice(
            "moderation.yours_hidden",
            events.Hidden,
            about=lambda stored: Ref("moderation.takedown", stored.event.takedown_id),
            to=lambda stored: queries.author_of(stored.event.takedown_id),
            thing=lambda stored: Ref("moderation.takedown", stored.event.takedown_id),
            title=_l("A moderator hid something you wrote"),
            words=_l("%(who)s hid “%(title)s”, which you wrote: read why"),
        ),
        *(
            Notice(
                name,
                event,
                about=lambda stored: Ref("moderation.takedown", stored.event.takedown_id),
                to=lambda stored: queries.author_of(stored.event.takedown_id),
                thing=lambda stored: Ref("moderation.takedown", stored.event.takedown_id),
                title=_l("What you wrote is open to its readers"),
                words=_l("%(who)s opened “%(title)s”, which you wrote, to its readers"),
            )
            for name, event in (
                ("moderation.yours_restored", events.Restored),
                ("moderation.yours_released", events.Released),
            )
        ),
        Notice(
            "moderation.held",
            events.Held,
            about=lambda stored: Ref("moderation.takedown", stored.event.takedown_id),
            to=lambda stored: queries.moderators_for(stored.event.takedown_id),
            thing=lambda stored: Ref("moderation.takedown", stored.event.takedown_id),
            title=_l("A post waits for a moderator"),
            words=_l("A post by %(who)s waits for a moderator"),
        ),
    ),
    seen=(
        Seen(
            events.CaseRead,
            "moderation.takedown",
            ids=lambda stored: queries.itself(stored.event.takedown_id),
        ),
    ),
    slots_filled={
        "artifacts.tools": slots.tools,
        "discussions.post.tools": slots.tools,
        "pairings.tools": slots.tools,
        "resources.tools": slots.tools,
    },
    owes=(slots.owed,),
    screens=(Screen("moderation.links_and_words", screens.check, service.hold),),
    navigation=(NavigationItem(_l("Moderation"), "moderation.queue", "moderation.see_queue", order=60),),
    settings=(
        Setting("most_links", 5, _l("Most links in a post"), _l("A post with more links waits for a moderator.")),
        Setting(
            "watched_words", "", _l("Watched words"), _l("One a line. A post with one of them waits for a moderator.")
        ),
    ),
    deeds={
        "hidden": _l("hid it from members"),
        "held": _l("wrote what waits for a moderator"),
        "restored": _l("restored it"),
        "released": _l("released it"),
    },
    personal_data=personal_data,
)
