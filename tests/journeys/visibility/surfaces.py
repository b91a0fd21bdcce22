"""Every place that could show something, held against the oracle: the rules themselves, reads, pages, files, nudges."""

import json
from collections import Counter
from collections.abc import Iterator

import pytest
from sqlalchemy import select

from community.access import Anonymous, actions_for, audience, can, labels, rules, visibility, visible
from community.data.database import session
from community.data.refs import Ref
from community.errors import NotFound
from community.files import queries as files
from community.files.attached import files_of
from community.files.models import File, Holder
from community.live import connections, consumer
from community.search.gate import holds
from community.spaces import queries as spaces
from community.spaces.slots import unread_in
from plugins.discussions.models import Reply, Thread
from plugins.discussions.queries import pages, threads, unread
from plugins.moderation.models import Takedown
from tests.journeys.visibility.oracle import Post
from tests.journeys.visibility.play import MARK
from tests.journeys.visibility.play import Play as Stage

KINDS = {"discussions.thread": Thread, "discussions.reply": Reply}
ACTIONS = {
    "discussions.thread": ("reply", "edit", "close", "follow", "share", "moderate"),
    "discussions.reply": ("edit", "moderate"),
}


def readers(stage: Stage) -> Iterator[tuple[int | None, object]]:
    """Everybody who can ask, as they stand at this moment: those with an account, and whoever is not signed in."""
    if not stage.standing:
        stage.standing = {None: Anonymous()} | {
            person: stage.acting(person) for person in stage.world.people if person not in stage.world.gone
        }
    yield from stage.standing.items()


def posts_of(stage: Stage, name: str) -> list[Post]:
    return [post for post in stage.world.posts if stage.ref(post).kind == name]


def rules_agree(stage: Stage) -> None:
    """can, visible, actions_for, audience and labels are one answer, and it is the oracle's."""
    for name, model in KINDS.items():
        posts, kind = {stage.ref(post).id: post for post in posts_of(stage, name)}, rules().kind(name)
        for person, actor in readers(stage):
            expected = {one for one, post in posts.items() if stage.world.reads(person, post)}
            assert set(session().scalars(visible(actor, model).with_only_columns(model.id))) == expected
            assert {one for one in posts if can(actor, "read", session().get(model, one))} == expected
            may = actions_for(actor, model, posts, ACTIONS[name])
            assert may == {one: stage.world.actions(person, post) for one, post in posts.items()}
            for action in ACTIONS[name]:
                listed = set(session().scalars(visible(actor, model, action).with_only_columns(model.id)))
                assert listed == {one for one, actions in may.items() if action in actions}
        for one, post in posts.items():
            heard = set(session().scalars(audience(kind, one)))
            assert heard == {stage.people[person].id for person in stage.world.readers(post)}


def labels_agree(stage: Stage) -> None:
    """A document with the labels of now is found by those who read it, in the version that they read."""
    for name in KINDS:
        posts, kind = {stage.ref(post).id: post for post in posts_of(stage, name)}, rules().kind(name)
        found = labels(kind, list(posts))
        for person, actor in readers(stage):
            held = visibility(actor)
            for one, post in posts.items():
                at_home = stage.world.is_in(person, post.home)
                version = stage.world.version(person, post)
                assert holds(held, found[one], None) == (version > 0 and at_home)
                shared = {each.version for each in found[one].versions if holds(held, found[one], each.version)}
                assert shared == ({version} if version and not at_home else set())


def wordings_agree(stage: Stage) -> None:
    """Titles in cards, notices and ledgers: of what may be read, in the version that may be read."""
    listed = {stage.ref(post).id: post for post in stage.world.threads()}
    answers = {stage.ref(post).id: post for post in stage.world.replies()}
    for person, actor in readers(stage):
        said = {one: post.texts[stage.world.version(person, post) - 1] for one, post in listed.items()
                if stage.world.reads(person, post)}  # fmt: skip
        described = rules().kind("discussions.thread").describe(actor, list(listed))
        assert {one: MARK.findall(title) for one, (title, _) in described.items()} == {
            one: [mark] for one, mark in said.items()
        }
        described = rules().kind("discussions.reply").describe(actor, list(answers))
        assert set(described) == {one for one, post in answers.items() if stage.world.reads(person, post)}
        for one, (title, _) in described.items():
            above = stage.ref(stage.world.posts[answers[one].thread]).id
            assert MARK.findall(title) == [said[above]]


