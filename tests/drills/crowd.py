"""Writers under whom the server dies: each posts what no one else does, and writes down what was acknowledged."""

import random
import threading
from dataclasses import dataclass, field
from typing import Literal

import requests

from tests.drills.site import Cast, Server

Outcome = Literal["", "acknowledged", "unknown", "refused"]
MEANWHILE = (403, 404, 409)  # somebody hid or restored it a moment before
GONE = (requests.ConnectionError, requests.Timeout, requests.exceptions.ChunkedEncodingError)


@dataclass
class Post:
    """A thread or a reply as its writer knows it. `unknown`: the server died before it answered."""

    word: str
    author: int
    thread: str  # public id; empty for an opening
    outcome: Outcome = ""
    public_id: str = ""
    edited: Outcome = ""


@dataclass
class Takedown:
    """A post that the moderator hid, and perhaps restored."""

    post: Post
    hidden: Outcome = ""
    public_id: str = ""
    lifted: Outcome = ""


@dataclass
class Journal:
    """What all writers know together. Lists only grow."""

    posts: list[Post] = field(default_factory=list)
    takedowns: list[Takedown] = field(default_factory=list)
    surprises: list[str] = field(default_factory=list)
    in_flight: set[int] = field(default_factory=set)
    broken: int = 0

    def acknowledged(self) -> int:
        """Writes that were answered with 303."""
        posts = [one.outcome for one in self.posts] + [one.edited for one in self.posts]
        downs = [one.hidden for one in self.takedowns] + [one.lifted for one in self.takedowns]
        return sum(one == "acknowledged" for one in posts + downs)

    def known(self) -> list[Post]:
        """Posts whose address somebody knows."""
        return [one for one in list(self.posts) if one.public_id]


class Person(threading.Thread):
    """A browser that goes on writing until told to stop; while the server is away it waits for it."""

    def __init__(self, cast: Cast, server: Server, journal: Journal, who: tuple[int, str], seed: int) -> None:
        super().__init__(name=f"person {who[0]}", daemon=True)
        self.cast, self.server, self.journal = cast, server, journal
        self.id, self.cookie = who
        self.chance = random.Random(seed)
        self.ended = threading.Event()
        self.browser = requests.Session()
        self.count = 0

    def run(self) -> None:
        """Write, rest a moment, write."""
        while not self.ended.is_set():
            if self.server.up.wait(0.5):
                self.act()
                self.ended.wait(self.chance.uniform(0, 0.15))

    def act(self) -> None:
        """One deed."""
        raise NotImplementedError

    def post(self, path: str, **values: str) -> tuple[Outcome, str]:
        """Send a form. What became of it, and where a 303 led (the last part of the address)."""
        self.journal.in_flight.add(self.id)
        try:
            answer = self.browser.post(
                f"{self.server.address}{path}", data={"csrf_token": self.cast.token, **values},
                headers={"Cookie": self.cookie}, allow_redirects=False, timeout=60,
            )  # fmt: skip
        except GONE as error:
            self.browser.close()
            if "NewConnectionError" in repr(error):
                return "refused", ""  # nothing was sent
            self.journal.broken += 1
            return "unknown", ""
        finally:
            self.journal.in_flight.discard(self.id)
        if answer.status_code in MEANWHILE:
            return "refused", ""
        if answer.status_code != 303:
            self.journal.surprises.append(f"{path}: {answer.status_code} {answer.text[:200]}")
            return "refused", ""
        return "acknowledged", answer.headers["Location"].rpartition("/")[2].partition("?")[0]


class Writer(Person):
    """Replies mostly; opens threads, rewords and reads sometimes."""

    def act(self) -> None:
        """One deed of a writer."""
        dice = self.chance.random()
        if dice < 0.75:
            self._reply()
        elif dice < 0.82:
            self._open()
        elif dice < 0.92:
            self._reword()
        else:
            self._read()

    def _new(self, thread: str = "") -> Post:
        self.count += 1
        return Post(f"zq{self.id}n{self.count}k", self.id, thread)

    def _reply(self) -> None:
        made = self._new(self.chance.choice(self.cast.threads))
        made.outcome, made.public_id = self.post(
            f"/discussions/threads/{made.thread}/replies", body=f"{made.word} as I said", language="en"
        )
        self._keep(made)

    def _open(self) -> None:
        made = self._new()
        made.outcome, made.public_id = self.post(
            f"/discussions/in/{self.cast.space}/new",
            title="Another thread",
            body=f"{made.word} to begin",
            language="en",
        )
        self._keep(made)

    def _keep(self, made: Post) -> None:
        if made.outcome != "refused":
            self.journal.posts.append(made)

    def _reword(self) -> None:
        mine = [one for one in self.journal.known() if one.author == self.id and not one.edited]
        if not mine:
            return
        chosen = self.chance.choice(mine[-20:])
        kind, title = ("replies", {}) if chosen.thread else ("threads", {"title": "Another thread"})
        values = {"body": f"{chosen.word} then {chosen.word}e", "language": "en", "version": "1", **title}
        outcome, _where = self.post(f"/discussions/{kind}/{chosen.public_id}/edit", **values)
        chosen.edited = "" if outcome == "refused" else outcome

    def _read(self) -> None:
        self.post(f"/discussions/threads/{self.chance.choice(self.cast.threads)}/read", number=str(self.count * 3))


class Moderator(Person):
    """Hides what was just written, and restores most of it."""

    def act(self) -> None:
        """Hide something new, or restore something."""
        standing = [one for one in self.journal.takedowns if one.public_id and not one.lifted]
        if standing and self.chance.random() < 0.5:
            chosen = self.chance.choice(standing)
            outcome, _where = self.post(f"/moderation/{chosen.public_id}/lift", reason="")
            chosen.lifted = "" if outcome == "refused" else outcome
        else:
            self._hide()
        self.ended.wait(0.3)

    def _hide(self) -> None:
        known = {id(one.post) for one in self.journal.takedowns}
        fresh = [one for one in self.journal.known()[-10:] if id(one) not in known and not one.edited]
        if fresh:
            made = Takedown(self.chance.choice(fresh))
            kind = "reply" if made.post.thread else "thread"
            made.hidden, made.public_id = self.post(
                f"/moderation/hide/discussions.{kind}/{made.post.public_id}", reason="A drill"
            )
            if made.hidden != "refused":
                self.journal.takedowns.append(made)
