"""What must hold of a site after a drill: each check gives the faults that it found, in words. Changes nothing but
the search index, which it builds anew beside the one that is checked.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from sqlalchemy import func, select, text
from whoosh.filedb.filestore import FileStorage

from community.data.database import session
from community.events.log import head, read
from community.events.models import CursorPosition, LoggedEvent, Task
from community.events.registry import registry
from community.ledger.chain import verify
from community.ledger.models import Entry
from community.people.actors import actor_of
from community.search import indexer, queries
from community.search.engines.whoosh.schema import META
from community.search.engines.whoosh.snapshot import Snapshot
from community.search.forms import Asked
from community.search.install import room
from plugins.discussions.models import Reply, Revision, Thread
from plugins.moderation.models import Takedown as TakedownRow
from plugins.notifications.models import Inbox, Notice, Waiting
from tests.drills.crowd import Journal, Post
from tests.drills.site import Cast

SEARCHED = 150  # words that are searched for as a person would; the index itself is asked for all of them


def unrest() -> list[str]:
    """What the consumers still have to do. Tasks of a process that died wait for the end of their lease."""
    found = []
    for handler in registry().cursors():
        at = session().get(CursorPosition, handler.name)
        behind = read((at.xid, at.event_id) if at else (0, 0), 10_000)
        if any(handler.wants(one.name) for one in behind):
            found.append(handler.name)
    if session().scalar(select(Entry.id).where(Entry.sequence.is_(None)).limit(1)):
        found.append("seals")
    if room().engine.watermark().position != head():
        found.append("search")
    if session().scalar(select(Task.id).where(Task.state == "due").limit(1)):
        found.append("tasks")
    session().close()
    return found


def posts(journal: Journal) -> Iterator[str]:
    """Nothing acknowledged lost or half there, nothing twice, nothing that nobody wrote."""
    rows: dict[str, list[Any]] = defaultdict(list)
    for kind in (Reply, Thread):
        for row in session().scalars(select(kind)):
            rows[row.body.split()[0]].append(row)
    for post in journal.posts:
        found = rows.pop(post.word, [])
        if len(found) > 1:
            yield f"{post.word} is there {len(found)} times"
        elif not found and post.outcome == "acknowledged":
            yield f"{post.word} was acknowledged and is lost"
        elif found:
            yield from _wording(post, found[0])
    yield from (f"nobody wrote {word}" for word in rows if word != "Opening")
    for thread in session().scalars(select(Thread)):
        query = select(Reply.number).where(Reply.thread_id == thread.id).order_by(Reply.number)
        if session().scalars(query).all() != list(range(1, thread.last_number + 1)):
            yield f"numbers of thread {thread.id} have gaps"


def _wording(post: Post, row: Any) -> Iterator[str]:
    if post.public_id and post.public_id != row.public_id:
        yield f"{post.word} has another address than was answered"
    reworded = row.body.endswith(f"{post.word}e")
    if reworded != (post.edited == "acknowledged") and post.edited != "unknown":
        yield f"{post.word}: rewording {post.edited or 'not asked'}, the text says {row.body!r}"
    if row.version != 1 + reworded:
        yield f"{post.word} has version {row.version}"


def takedowns(journal: Journal) -> Iterator[str]:
    """Every acknowledged hiding and restoring stands, once."""
    rows = {row.public_id: row for row in session().scalars(select(TakedownRow))}
    for one in journal.takedowns:
        row = rows.get(one.public_id)
        if one.hidden == "acknowledged" and row is None:
            yield f"hiding {one.post.word} was acknowledged and is lost"
        elif row is not None and one.lifted != "unknown" and (row.lifted_at is not None) != bool(one.lifted):
            yield f"restoring {one.post.word}: {one.lifted or 'not asked'}"
    standing = Counter((row.kind, row.object_id) for row in rows.values() if row.lifted_at is None)
    yield from (f"{key} is hidden {count} times" for key, count in standing.items() if count > 1)


def one_entry_each() -> Iterator[str]:
    """One event and one ledger entry for each write, and a chain that verifies."""
    told = {
        "discussions.reply_posted": select(Reply.id),
        "discussions.thread_opened": select(Thread.id),
        "discussions.reply_edited": select(Revision.reply_id).where(Revision.reply_id.is_not(None)),
        "discussions.thread_edited": select(Revision.thread_id).where(Revision.thread_id.is_not(None)),
    }
    for name, query in told.items():
        ids = Counter(session().scalars(query))
        if Counter(session().scalars(select(Entry.object_id).where(Entry.action == name))) != ids:
            yield f"{name}: entries of the ledger are not those of the writes"
        if Counter(session().scalars(select(LoggedEvent.subject_id).where(LoggedEvent.name == name))) != ids:
            yield f"{name}: events are not those of the writes"
    hidden = Counter(session().execute(select(TakedownRow.kind, TakedownRow.object_id)).all())
    where = Entry.action == "moderation.hidden"
    if Counter(session().execute(select(Entry.kind, Entry.object_id).where(where)).all()) != hidden:
        yield "moderation.hidden: entries are not those of the writes"
    found = verify()
    yield from found.broken
    if found.unsealed:
        yield f"{found.unsealed} entries are not sealed"


def notices(cast: Cast) -> Iterator[str]:
    """Everybody whom a post concerns has one notice of it, nobody else has any; numbers have no gaps."""
    rows = session().execute(select(Notice.event_id, Notice.person_id).order_by(Notice.event_id)).all()
    yield from (f"{pair} was told {count} times" for pair, count in Counter(rows).items() if count > 1)
    told: dict[int, set[int]] = defaultdict(set)
    for event_id, person_id in rows:
        told[event_id].add(person_id)
    waiting = set(session().scalars(select(Waiting.event_id)))
    wanted = {"discussions.reply_posted": cast.followers, "discussions.thread_opened": cast.members}
    for event in session().scalars(select(LoggedEvent).where(LoggedEvent.name.in_(wanted))):
        expected, given = wanted[event.name] - {event.actor_id}, told[event.id]
        if given == expected or (event.id in waiting and given < expected):
            continue
        yield f"event {event.id}: missing {sorted(expected - given)}, too many {sorted(given - expected)}"
    hidden = select(TakedownRow.object_id).where(TakedownRow.lifted_at.is_(None))
    late = select(Waiting.event_id).where(Waiting.about_id.not_in(hidden))
    yield from (f"event {one} still waits, though nothing hides it" for one in session().scalars(late))
    yield from _numbers()


def _numbers() -> Iterator[str]:
    last = dict(session().execute(select(Inbox.person_id, Inbox.last_seq)).all())
    query = select(Notice.person_id, func.min(Notice.seq), func.max(Notice.seq), func.count())
    for person_id, first, highest, count in session().execute(query.group_by(Notice.person_id)):
        if (first, highest) != (1, count) or last.get(person_id) != count:
            yield f"notices of {person_id} run from {first} to {highest}, {count} of them, last {last.get(person_id)}"


def tasks() -> Iterator[str]:
    """Every task row has ended well, and no mail hangs between asked and sent."""
    for row in session().scalars(select(Task).where(Task.state != "done")):
        yield f"task {row.handler} {row.key} is {row.state}: {row.last_error}"
    hanging = session().scalar(select(func.count()).select_from(Notice).where(Notice.mail == "asked"))
    if hanging:
        yield f"{hanging} notices were asked to be mailed and were not"


def database() -> Iterator[str]:
    """SQLite finds its file whole."""
    found = session().execute(text("PRAGMA integrity_check")).scalars().all()
    yield from (one for one in found if one != "ok")
    yield from (f"foreign key: {row}" for row in session().execute(text("PRAGMA foreign_key_check")))


def searching(cast: Cast, journal: Journal) -> Iterator[str]:
    """The index holds what a fresh one would, labels and all; every word that is kept is found once."""
    before = _index()
    indexer.rebuild()
    after = _index()
    for key in sorted(before.keys() | after.keys()):
        if before.get(key) != after.get(key):
            yield f"{key} is in the index as {before.get(key)}, a fresh one has {after.get(key)}"
    with_word = Counter(word for fields in after.values() for name, word in fields if name == "exact")
    kept = {body.split()[0] for kind in (Reply, Thread) for body in session().scalars(select(kind.body))}
    words = [post.word for post in journal.posts if post.word in kept]
    yield from (f"{word} is in {with_word[word]} documents" for word in words if with_word[word] != 1)
    moderator = actor_of(cast.moderator[0])
    for word in words[:: max(1, len(words) // SEARCHED)]:
        total = queries.search(moderator, Asked(text=word, exactly=True)).total
        if total != 1:
            yield f"searching for {word} finds {total}"


def _index() -> dict[str, set[tuple[str, str]]]:
    """Every document of the current index on disk: its key, and all its terms with their fields."""
    generations = room().engine.generations
    snapshot = Snapshot(FileStorage(str(generations.folder(generations.current()))).open_index())
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    twice: Counter[str] = Counter()
    for segment in snapshot.segments:
        living = [segment.live >> number & 1 for number in range(segment.size)]
        twice.update(key for number, key in enumerate(segment.facts.keys) if living[number])
        for field in segment.reader.indexed_field_names():
            for term in segment.terms(field):
                for number in segment.postings(field, term)[0]:
                    if living[number]:
                        found[segment.facts.keys[number]].add((field, term))
    snapshot.close()
    for key, count in twice.items():
        if count > 1:
            found[key].add(("twice", str(count)))
    return {key: terms for key, terms in found.items() if key not in ("", META)}
