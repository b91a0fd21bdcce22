"""What notifications do after others' commits: tell people, settle what was read, mail what stays unread.

All of it may be repeated.
"""

from collections.abc import Sequence
from typing import Any

from community.sdk import (
    PersonRow,
    Recipient,
    Ref,
    Stored,
    actor_of,
    compose,
    enqueue,
    link,
    nudge,
    send,
    session,
    settings,
    speaking,
    unit_of_work,
)
from community.sdk import lazy_gettext as _l
from plugins.notifications import service
from plugins.notifications.queries import lines, notices

MAIL_TASK = "notifications.mail"
OPENED_AGAIN = frozenset({"moderation.released", "moderation.restored"})


def follow_log(events: Sequence[Stored]) -> None:
    """Make notices of events in the order of the log, and settle those that were read; then tell open pages once."""
    told: set[int] = set()
    read: set[int] = set()
    for stored in events:
        told |= service.tell(stored)
        read |= service.see(stored)
        if stored.name in OPENED_AGAIN:
            told |= service.tell_waiting(stored)
    nudge(sorted(told), service.BELL, "notifications.told")
    nudge(sorted(read - told), service.BELL, "notifications.read")


def ask_for_mails() -> None:
    """Each minute: one task for each person and thing with urgent notices that stayed unread."""
    with unit_of_work():
        for due in notices.mails_due():
            key = f"{due.person_id}:{due.thing.key}:{due.up_to}"
            enqueue(
                MAIL_TASK, key, person_id=due.person_id, kind=due.thing.kind, thing_id=due.thing.id, up_to=due.up_to
            )
            service.note_mail(due.person_id, due.thing, due.up_to, "asked")


def mail(person_id: int, kind: str, thing_id: int, up_to: int) -> None:
    """Send one mail about what is still unread, still there and still the reader's to read; else none."""
    thing = Ref(kind, thing_id)
    message = _message(person_id, thing, up_to)
    if message is not None:
        send(message)
    service.note_mail(person_id, thing, up_to, "sent" if message is not None else "dropped")


def _message(person_id: int, thing: Ref, up_to: int) -> Any:
    actor, row = actor_of(person_id), session().get(PersonRow, person_id)
    if actor is None or row is None or not row.email:
        return None
    to = Recipient(row.email, row.name, row.locale or settings().locales[0], actor.zone)
    with speaking(to.locale, to.zone):
        unread = list(notices.to_mail(actor, thing, up_to))
        said = lines.by_person(actor, unread[::-1])[::-1]
        about = lines.by_thing(actor, unread[::-1])
        if not said or not about:
            return None
        return compose(
            "notifications/mail/unread",
            to,
            f"notifications:{actor.public_id}:{thing.key}:{up_to}",
            said[0] if len(unread) == 1 else _l("New in %(title)s", title=about[0].title),
            lines=said,
            action_url=link(about[0].url),
            reason=_l(
                "You get this mail because this stayed unread for %(minutes)s minutes. What you read on the site is "
                "not mailed.",
                minutes=notices.mail_after(),
            ),
        )
