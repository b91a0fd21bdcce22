"""Tasks: one row per effect, leased, retried with back-off, dead after eight tries, never in the way of the next."""

from datetime import timedelta
from typing import Any

from sqlalchemy import or_, select, update

from community.clock import now
from community.data.database import session
from community.data.unit_of_work import end_reads, unit_of_work
from community.events.contract import Handler
from community.events.log import cause, load
from community.events.models import LoggedEvent, Task
from community.events.registry import registry

MAX_TRIES = 8
LEASE = timedelta(minutes=5)
ASLEEP = timedelta(minutes=1)  # until it is asked again whether a module is on


class Permanent(Exception):
    """Raised by a task that no later try can help: it is dead at once."""


def enqueue(name: str, key: str, **arguments: Any) -> None:
    """Ask for the work `name` with `arguments`, inside the open unit of work. The same `key` is asked for once."""
    if name not in registry().tasks:
        raise KeyError(f"no module declares the task {name!r}")
    if session().scalar(select(Task.id).where(Task.handler == name, Task.key == key)) is None:
        session().add(Task(handler=name, key=key, arguments=arguments))
        session().flush()
    with unit_of_work() as work:
        work.after_commit(registry().wake)


def run_due(limit: int = 20) -> int:
    """Run the tasks that are due, each in a try of its own. Returns how many were taken."""
    taken = _lease(limit)
    for task_id, tries in taken:
        _run(task_id, tries)
    return len(taken)


def _lease(limit: int) -> list[tuple[int, int]]:
    """Take tasks that are free: (id, which try this is). The number tells a later holder from an earlier one."""
    at = now()
    free = or_(Task.state == "due", (Task.state == "leased") & (Task.leased_until < at))
    query = select(Task.id).where(free, Task.due_at <= at).order_by(Task.due_at, Task.id).limit(limit)
    if not session().scalar(query.limit(1)):
        return []
    with unit_of_work():
        found = list(session().scalars(query.with_for_update(skip_locked=True)))
        session().execute(
            update(Task).where(Task.id.in_(found)).values(state="leased", leased_until=at + LEASE, tries=Task.tries + 1)
        )
        rows = session().execute(select(Task.id, Task.tries).where(Task.id.in_(found))).all()
    order = {task_id: place for place, task_id in enumerate(found)}
    return sorted(((row[0], row[1]) for row in rows), key=lambda row: order[row[0]])


def _mine(task_id: int, tries: int) -> Any:
    """True for a task that is still this holder's: after the end of its lease another may have taken it."""
    return (Task.id == task_id) & (Task.state == "leased") & (Task.tries == tries)


def _run(task_id: int, tries: int) -> None:
    task = _begun(task_id, tries)
    if task is None:
        return
    if _asleep(task):
        _put_back(task)
        return
    try:
        _call(task)
        end_reads()  # rows changed outside a unit of work are an error of the task's own
    except Permanent as error:
        _ended(task, error, dead=True)
    except Exception as error:  # noqa: BLE001 - kept for operators and tried again
        _ended(task, error, dead=task.tries >= MAX_TRIES)
    else:
        _ended(task, None, dead=False)


def _begun(task_id: int, tries: int) -> Task | None:
    """The task, if it is still ours, with most of its lease before it: others of the batch may have been slow."""
    at = now()
    task = session().scalars(select(Task).where(_mine(task_id, tries))).one_or_none()
    if task is None:
        return None
    session().expunge(task)
    if task.leased_until is not None and task.leased_until > at + LEASE / 2:
        return task
    with unit_of_work():
        renewed = update(Task).where(_mine(task_id, tries)).values(leased_until=at + LEASE)
        kept = session().scalar(renewed.returning(Task.id))
    return task if kept else None


def _call(task: Task) -> None:
    named = registry().tasks.get(task.handler)
    if named is not None:
        named(**task.arguments)
        return
    handler = _handler(task)
    if handler is None:
        raise Permanent(f"no module of this site does {task.handler} any more")
    stored = load(select(LoggedEvent).where(LoggedEvent.id == task.event_id))
    if not stored or stored[0].event is None:
        raise Permanent(f"event {task.event_id} is gone, or was written by another version of its module")
    token = cause.set(stored[0])
    try:
        handler.call(stored[0])
    finally:
        cause.reset(token)


def _handler(task: Task) -> Handler | None:
    return next((one for one in registry().handlers if one.name == task.handler), None)


def _asleep(task: Task) -> bool:
    """Whether the module whose work it is is switched off."""
    handler = _handler(task)
    if handler is not None:
        return registry().is_off(handler.owner) and not handler.when_off
    return task.handler in registry().tasks and registry().is_off(task.handler.partition(".")[0])


def _put_back(task: Task) -> None:
    """It waits until its module is on again, and this was no try."""
    values = {"state": "due", "tries": task.tries - 1, "due_at": now() + ASLEEP, "leased_until": None}
    with unit_of_work():
        session().execute(update(Task).where(_mine(task.id, task.tries)).values(**values))


def _ended(task: Task, error: Exception | None, *, dead: bool) -> None:
    session().close()  # whatever a failed task left undone
    at = now()
    values: dict[str, Any] = {"state": "done", "ended_at": at, "last_error": None, "leased_until": None}
    if error is not None:
        words = f"{type(error).__name__}: {error}"[-4000:]
        wait = timedelta(seconds=min(2**task.tries * 5, 3600))
        values |= {"state": "dead" if dead else "due", "last_error": words, "due_at": at + wait}
        values["ended_at"] = at if dead else None
    with unit_of_work():
        session().execute(update(Task).where(_mine(task.id, task.tries)).values(**values))


def retry(task_id: int) -> bool:
    """Give a dead or waiting task a fresh set of tries, at once; False for one that is done, or being tried just now.

    For operators, inside the unit of work.
    """
    values: dict[str, Any] = {"state": "due", "tries": 0, "due_at": now(), "ended_at": None}
    waits = update(Task).where(Task.id == task_id, Task.state.in_(("dead", "due"))).values(**values)
    found = session().scalar(waits.returning(Task.id))
    with unit_of_work() as work:
        work.after_commit(registry().wake)
    return found is not None
