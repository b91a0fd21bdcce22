"""A site of its own for a drill: a folder, its people with cookies, a server that is killed and started again.

Every process started here is ended here, by its number.
"""

import os
import signal
import subprocess
import threading
import time
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import requests
from flask import Flask
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import update

from community.app import create_app
from community.clock import now
from community.config import Settings
from community.data import migrations
from community.data.database import db, session
from community.data.unit_of_work import unit_of_work
from community.events.runner import drain
from community.host import settings
from community.host.commands import lines
from community.people.actors import actor_of
from community.people.models import TeamMembership
from community.people.service.sign_in import start
from community.testing.factories import Make
from community.testing.served import command
from community.testing.servers import free_port
from plugins.discussions import service

WRITERS = 6
SILENT = 5
THREADS = 3
FORM_TOKEN = "drill"
SECONDS_TO_START = 60


@dataclass
class Cast:
    """Who is in the drill, by id and cookie, and where they write. `left` follows but may read no longer."""

    app: Flask
    token: str = ""
    space: str = ""
    threads: list[str] = field(default_factory=list)
    writers: dict[int, str] = field(default_factory=dict)
    moderator: tuple[int, str] = (0, "")
    followers: set[int] = field(default_factory=set)
    members: set[int] = field(default_factory=set)
    left: int = 0


def furnish(folder: Path) -> Cast:
    """Migrate a new site and fill it. Mail is asked for as soon as a notice is unread, so that tasks are at work."""
    app = create_app(Settings(instance=folder, consumers=False, sample=False, log_level="ERROR"))
    cast = Cast(app)
    with app.app_context():
        migrations.upgrade(lines())
        make = Make()
        collaboration = make.collaboration("Everybody")
        team = make.team(collaboration)
        writers = [make.member(team, f"Writer {n}") for n in range(WRITERS)]
        silent = [make.member(team, f"Reader {n}") for n in range(SILENT)]
        moderator = make.role("moderator", collaboration, make.member(team, "Moderator"))
        left = make.member(team, "Left")
        member = make.member(team, "Member")
        space = make.space(collaboration)
        cast.space = space.slug
        for n in range(THREADS):
            text = service.written("Opening", title=f"Thread number {n}")
            thread, _held = service.open_thread(actor_of(moderator.id), space.public_id, text)
            cast.threads.append(thread.public_id)
            for person in (*writers, *silent, left):
                service.follow(actor_of(person.id), thread.public_id, follows=True)
        leave(left.id)
        with unit_of_work():
            settings.change("notifications.mail_after", 0)
        drain(app)
        _sign_in(cast, [*writers, moderator])
        cast.followers = {one.id for one in (*writers, *silent, moderator)}
        cast.members = {*cast.followers, member.id}
        cast.left = left.id
        session().close()
        db.engine.dispose()
    return cast


def leave(person_id: int) -> None:
    """End a person's place in the team, a minute ago."""
    with unit_of_work():
        gone = update(TeamMembership).where(TeamMembership.person_id == person_id)
        session().execute(gone.values(ends_at=now() - timedelta(minutes=1)))


def _sign_in(cast: Cast, people: list[Any]) -> None:
    signer = cast.app.session_interface.get_signing_serializer(cast.app)
    for row in people:
        with unit_of_work():
            secret = start(row, "drill")
        kept = {"_user_id": secret, "_fresh": True, "_permanent": True, "csrf_token": FORM_TOKEN}
        cookie = f"{cast.app.config['SESSION_COOKIE_NAME']}={signer.dumps(kept)}"
        cast.writers[row.id] = cookie
    moderator = people[-1].id
    cast.moderator = (moderator, cast.writers.pop(moderator))
    cast.token = URLSafeTimedSerializer(cast.app.secret_key, salt="wtf-csrf-token").dumps(FORM_TOKEN)


class Server:
    """`community serve` on a folder, in a process group of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.log = folder / "server.log"
        self.up = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """The number of the process, while it runs."""
        if self._process is None:
            raise RuntimeError("the server does not run")
        return self._process.pid

    def start(self) -> None:
        """Start the process; it does not answer yet."""
        environment = {**os.environ, "COMMUNITY_INSTANCE": str(self.folder), "COMMUNITY_LOG_LEVEL": "WARNING"}
        with self.log.open("ab") as out:
            self._process = subprocess.Popen(
                [command(), "serve", "--port", str(self.port)],
                env=environment, stdout=out, stderr=out, start_new_session=True,
            )  # fmt: skip

    def answers(self) -> float:
        """Wait until it answers; the seconds that took. Raises RuntimeError with the end of its log."""
        began = time.monotonic()
        while time.monotonic() < began + SECONDS_TO_START:
            try:
                if requests.get(f"{self.address}/healthz", timeout=5).ok:
                    self.up.set()
                    return time.monotonic() - began
            except requests.RequestException:
                self._still_there()
                threading.Event().wait(0.05)
        raise RuntimeError(f"the server does not answer:\n{self.log.read_text(errors='replace')[-4000:]}")

    def _still_there(self) -> None:
        if self._process is None or self._process.poll() is not None:
            raise RuntimeError(f"the server ended:\n{self.log.read_text(errors='replace')[-4000:]}")

    def kill(self) -> None:
        """SIGKILL to the whole group at once; nothing is said, nothing is finished."""
        if self._process is not None:
            self._signal(signal.SIGKILL)
            self.up.clear()
            self._process.wait()
            self._process = None

    def stop(self) -> None:
        """End it in good order."""
        if self._process is not None:
            self._signal(signal.SIGTERM)
            try:
                self._process.wait(40)
            except subprocess.TimeoutExpired:
                self._signal(signal.SIGKILL)
                self._process.wait()
            self._process = None

    def _signal(self, number: int) -> None:
        if self._process is not None and self._process.poll() is None:
            os.killpg(self._process.pid, number)
