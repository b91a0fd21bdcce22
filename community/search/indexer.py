"""The index follows the event log: a cursor whose position lies in the index itself, in the commit of its effect.

The only place that knows both the log and the engine. A crash anywhere is a replay; a doubt is a rebuild.
"""

import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence

import structlog
from sqlalchemy import select

from community.config import current
from community.data.database import session
from community.data.refs import Ref
from community.data.unit_of_work import end_reads
from community.events.contract import Duty, Job
from community.events.log import Stored, head, load, narrowing_after, read
from community.events.models import LoggedEvent
from community.search.documents import Document, DocumentSource
from community.search.engines.contract import START, Change, Drop, EngineUnhealthy, Put, Watermark
from community.search.install import room
from community.search.labelled import documents, inside

BATCH = 200  # events of one commit
LOADED = 200  # things whose texts are in memory at once
LONG_LOADED = 10  # of a kind with pages
PERSON = "people.person"
SMALL = 2_000  # things whose index is built in a second or two

log = structlog.get_logger("search")
Progress = Callable[[str], None]


def step() -> bool:
    """Bring the index up to the log, a batch at a time. Returns whether there may be more to do at once."""
    engine = room().engine
    try:
        reached = engine.watermark()
    except EngineUnhealthy as problem:
        log.warning("search index is unhealthy: building another", reason=str(problem))
        _rebuild_where_it_fits()
        return True
    if not _continues(reached):
        if reached == START and head() == START.position:
            return False  # nothing ever happened
        _rebuild_where_it_fits()
        return True
    events = read(reached.position, BATCH)
    if not events:
        return False
    changes = fold(events)
    end_reads()
    engine.apply(changes, mark(events[-1]))
    return len(events) == BATCH


def _continues(reached: Watermark) -> bool:
    """Whether the index was built from this very log, and nothing after it has been tidied away since."""
    if reached == START:
        return False
    found = session().get(LoggedEvent, reached.event_id)
    return found is not None and (found.xid, found.at.isoformat()) == (reached.xid, reached.mark)


def mark(event: Stored) -> Watermark:
    """The position of an event, with what tells it from another log's event of the same number."""
    return Watermark(event.xid, event.id, event.at.isoformat())


def fold(events: Sequence[Stored], generation: str | None = None) -> list[Change]:
    """What events come to: for each thing they touched, and what depends on it, how it reads now.

    What lives inside a subject depends on it; so does, by its author's name, what a person wrote, which only the
    index (of a `generation`) still knows once the account is closed.
    """
    known = room().sources
    touched: set[Ref] = set()
    changed: set[Ref] = set()
    for event in (one for one in events if _matters(one)):
        refs = event.refs or ((event.subject,) if event.subject else ())
        touched.update(refs)
        changed.update(refs if _narrows(event) else refs[:1])
        for source in known.values():
            if event.name in source.follows:
                touched.update(Ref(source.kind, one) for one in source.follows[event.name](event))
    touched |= inside(changed)
    for ref in changed:
        if ref.kind == PERSON:
            touched |= room().engine.refs("author", str(ref.id), generation)
    return list(_changes(touched))


def _matters(event: Stored) -> bool:
    """What only the actor's own pages are told of (reading, drafts) changes no text and no rule."""
    return event.event is None or event.event.reaches != "actor" or event.event.narrows


def _narrows(event: Stored) -> bool:
    return event.event is None or event.event.narrows


def _changes(touched: set[Ref]) -> Iterator[Change]:
    for kind, source in room().sources.items():
        ids = sorted(ref.id for ref in touched if ref.kind == kind)
        for some in _slices(ids, _at_once(source)):
            for ref, found in documents(source, some).items():
                yield Put(ref, found) if found else Drop(ref)


def _at_once(source: DocumentSource) -> int:
    return LOADED if source.pages is None else LONG_LOADED


def _slices(ids: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    return (ids[at : at + size] for at in range(0, len(ids), size))


def _rebuild_where_it_fits() -> None:
    """Small indexes here; large ones in a process of their own, which leaves this one to its readers."""
    if current().testing or not _many():
        rebuild()
    else:
        subprocess.run([sys.executable, "-m", "community.cli", "search", "rebuild"], check=True)


def _many() -> bool:
    things = 0
    for source in room().sources.values():
        for ids in _all_ids(source):
            things += len(ids)
            if things > SMALL:
                return True
    return False


def rebuild(progress: Progress = lambda _words: None) -> str:
    """Build a generation from the database, let it catch up, make it the current one. Returns its name.

    Searching goes on meanwhile; the old generation serves until the new one is whole.
    """
    engine = room().engine
    started = _newest()
    end_reads()
    generation = engine.build(_everything(progress), started)
    at = started
    while events := read(at.position, BATCH):
        changes, at = fold(events, generation), mark(events[-1])
        end_reads()
        engine.apply(changes, at, generation)
    end_reads()
    engine.promote(generation)
    progress(f"{generation} is current")
    log.info("search index built", generation=generation)
    return generation


def _newest() -> Watermark:
    """The end of the log, as a watermark."""
    xid, event_id = head()
    found = load_one(event_id)
    return mark(found) if found is not None and found.xid == xid else START


def load_one(event_id: int) -> Stored | None:
    """One event of the log."""
    return next(iter(load(select(LoggedEvent).where(LoggedEvent.id == event_id))), None)


def _everything(progress: Progress) -> Iterator[Document]:
    for source in room().sources.values():
        count = 0
        for ids in _all_ids(source):
            for found in documents(source, ids).values():
                count += len(found)
                yield from found
            end_reads()
            progress(f"{source.kind}: {count}")


def _all_ids(source: DocumentSource) -> Iterator[Sequence[int]]:
    after = 0
    while ids := source.ids(after, _at_once(source)):
        yield ids
        after = max(ids)


def masked() -> frozenset[str]:
    """Keys of things that somebody may have lost and the index does not know yet: nothing of them may be counted."""
    reached = room().engine.watermark()
    events = narrowing_after(reached.position)
    refs = {ref for event in events for ref in (event.refs or ((event.subject,) if event.subject else ()))}
    return frozenset(ref.key for ref in refs | room().pending())


def tidy() -> None:
    """Take what was erased off the disk for good; safe to repeat."""
    room().engine.tidy()


SCHEDULE = (Job("search.tidy", "40 3 * * *", tidy),)
DUTY = Duty("search", step, patience=0.2, local=True)
