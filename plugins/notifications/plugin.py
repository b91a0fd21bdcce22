"""What notifications add, on one screen."""

from community.sdk import CatchUp, Job, Plugin, Setting, on
from community.sdk import lazy_gettext as _l
from plugins.notifications import handlers, routes, slots
from plugins.notifications.personal import personal_data

plugin = Plugin(
    name="notifications",
    title=_l("Notices"),
    version="1.0",
    welcomes=("discussions", "moderation"),
    blueprints=(routes.bp,),
    handlers=(on("*", call=handlers.follow_log, mode="cursor"),),
    tasks={handlers.MAIL_TASK: handlers.mail},
    schedule=(Job("notifications.ask_for_mails", "* * * * *", handlers.ask_for_mails),),
    slots_filled={"frame.bell": slots.bell, "home.because": slots.answers},
    catch_up=(CatchUp("notifications.bell", slots.catch_up),),
    settings=(
        Setting(
            "mail_after",
            15,
            _l("Minutes before a mail"),
            _l("A notice that asks for attention is mailed when it stays unread for so long."),
        ),
    ),
    personal_data=personal_data,
)
