"""Our part of the sample network: threads and replies of invented people, in both languages."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from sqlalchemy import func, select, update

from community.sdk import Person, SampleNetwork, Space, actor_of, now, person_ids_in, publish, session, unit_of_work
from plugins.discussions import service
from plugins.discussions.events import ThreadRead
from plugins.discussions.models import Reading, Reply, SpaceReading, Thread
from plugins.discussions.sample_texts import TALKS, Answer, Talk

BEGAN = timedelta(days=60)  # what was written since then counted as new to those who were there
UNREAD = timedelta(days=5)  # everybody has read what is older


def load(network: SampleNetwork) -> None:
    """Threads of some weeks in the first collaboration, told in the order of time; the last days are still unread."""
    space = session().scalars(select(Space).where(Space.kind == "collaboration").order_by(Space.id)).first()
    if space is None:
        return
    place, opened = (space.id, space.public_id), dict[int, Thread]()
    for at, n, answer in sorted(_steps(network), key=lambda step: step[0]):
        with network.at(at):
            if answer is None:
                opened[n] = _open(network, place[1], TALKS[n])
            else:
                _answer(network, opened[n], answer)
    with network.at(network.now - UNREAD):
        _all_read(place[0])


def _steps(network: SampleNetwork) -> Iterator[tuple[datetime, int, Answer | None]]:
    for n, talk in enumerate(TALKS):
        began = network.now - timedelta(days=talk.days_ago)
        yield began, n, None
        for step, answer in enumerate(talk.replies, start=1):
            yield began + timedelta(hours=7 * step + n), n, answer


def _open(network: SampleNetwork, space_id: str, talk: Talk) -> Thread:
    text = service.written(talk.body, talk.language, talk.title)
    return service.open_thread(_actor(network, talk.by), space_id, text)[0]


def _answer(network: SampleNetwork, thread: Thread, answer: Answer) -> None:
    service.reply(_actor(network, answer.by), thread.public_id, service.written(answer.body, answer.language))


def _actor(network: SampleNetwork, key: str) -> Person:
    actor = actor_of(network.get(f"person:{key}").id)
    if actor is None:
        raise KeyError(key)
    return actor


def _all_read(space_id: int) -> None:
    """Everybody in the space has read what was there by now; what they were told of it is settled by the events."""
    with unit_of_work():
        session().execute(update(SpaceReading).where(SpaceReading.space_id == space_id).values(since=now() - BEGAN))
        last = func.coalesce(func.max(Reply.number), 0)
        query = select(Thread.id, last).outerjoin(Reply, (Reply.thread_id == Thread.id) & (Reply.created_at <= now()))
        query = query.where(Thread.space_id == space_id, Thread.created_at <= now()).group_by(Thread.id)
        reached: dict[int, int] = dict(session().execute(query).all())
        rows = session().scalars(select(Reading).where(Reading.thread_id.in_(reached)))
        known = {(row.person_id, row.thread_id): row for row in rows}
        _read(known, session().scalars(person_ids_in(space_id)).all(), reached)


def _read(known: dict[tuple[int, int], Reading], people: Iterable[int], reached: dict[int, int]) -> None:
    for person_id in people:
        for thread_id, number in reached.items():
            row = known.get((person_id, thread_id)) or Reading(person_id=person_id, thread_id=thread_id, follows=False)
            row.read_number, row.read_at = number, now()
            session().add(row)
            publish(ThreadRead(thread_id, person_id, number), person_id)
