"""Runs one script of community/files/jail in a child process with limits, and brings its output back.

Knows nothing of pictures or documents. Whatever the child does, it is gone when the call returns.
"""

import contextlib
import json
import os
import selectors
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from community.errors import TooMany

JAIL = Path(__file__).with_name("jail")
AT_ONCE = 2  # children of one process at the same time: what they may use together stays bounded
_places = threading.BoundedSemaphore(AT_ONCE)


@dataclass(frozen=True)
class Limits:
    """What a child may use: bytes of memory, seconds of processor, seconds of the clock, bytes of output."""

    memory: int
    seconds: int = 20
    clock: float = 60
    output: int = 16_000_000


class ChildFailed(Exception):
    """The child was stopped or died. `why`: "time", "output" or "died"."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def run(script: str, arguments: Sequence[str], file: IO[bytes], limits: Limits) -> bytes:
    """What `jail/<script>` wrote, given `file` (a real one) as its standard input.

    Waits for a free place; raises TooMany when none comes free within the clock limit, ChildFailed when the child
    was stopped by a limit or died.
    """
    return b"".join(stream(script, arguments, file, limits))


def stream(script: str, arguments: Sequence[str], file: IO[bytes], limits: Limits) -> Iterator[bytes]:
    """The same piece by piece, as it comes: for output that is not to be held in memory. Take it to its end."""
    if not _places.acquire(timeout=limits.clock):
        raise TooMany(retry_after=30)
    try:
        yield from _run(_command(script, arguments, limits), file, limits)
    finally:
        _places.release()


def _command(script: str, arguments: Sequence[str], limits: Limits) -> list[str]:
    own = {"memory": limits.memory, "seconds": limits.seconds, "alarm": int(limits.clock) + 5}
    start = [sys.executable, "-I", "-B", str(JAIL / "launch.py"), json.dumps(own)]
    return [*start, str(JAIL / script), *arguments]


def _run(command: list[str], file: IO[bytes], limits: Limits) -> Iterator[bytes]:
    os.lseek(file.fileno(), 0, os.SEEK_SET)
    child = subprocess.Popen(  # noqa: S603 - our own interpreter, our own script
        command,
        stdin=file,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={},
        cwd="/",
        start_new_session=True,
    )
    pipe = cast("IO[bytes]", child.stdout)
    empty = True
    try:
        for chunk in _read(pipe, limits):
            empty = False
            yield chunk
    finally:
        _kill_group(child.pid)  # before it is reaped, while the number is still its own; takes what it started, too
        pipe.close()
        child.wait()
    if empty:
        raise ChildFailed("died")


def _read(pipe: IO[bytes], limits: Limits) -> Iterator[bytes]:
    ends, size = time.monotonic() + limits.clock, 0
    with selectors.DefaultSelector() as waiting:
        waiting.register(pipe, selectors.EVENT_READ)
        while (left := ends - time.monotonic()) > 0:
            if not waiting.select(left):
                continue
            chunk = os.read(pipe.fileno(), 65_536)
            if not chunk:
                return
            size += len(chunk)
            if size > limits.output:
                raise ChildFailed("output")
            yield chunk
    raise ChildFailed("time")


def _kill_group(leader: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):  # some systems say so of a group that has ended
        os.killpg(leader, signal.SIGKILL)