def reads_agree(stage: Stage) -> None:
    """Lists, counts, unread counts and marks."""
    world = stage.world
    for person, actor in readers(stage):
        for name, space in stage.spaces.items():
            rows = pages.threads_in(actor, space.id).items
            here = [post for post in world.threads() if post.home == name and world.reads(person, post)]
            seen = {stage.ref(post).id: len(_read(stage, person, post)) for post in here}
            assert {row.thread.id: row.replies for row in rows} == seen
            members = {stage.people[one].id for one in world.people if world.is_in(one, name)}
            assert set(session().scalars(spaces.person_ids_in(space.id))) == members
        expected = {} if person is None else world.unread(person)
        numbers = {stage.ref(post).id: post.number for post in world.threads()}
        assert {numbers[one]: n for one, n in unread.unread_of(actor, list(numbers)).items()} == expected
        assert {numbers[row.thread.id]: row.new_replies for row in pages.unread_threads(actor, 100)} == expected
        _marks(stage, person, actor)


def _marks(stage: Stage, person, actor) -> None:
    world = stage.world
    mine = {name: space.id for name, space in stage.spaces.items() if world.is_in(person, name)}
    assert {space.id for space in spaces.spaces_of(actor)} == set(mine.values())
    wanted = {mine[home]: number for home, number in _unread(stage, person).items() if home in mine}
    assert unread_in(actor, list(mine.values())) == wanted


def _unread(stage: Stage, person: int | None) -> Counter:
    """How many threads, and things of other modules, hold something new for a person, in each space."""
    counted: Counter = Counter() if person is None else stage.also_unread(person)
    if person is not None and None not in stage.world.off:
        counted += Counter(stage.world.posts[one].home for one in stage.world.unread(person))
    return counted


def _read(stage: Stage, person, thread: Post) -> list[Post]:
    return [one for one in stage.world.replies(thread.number) if stage.world.reads(person, one)]


def threads_agree(stage: Stage) -> None:
    """A thread's page: the version that is the reader's, the replies that they see, what moved since."""
    world = stage.world
    for person, actor in readers(stage):
        moved = {}
        for post in world.threads():
            answers = _read(stage, person, post)
            if not world.reads(person, post):
                with pytest.raises(NotFound):
                    pages.thread_page(actor, stage.public_id(post))
                continue
            shown = pages.thread_page(actor, stage.public_id(post))
            assert shown.wording.version == world.version(person, post)
            assert [one.reply.id for one in shown.posts] == [stage.ref(one).id for one in answers]
            assert shown.count == len(answers)
            fresh = [one for one in answers if one.author is None or one.author != person]
            if fresh:
                moved[stage.public_id(post)] = len(fresh)
        assert dict(unread.moved_since(actor, stage.start.replace(year=2020))) == moved
        for post in world.replies():
            if world.reads(person, post):
                assert threads.place_of(actor, threads.reply(actor, stage.public_id(post)))
            else:
                with pytest.raises(NotFound):
                    threads.reply(actor, stage.public_id(post))


def files_agree(stage: Stage) -> None:
    """A picture is seen by those who see what it stands in."""
    held = select(Holder.kind, Holder.object_id, File).join(File, File.id == Holder.file_id)
    rows = {f"{kind}{number}": file for kind, number, file in session().execute(held)}
    pictures = {stage.ref(post).kind + str(stage.ref(post).id): post for post in stage.world.posts if post.picture}
    for person, actor in readers(stage):
        seen = {row.id for key, row in rows.items() if stage.world.reads(person, pictures[key])}
        assert set(session().scalars(visible(actor, File).with_only_columns(File.id))) == seen
        shown = files_of(actor, [row.public_id for row in rows.values()])
        assert len(shown) == len(seen)
        assert set(files.described(actor, [row.id for row in rows.values()])) == seen
    for key, row in rows.items():
        heard = set(session().scalars(audience(files.FILE, row.id)))
        assert heard == {stage.people[person].id for person in stage.world.readers(pictures[key])}


