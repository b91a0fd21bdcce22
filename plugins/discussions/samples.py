"""Our part of the sample network: threads and replies of invented people, in both languages."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select, update

from community.sdk import Person, SampleNetwork, Space, actor_of, session, unit_of_work
from plugins.discussions import service
from plugins.discussions.models import Reply, Thread
from plugins.discussions.sample_texts import TALKS, Talk


def load(network: SampleNetwork) -> None:
    """Threads of some weeks in the first collaboration, so that lists, replies and unread marks can be seen."""
    space = session().scalars(select(Space).where(Space.kind == "collaboration").order_by(Space.id)).first()
    if space is None:
        return
    for n, talk in enumerate(TALKS):
        _tell(network, space.public_id, talk, n)


def _tell(network: SampleNetwork, space_id: str, talk: Talk, n: int) -> None:
    began = network.now - timedelta(days=talk.days_ago)
    author = _actor(network, talk.by)
    text = service.written(talk.body, talk.language, talk.title)
    thread, _held = service.open_thread(author, space_id, text)
    _date(Thread, thread.id, began, {"active_at": began})
    for step, answer in enumerate(talk.replies, start=1):
        at = began + timedelta(hours=7 * step + n)
        row, _held = service.reply(
            _actor(network, answer.by), thread.public_id, service.written(answer.body, answer.language)
        )
        _date(Reply, row.id, at, {})
        _date(Thread, thread.id, began, {"active_at": at})


def _actor(network: SampleNetwork, key: str) -> Person:
    actor = actor_of(network.get(f"person:{key}").id)
    if actor is None:
        raise KeyError(key)
    return actor


def _date(model: Any, row_id: int, at: Any, more: dict[str, Any]) -> None:
    with unit_of_work():
        session().execute(update(model).where(model.id == row_id).values(created_at=at, updated_at=at, **more))
