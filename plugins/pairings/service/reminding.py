"""Reminding those who owe something, and nobody else: every working day, three times at most for one thing."""

from collections.abc import Callable, Iterator
from datetime import date

from sqlalchemy import exists, select

from community.sdk import Event, now, publish, session, setting, unit_of_work
from plugins.pairings.events import EntryOwed, FeedbackOwed, ResponseOwed
from plugins.pairings.models import Entry, Pairing, Reminder, Response, Round, Wording
from plugins.pairings.queries.days import day_of, today
from plugins.pairings.reminders import days_off, due_reminder
from plugins.pairings.states import GIVING, OWED

Owed = tuple[
    str, int, date, date, bool, Callable[[int], Event]
]  # kind, id, since when, last day, begun, what to publish


def remind() -> None:
    """Remind each team for which today is the day. Safe to repeat."""
    day, free = today(), days_off(str(setting("pairings.days_off")))
    if free(day):
        return
    with unit_of_work():
        for kind, thing_id, begin, due, started, event in [*_entries(), *_feedback(), *_responses()]:
            number = due_reminder(begin, due, day, started=started, free=free)
            if number is None:
                continue
            same = select(Reminder.id).where(
                Reminder.kind == kind, Reminder.object_id == thing_id, Reminder.number == number
            )
            if session().scalar(same) is None:
                session().add(Reminder(kind=kind, object_id=thing_id, number=number, at=now()))
                publish(event(thing_id))


def _entries() -> Iterator[Owed]:
    """Entries that wait for a team, while there is time for it."""
    query = select(Entry, Round).join(Round, Round.id == Entry.round_id)
    query = query.where(Round.state == "collecting", Entry.state.in_(["invited", "in"]))
    for entry, held in session().execute(query.order_by(Entry.id)):
        yield "entry", entry.id, day_of(held.created_at), held.plans_by, False, EntryOwed


def _feedback() -> Iterator[Owed]:
    """Feedback that is not given."""
    begun = exists().where(Wording.pairing_id == Pairing.id)
    query = select(Pairing, begun).join(Round, Round.id == Pairing.round_id)
    query = query.where(Round.state.in_(sorted(GIVING)), Pairing.state.in_(sorted(OWED)))
    for found, started in session().execute(query.order_by(Pairing.id)):
        yield "feedback", found.id, day_of(found.made_at), found.due, started, FeedbackOwed


def _responses() -> Iterator[Owed]:
    """Feedback that is not answered."""
    query = select(Pairing, Round, Response.id).join(Round, Round.id == Pairing.round_id)
    query = query.outerjoin(Response, Response.pairing_id == Pairing.id)
    query = query.where(Round.state.in_(sorted(GIVING)), Pairing.state.in_(["given", "read"]))
    for found, held, begun in session().execute(query.order_by(Pairing.id)):
        since = day_of(found.given_at) if found.given_at is not None else held.feedback_by
        yield "response", found.id, since, held.answers_by, begun is not None, ResponseOwed
