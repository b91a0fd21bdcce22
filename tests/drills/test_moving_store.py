"""The store is moved from a folder to a bucket while people upload: nothing that was acknowledged, nothing old is lost.

The drill is bounded: files, people and minutes. It ends every process that it starts.
"""

import hashlib
import io
import json
import os
import random
import shutil
import subprocess
import threading
import time
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import requests

from community.data.database import db, session
from community.files import service
from community.people.actors import actor_of
from community.testing.served import command
from tests.drills.site import Cast, Server, furnish

OLD_FILES = int(os.environ.get("DRILL_FILES", "200"))
SIZES = (200, 40_000, 400_000, 1_500_000)
SECONDS_TO_MOVE = 300
SEED = 20261125
TUS = {"Tus-Resumable": "1.0.0"}


@dataclass
class Brought:
    """Files that the site said it has: by public id, whose they are and the hash of what was sent."""

    files: dict[str, tuple[int, str]] = field(default_factory=dict)
    surprises: list[str] = field(default_factory=list)


class Uploader(threading.Thread):
    """A person who uploads text files, each in two parts, until told to stop."""

    def __init__(self, cast: Cast, server: Server, brought: Brought, who: tuple[int, str], seed: int) -> None:
        super().__init__(name=f"uploader {who[0]}", daemon=True)
        self.server, self.brought = server, brought
        self.id = who[0]
        self.chance, self.ended, self.count = random.Random(seed), threading.Event(), 0
        self.browser = requests.Session()
        self.browser.headers.update({"Cookie": who[1], "X-CSRFToken": cast.token, **TUS})

    def run(self) -> None:
        """Upload, rest a moment, upload."""
        while not self.ended.is_set():
            data = text(self.chance)
            self.finish(self.begin(data), data, len(data) // 3)
            self.ended.wait(self.chance.uniform(0.2, 0.8))

    def begin(self, data: bytes) -> str:
        """Begin an upload and send its first third; its address."""
        about = {"Upload-Length": str(len(data)), "Upload-Metadata": f"filename {b64encode(b'notes.txt').decode()}"}
        answer = self.browser.post(f"{self.server.address}/files/uploads/", headers=about, timeout=60)
        if answer.status_code != 201:
            self.brought.surprises.append(f"begin: {answer.status_code} {answer.text[:200]}")
            return ""
        address = f"{self.server.address}{answer.headers['Location']}"
        self._send(address, data[: len(data) // 3], 0)
        return address

    def finish(self, address: str, data: bytes, start: int) -> None:
        """Send the rest, and note what the site says it has."""
        if address:
            answer = self._send(address, data[start:], start)
            if answer.status_code == 200 and "file" in answer.json():
                self.brought.files[answer.json()["file"]["id"]] = (self.id, hashlib.sha256(data).hexdigest())
                self.count += 1
            else:
                self.brought.surprises.append(f"finish: {answer.status_code} {answer.text[:200]}")

    def _send(self, address: str, data: bytes, start: int) -> requests.Response:
        kind = {"Upload-Offset": str(start), "Content-Type": "application/offset+octet-stream"}
        return self.browser.patch(address, data, headers=kind, timeout=60)


def text(chance: random.Random) -> bytes:
    """A text file unlike any other."""
    line = f"{chance.getrandbits(80):x} walked to school and wrote it down.\n".encode()
    return line * (1 + chance.choice(SIZES) // len(line))


def before(cast: Cast, brought: Brought) -> None:
    """Files of the time before: some of them the same bytes under two names."""
    chance = random.Random(SEED)
    owners = list(cast.writers)
    with cast.app.app_context():
        for number in range(OLD_FILES):
            owner, data = owners[number % len(owners)], text(chance)
            for _ in range(1 + (number % 10 == 0)):
                made = service.receive(actor_of(owner), io.BytesIO(data), "old.txt", purpose="attachment")
                brought.files[made.public_id] = (owner, hashlib.sha256(data).hexdigest())
        session().close()
        db.engine.dispose()


@contextmanager
def uploading(cast: Cast, server: Server, brought: Brought) -> Iterator[list[Uploader]]:
    """Everybody uploads, as long as this lasts."""
    people = [Uploader(cast, server, brought, who, SEED + 1 + n) for n, who in enumerate(cast.writers.items())]
    for one in people:
        one.start()
    try:
        yield people
    finally:
        for one in people:
            one.ended.set()
        for one in people:
            one.join(90)


def told(folder: Path, *words: str) -> tuple[int, dict[str, object]]:
    """What a command answers, as JSON, and how it ends."""
    environment = {**os.environ, "COMMUNITY_INSTANCE": str(folder)}
    done = subprocess.run(
        [command(), "files", *words, "--json"], env=environment, capture_output=True, text=True, check=False,
        timeout=SECONDS_TO_MOVE,
    )  # fmt: skip
    assert done.stdout, done.stderr
    return done.returncode, json.loads(done.stdout)


def settle(people: list[Uploader], more: int) -> None:
    """Wait until everybody brought some more."""
    wanted = {one: one.count + more for one in people}
    until = time.monotonic() + 60
    while any(one.count < wanted[one] for one in people):
        assert time.monotonic() < until, "people do not get their uploads through"
        threading.Event().wait(0.1)


def wrong(cast: Cast, server: Server, brought: Brought) -> list[str]:
    """Files that are not, to the byte, what was brought; asked for over HTTP by those whose they are."""
    found = []
    for public_id, (owner, sha256) in brought.files.items():
        cookie = {"Cookie": cast.writers[owner]}
        answer = requests.get(f"{server.address}/files/{public_id}", headers=cookie, timeout=60)
        if answer.status_code != 200 or hashlib.sha256(answer.content).hexdigest() != sha256:
            found.append(f"{public_id}: {answer.status_code}, {len(answer.content)} bytes")
    return found


@pytest.mark.drill
def test_the_store_is_moved_while_people_upload(tmp_path: Path, s3_store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    cast, brought = furnish(tmp_path), Brought()
    before(cast, brought)
    old_blobs = len({sha256 for _owner, sha256 in brought.files.values()})
    server = Server(tmp_path)
    try:
        _start(server)
        slow = Uploader(cast, server, brought, next(iter(cast.writers.items())), SEED - 1)
        data = text(slow.chance)
        half = slow.begin(data)  # in the folder, and finished only after the move has begun
        server.stop()

        monkeypatch.setenv("COMMUNITY_FILES_STORE", s3_store)
        monkeypatch.setenv("COMMUNITY_FILES_STORE_BEFORE", "files")
        _start(server)
        with uploading(cast, server, brought) as people:
            settle(people, 1)
            so_far, began = len(brought.files), time.monotonic()
            code, first = told(tmp_path, "move")
            seconds, meanwhile = time.monotonic() - began, len(brought.files) - so_far
            assert (code, first["under_way"], first["damaged"]) == (1, 1, [])
            assert first["copied"] == old_blobs
            slow.finish(half, data, len(data) // 3)
            code, second = told(tmp_path, "move")
            assert (code, second["done"]) == (0, True)
            settle(people, 1)
        server.stop()

        monkeypatch.delenv("COMMUNITY_FILES_STORE_BEFORE")
        shutil.rmtree(tmp_path / "files")
        _start(server)
        lost = wrong(cast, server, brought)
        code, report = told(tmp_path, "check")
    finally:
        server.stop()
    print(
        f"\nmoved {first['copied']} files in {seconds:.1f} s while {meanwhile} uploads were acknowledged;"
        f"\nfiles brought in all {len(brought.files)}, looked at by check {report['checked']}"
    )
    assert brought.surprises == []
    assert lost == []
    assert (code, report["missing"], report["damaged"]) == (0, [], [])
    assert meanwhile >= len(people), "too little was uploaded during the move; the drill says little"
    assert slow.count == 1


def _start(server: Server) -> None:
    server.start()
    server.answers()
