"""Plays what people write, share and moderate, on the app and in the oracle's world. Compares nothing but refusals."""

import re
from collections import Counter
from collections.abc import Callable

import pytest

from community.access import System
from community.data.database import session
from community.data.refs import Ref
from community.data.unit_of_work import unit_of_work
from community.errors import Forbidden, NotFound
from community.events import publish
from community.files.models import Blob, File, Holder
from community.spaces import service as spaces
from community.spaces.events import ShareGiven
from community.spaces.models import Share as ShareRow
from plugins.discussions import service as discussions
from plugins.discussions.models import Reply, Thread
from plugins.moderation import service as moderation
from plugins.moderation.models import Takedown
from tests.journeys.visibility.oracle import Post, Share
from tests.journeys.visibility.stage import Stage

MARK = re.compile(r"zqw\d+wqz")
EVERYWHERE_WORD = "zebra"
LIKELY = 6  # of 8: how often somebody tries what they may


class Play(Stage):
    """The stage with what stands on it. Every step takes small numbers and is safe whatever they are."""

    def __init__(self, *given) -> None:
        self.marks = 0
        self.rows: dict[int, Thread | Reply] = {}
        super().__init__(*given)

    def also_unread(self, person: int) -> Counter:
        """How much of other modules is new for a person, in each space."""
        del person
        return Counter()

    def ref(self, post: Post) -> Ref:
        return Ref("discussions.thread" if post.thread is None else "discussions.reply", self.rows[post.number].id)

    def public_id(self, post: Post) -> str:
        return self.rows[post.number].public_id

    def text(self, card: Post | None = None) -> tuple[str, discussions.Written]:
        self.marks += 1
        mark = f"zqw{self.marks}wqz"
        link = "" if card is None else f"\n\n/discussions/threads/{self.public_id(card)}\n"
        return mark, discussions.written(f"{EVERYWHERE_WORD} says {mark}.{link}", "en", f"On {mark}")

    def tried(self, call: Callable, *, reads: bool, may: bool):
        """What the service answers must be what the oracle says: done, forbidden, or not found."""
        if may:
            return call()
        with pytest.raises(Forbidden if reads else NotFound):
            call()
        return None

    # --- what people write ---

    def open(self, person: int, space: int, picture: bool, card: int) -> None:
        person %= len(self.people)
        if person in self.world.gone:
            return
        name, threads = self._space(person, space), self.world.threads()
        mark, text = self.text(threads[card % len(threads)] if threads else None)
        inside = self.world.is_in(person, name)
        done = self.tried(
            lambda: discussions.open_thread(self.acting(person), self.spaces[name].public_id, text),
            reads=inside, may=inside and self.world.is_on(name),
        )  # fmt: skip
        if done is not None:
            self._keep(Post(len(self.world.posts), name, person, [mark], picture=picture), done[0])
            self.world.read[person, len(self.world.posts) - 1] = 0

    def _space(self, person: int, number: int) -> str:
        mine = [name for name in self.spaces if self.world.is_in(person, name)]
        names = mine if mine and number < LIKELY else list(self.spaces)
        return names[number % len(names)]

    def _keep(self, post: Post, row: Thread | Reply) -> None:
        post.at = self.world.now
        self.world.posts.append(post)
        self.rows[post.number] = row
        if post.picture:
            self._attach(post)

    def _attach(self, post: Post) -> None:
        ref, name = self.ref(post), post.texts[0]
        blob = self.make.row(Blob(sha256=name.ljust(64, "0"), size=1, type="image/webp", width=1, height=1))
        owner = None if post.author is None else self.people[post.author].id
        file = self.make.row(File(blob_id=blob.id, owner_id=owner, name=name, purpose="post_image"))
        self.make.row(Holder(file_id=file.id, kind=ref.kind, object_id=ref.id))

    def reply(self, person: int, thread: int, picture: bool) -> None:
        person, found = self._pair(person, thread, self.world.threads(), "reply")
        if found is None:
            return
        mark, text = self.text()
        may = "reply" in self.world.actions(person, found)
        done = self.tried(
            lambda: discussions.reply(self.acting(person), self.public_id(found), text),
            reads=self.world.reads(person, found), may=may,
        )  # fmt: skip
        if done is not None:
            place = 1 + len(self.world.replies(found.number))
            post = Post(len(self.world.posts), found.home, person, [mark], found.number, place, picture=picture)
            self._keep(post, done[0])
            self.world.read.setdefault((person, found.number), -1)

    def reword(self, person: int, post: int) -> None:
        person, found = self._pair(person, post, self.world.posts, "edit")
        if found is None:
            return
        mark, text = self.text()
        edit = discussions.edit_thread if found.thread is None else discussions.edit_reply
        done = self.tried(
            lambda: edit(self.acting(person), self.public_id(found), text, found.version),
            reads=self.world.reads(person, found), may="edit" in self.world.actions(person, found),
        )  # fmt: skip
        if done is not None:
            found.texts.append(mark)

    def close(self, person: int, thread: int, again: bool) -> None:
        person, found = self._pair(person, thread, self.world.threads(), "close")
        if found is None:
            return
        call = discussions.reopen if again else discussions.close
        done = self.tried(
            lambda: call(self.acting(person), self.public_id(found)),
            reads=self.world.reads(person, found), may="close" in self.world.actions(person, found),
        )  # fmt: skip
        if done is not None:
            found.closed = not again

    def read(self, person: int, thread: int, number: int) -> None:
        person, found = self._pair(person, thread, self.world.threads(), "follow")
        if found is None:
            return
        reads = self.world.reads(person, found)
        self.tried(
            lambda: discussions.read_up_to(self.acting(person), self.public_id(found), number), reads=reads, may=reads
        )
        if reads:
            reached = min(number, len(self.world.replies(found.number)))
            key = (person, found.number)
            self.world.read[key] = max(self.world.read.get(key, -1), reached)

    @staticmethod
    def _one(posts: list[Post], number: int) -> Post | None:
        return posts[number % len(posts)] if posts else None

    def _pair(self, person: int, number: int, posts: list[Post], action: str) -> tuple[int, Post | None]:
        """Who tries what with which post: mostly somebody who may, at times anybody."""
        here = [one for one in self.world.people if one not in self.world.gone]
        able = [(one, post) for post in posts for one in here if action in self.world.actions(one, post)]
        if able and number < LIKELY:
            return able[(number * 7 + person) % len(able)]
        person %= len(self.people)
        return person, None if person in self.world.gone else self._one(posts, number)

    # --- sharing and moderating ---

    def share(self, person: int, thread: int, version: int, space: int, length: int | None) -> None:
        """Somebody shares a version as the page lets them; it begins now."""
        person, found = self._pair(person, thread, self.world.threads(), "share")
        name = self._space(person, space)
        if found is None or name == found.home or length == 0:
            return
        number, now = 1 + version % found.version, self.world.now
        end = None if length is None else now + length
        running = [one for one in self.world.shares if one.end is None or one.end > now]
        if any((one.post, one.version, one.space) == (found.number, number, name) for one in running):
            return
        inside = self.world.is_in(person, name)
        may = "share" in self.world.actions(person, found)
        done = self.tried(
            lambda: spaces.share(
                self.acting(person), self.ref(found), self.spaces[name].public_id, version=number, ends_at=self.at(end)
            ),
            reads=self.world.reads(person, found) and not (may and not inside), may=may and inside,
        )  # fmt: skip
        if done is not None:
            self.world.shares.append(Share(found.number, number, name, now, end))

    def given(self, thread: int, version: int, space: int, start: int, length: int | None) -> None:
        """A share with dates of its own, past or future, as a module gives it."""
        found, name = self._one(self.world.threads(), thread), list(self.spaces)[space % len(self.spaces)]
        if found is None or name == found.home:
            return
        number, start = 1 + version % found.version, self.world.now + start
        end = None if length is None else start + length
        ref, target = self.ref(found), self.spaces[name].id
        with unit_of_work():
            row = ShareRow(
                kind=ref.kind,
                object_id=ref.id,
                version=number,
                space_id=target,
                starts_at=self.at(start),
                ends_at=self.at(end),
            )
            session().add(row)
            session().flush()
            publish(ShareGiven(row.id, ref.kind, ref.id, target))
        self.world.shares.append(Share(found.number, number, name, start, end))

    def hold(self, post: int) -> None:
        """A screen holds a post."""
        found = self._one(self.world.posts, post)
        if found is not None and not found.takedown:
            with unit_of_work():
                moderation.hold(self.ref(found), System("a screen"), "to be looked at")
            found.takedown = "held"

    def hide(self, person: int, post: int) -> None:
        person, found = self._pair(person, post, self.world.posts, "moderate")
        if found is None or found.takedown == "hidden":
            return
        done = self.tried(
            lambda: moderation.hide(self.acting(person), self.ref(found).kind, self.public_id(found), "be kind"),
            reads=self.world.reads(person, found), may="moderate" in self.world.actions(person, found),
        )  # fmt: skip
        if done is not None:
            found.takedown = "hidden"

    def lift(self, person: int, post: int) -> None:
        hidden = [one for one in self.world.posts if one.takedown]
        person, found = self._pair(person, post, hidden, "moderate")
        if found is None:
            return
        ref, may = self.ref(found), self.world.moderates(person, found.home)
        row = session().query(Takedown).filter_by(kind=ref.kind, object_id=ref.id, lifted_at=None).one()
        try:
            moderation.lift(self.acting(person), row.public_id)
        except (Forbidden, NotFound):
            assert not may
        else:
            assert may
            found.takedown = ""