def takedowns_agree(stage: Stage) -> None:
    """Moderators of the place and the author read why; nobody else knows."""
    rows = {
        (row.kind, row.object_id): row
        for row in session().scalars(select(Takedown).where(Takedown.lifted_at.is_(None)))
    }
    for person, actor in readers(stage):
        seen = set()
        for post in stage.world.posts:
            mine = person is not None and post.author == person
            if post.takedown and (mine or stage.world.moderates(person, post.home)):
                seen.add(rows[stage.ref(post)].id)
        query = visible(actor, Takedown).where(Takedown.lifted_at.is_(None)).with_only_columns(Takedown.id)
        assert set(session().scalars(query)) == seen


def nudges_agree(stage: Stage, app) -> None:
    """Sockets that hear that something moved are those of its readers."""
    known = app.extensions["community.live.connections"] = connections.Connections()
    for person, actor in readers(stage):
        if person is not None:
            known.add(f"socket {person}", actor)
    for post in stage.world.posts:
        rooms = consumer._rooms(stage.ref(post), "topic", at_home=False)
        assert set(rooms) == {f"person:{stage.people[person].id}" for person in stage.world.readers(post)}


def screens_agree(stage: Stage, browse, person: int | None) -> None:
    """Every page that a person can open holds no wording that is not theirs, and answers as if nothing else existed."""
    world, row = stage.world, None if person is None else stage.people[person]
    browser, allowed = browse(row), world.texts(person)
    found = {}
    for path, there in _addresses(stage, person):
        answer = browser.get(path)
        found[path] = answer.status_code
        leaked = set(MARK.findall(answer.get_data(as_text=True))) - allowed
        assert not leaked, (path, leaked)
        if there is not None:
            expected = 302 if person is None else 200 if there else 404
            assert answer.status_code == expected, (path, answer.status_code)
        if path == "/live/catch-up" and person is not None:
            _catch_up(stage, person, json.loads(answer.get_data(as_text=True)))


def _addresses(stage: Stage, person: int | None) -> Iterator[tuple[str, bool | None]]:
    world = stage.world
    yield from ((path, None) for path in ("/", "/live/catch-up", "/moderation/", "/console/ledger", "/notifications/"))
    for name, space in stage.spaces.items():
        inside = world.is_in(person, name)
        yield f"/spaces/{space.slug}/people", inside
        yield f"/discussions/in/{space.slug}/", inside and world.is_on(name)
    for post in world.posts:
        one, reads = stage.public_id(post), world.reads(person, post) and None not in world.off
        if post.thread is None:
            yield f"/discussions/threads/{one}", reads
            yield f"/spaces/share/discussions.thread/{one}", None
        yield f"/moderation/hide/{stage.ref(post).kind}/{one}", None
        yield f"/discussions/{'threads' if post.thread is None else 'replies'}/{one}/history", None


def _catch_up(stage: Stage, person: int, told: dict) -> None:
    mine = {name: space.public_id for name, space in stage.spaces.items() if stage.world.is_in(person, name)}
    expected = {mine[home]: number for home, number in _unread(stage, person).items() if home in mine}
    assert {space: number for space, number in told["unread"].items() if number} == expected


def everything(stage: Stage, app, browse, persons) -> None:
    """All of the above, at this moment."""
    stage.standing = {}
    for check in (rules_agree, labels_agree, wordings_agree, reads_agree, threads_agree, files_agree, takedowns_agree):
        session().close()
        check(stage)
    session().close()
    nudges_agree(stage, app)
    for person in persons:
        if person not in stage.world.gone:
            screens_agree(stage, browse, person)


__all__ = ["Ref", "everything"]
