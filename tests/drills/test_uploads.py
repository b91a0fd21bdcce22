"""Half a gigabyte over a line that breaks ten times arrives whole, and the server's memory stays flat.

Bounded: bytes, breaks and minutes. It ends every process that it starts.
"""

import hashlib
import os
import random
import socket
import threading
import time
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

import psutil
import pytest
import requests

from community.data.database import db, session
from community.files.models import Blob, File
from community.files.stores import store
from tests.drills.site import Cast, Server, furnish

MEGABYTES = int(os.environ.get("DRILL_UPLOAD_MEGABYTES", "500"))
BREAKS = 10
MINUTES = 10  # the drill gives up beyond
CHUNK = 1_000_000
MOST_MORE = 60_000_000  # by how much the server may grow; a twelfth of the file, and far more than it needs
SEED = 20261125
FTYP = b"\0\0\0\x18ftypisom\0\0\x02\0isomiso2"  # how a film begins


class Film:
    """A large file that is never whole in memory: the same bytes for the same seed, from any place on."""

    def __init__(self, size: int) -> None:
        self.size = size
        self._block = random.Random(SEED).randbytes(CHUNK)

    def chunks(self, start: int = 0) -> Iterator[bytes]:
        """Its bytes from `start`."""
        while start < self.size:
            number, inside = divmod(start, CHUNK)
            block = (FTYP + self._block[len(FTYP) :]) if number == 0 else number.to_bytes(4) + self._block[4:]
            part = block[inside : inside + self.size - start]
            yield part
            start += len(part)

    def sha256(self) -> str:
        """Of the whole."""
        digest = hashlib.sha256()
        for chunk in self.chunks():
            digest.update(chunk)
        return digest.hexdigest()


@dataclass
class Memory:
    """Watches how much memory the server's processes hold, in a thread of its own."""

    pid: int
    before: int = 0
    peak: int = 0
    own_before: int = 0
    own_peak: int = 0
    _ended: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> Self:
        self.before, self.own_before = self._now()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._ended.wait(0.1):
            whole, own = self._now()
            self.peak, self.own_peak = max(self.peak, whole), max(self.own_peak, own)

    def _now(self) -> tuple[int, int]:
        """Resident, and without what is shared with files on the disk, which the system takes back when it likes."""
        family = [psutil.Process(self.pid), *psutil.Process(self.pid).children(recursive=True)]
        infos = [one.memory_info() for one in family if one.is_running()]
        return sum(info.rss for info in infos), sum(info.rss - info.shared for info in infos)


class Line:
    """A browser of one person, whose connection breaks when it is told to."""

    def __init__(self, cast: Cast, server: Server, who: int) -> None:
        self.headers = {
            "Cookie": cast.writers[who],
            "X-CSRFToken": cast.token,
            "Tus-Resumable": "1.0.0",
            "Accept": "application/json",
        }
        self.server = server

    def begin(self, size: int) -> str:
        """The address of a new upload."""
        said = f"filename {b64encode(b'lesson.mp4').decode()}"
        headers = {**self.headers, "Upload-Length": str(size), "Upload-Metadata": said}
        answer = requests.post(f"{self.server.address}/files/uploads/", headers=headers, timeout=60)
        assert answer.status_code == 201, answer.text
        return answer.headers["Location"]

    def offset(self, upload: str) -> int:
        """How much has come."""
        answer = requests.head(f"{self.server.address}{upload}", headers=self.headers, timeout=60)
        return int(answer.headers["Upload-Offset"])

    def send(self, upload: str, film: Film, start: int, stop: int) -> bytes:
        """Send from `start`; the connection breaks at `stop`, in the middle of nowhere. The answer, if there is one."""
        address = urlsplit(self.server.address)
        with socket.create_connection((address.hostname or "", address.port or 0), 60) as line:
            line.sendall(self._head(upload, start, film.size - start))
            left = stop - start
            for chunk in film.chunks(start):
                line.sendall(chunk[:left])
                left -= len(chunk[:left])
                if not left:
                    break
            if stop < film.size:  # gone without a word
                line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
                return b""
            return _all(line)

    def _head(self, upload: str, start: int, length: int) -> bytes:
        headers = self.headers | {
            "Host": urlsplit(self.server.address).netloc,
            "Upload-Offset": str(start),
            "Content-Type": "application/offset+octet-stream",
            "Content-Length": str(length),
            "Connection": "close",
        }
        lines = [f"PATCH {upload} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items()), "", ""]
        return "\r\n".join(lines).encode()


def _all(line: socket.socket) -> bytes:
    line.settimeout(MINUTES * 60)
    parts = []
    while part := line.recv(65_536):
        parts.append(part)
    return b"".join(parts)


@pytest.mark.drill
def test_half_a_gigabyte_over_a_line_that_breaks_ten_times(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMUNITY_DOCUMENT_MAX_BYTES", str(MEGABYTES * 1_000_000 + 1_000_000))
    cast = furnish(tmp_path)
    film, server = Film(MEGABYTES * 1_000_000 + 12_345), Server(tmp_path)
    try:
        server.start()
        server.answers()
        line = Line(cast, server, next(iter(cast.writers)))
        line.offset(line.begin(10))  # what is loaded once is loaded
        with Memory(server.pid) as memory:
            kept, took = _broken_upload(line, film)
        print(
            f"\n{film.size / 1e6:.0f} MB, {BREAKS} breaks, {took:.1f} s; sent twice {sum(kept) / 1e6:.1f} MB"
            f"\nserver's memory before {memory.before / 1e6:.0f} MB, at most {memory.peak / 1e6:.0f} MB;"
            f" without pages of files {memory.own_before / 1e6:.0f} MB, at most {memory.own_peak / 1e6:.0f} MB"
        )
    finally:
        server.stop()
    with cast.app.app_context():
        _arrived_whole(film)
        db.engine.dispose()
    assert memory.own_peak - memory.own_before < MOST_MORE
    assert memory.peak - memory.before < MOST_MORE


def _broken_upload(line: Line, film: Film) -> tuple[list[int], float]:
    """How many bytes each break lost, and the seconds it all took."""
    chance, began, upload = random.Random(SEED), time.monotonic(), line.begin(film.size)
    start, lost = 0, []
    for number in range(BREAKS):
        stop = film.size * (number + 1) // (BREAKS + 1) + chance.randint(-CHUNK, CHUNK)
        line.send(upload, film, start, stop)
        kept = _settled(line, upload, started=start)
        assert start < kept <= stop
        lost.append(stop - kept)
        start = kept
        assert time.monotonic() - began < MINUTES * 60
    answer = line.send(upload, film, start, film.size)
    assert b" 200 " in answer.partition(b"\r\n")[0], answer[:400]
    return lost, time.monotonic() - began


def _settled(line: Line, upload: str, *, started: int) -> int:
    """How much has come, once the server has noticed that the connection is gone: the same answer twice."""
    before = -1
    while (now := line.offset(upload)) != before or now == started:
        before = now
        threading.Event().wait(0.2)
    return now


def _arrived_whole(film: Film) -> None:
    ((sha256, size, kind, state),) = (
        session().query(Blob.sha256, Blob.size, Blob.type, File.state).join(File, File.blob_id == Blob.id)
    )
    assert (sha256, size, kind, state) == (film.sha256(), film.size, "video/mp4", "ready")
    assert store().intact(sha256)
    assert list(store().stagings()) == []
