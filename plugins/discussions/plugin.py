"""What discussions add, on one screen."""

from community.sdk import CatchUp, Kind, Mark, Notice, Parent, Plugin, Ref, Seen, Tab, on
from community.sdk import lazy_gettext as _l
from plugins.discussions import events, handlers, policy, routes, samples, search, slots
from plugins.discussions.models import Reply, Thread
from plugins.discussions.personal import personal_data
from plugins.discussions.queries import threads
from plugins.discussions.queries.unread import unread_by_space

plugin = Plugin(
    name="discussions",
    title=_l("Discussions"),
    version="1.0",
    kinds=(
        Kind(
            "discussions.thread",
            Thread,
            _l("Thread"),
            describe=threads.describe_threads,
            page="discussions.thread",
            actions=("reply", "edit", "close", "follow", "share", "moderate"),
        ),
        Kind(
            "discussions.reply",
            Reply,
            _l("Reply"),
            describe=threads.describe_replies,
            page="discussions.reply_at",
            actions=("edit", "moderate"),
            parent=Parent("discussions.thread", Reply.thread_id),
        ),
    ),
    blueprints=(routes.bp,),
    policy=policy.rules,
    events=(
        events.ThreadOpened,
        events.ThreadEdited,
        events.ThreadClosed,
        events.ThreadReopened,
        events.ThreadRead,
        events.ReplyPosted,
        events.ReplyEdited,
    ),
    handlers=(
        on(
            "people.team_joined", "people.role_given", "people.pass_given", call=handlers.newcomers_begin, mode="cursor"
        ),
        on(
            "moderation.hidden",
            "moderation.held",
            "moderation.restored",
            "moderation.released",
            call=handlers.activity_follows,
            mode="cursor",
        ),
    ),
    documents=(search.threads, search.replies),
    notices=(
        Notice(
            "discussions.replied",
            events.ReplyPosted,
            about=lambda stored: Ref("discussions.reply", stored.event.reply_id),
            to=lambda stored: threads.followers(stored.event.thread_id),
            thing=lambda stored: Ref("discussions.thread", stored.event.thread_id),
            title=_l("New reply in a thread you follow"),
            words=_l("%(who)s replied in “%(title)s”"),
        ),
        Notice(
            "discussions.opened",
            events.ThreadOpened,
            about=lambda stored: Ref("discussions.thread", stored.event.thread_id),
            to=lambda stored: threads.people_at_home(stored.event.space_id),
            thing=lambda stored: Ref("discussions.thread", stored.event.thread_id),
            title=_l("New thread in your space"),
            words=_l("%(who)s opened “%(title)s”"),
            urgent=False,
        ),
    ),
    seen=(
        Seen(
            events.ThreadRead,
            "discussions.thread",
            ids=lambda stored: threads.itself(stored.event.thread_id),
        ),
        Seen(
            events.ThreadRead,
            "discussions.reply",
            ids=lambda stored: threads.replies_up_to(stored.event.thread_id, stored.event.number),
        ),
    ),
    slots_offered=("discussions.thread.below", "discussions.post.tools"),
    slots_filled={
        "home.new": slots.new_threads,
        "artifacts.below": slots.about_artifact,
        "artifacts.editing": slots.answered,
        "pairings.below": slots.about_pairing,
        "resources.below": slots.about_resource,
    },
    tabs=(Tab("discussions.threads", _l("Discussions"), "discussions.in_space", order=10),),
    marks=(Mark("discussions.unread", unread_by_space),),
    catch_up=(CatchUp("discussions.unread", slots.catch_up),),
    deeds={
        "thread_opened": _l("opened a thread"),
        "thread_edited": _l("reworded a thread"),
        "thread_closed": _l("closed a thread"),
        "thread_reopened": _l("reopened a thread"),
        "reply_posted": _l("replied"),
        "reply_edited": _l("reworded a reply"),
    },
    samples=samples.load,
    personal_data=personal_data,
)
