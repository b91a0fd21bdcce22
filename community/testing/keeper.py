"""Owns one server for as long as the tests run: starts it, waits until it is ready, ends it when the tests are gone.

A program of its own, run by path with the standard library alone. It ends the server even when the tests were killed.
"""

import os
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

SECONDS_TO_END = 10


def main() -> int:
    """Arguments: the pipe to watch, the log, whom to run as, what the ready line holds, the command.

    Ends with 0 when the server is ready (it goes on behind), with 1 when it ended before.
    """
    alive, log, user, ready, *command = sys.argv[1:]
    reader, writer = os.pipe()
    if os.fork():
        os.close(writer)
        return 0 if os.read(reader, 1) == b"1" else 1
    os.setsid()  # Ctrl-C is for the tests; we end the server when they are gone
    os.close(reader)
    _be_silent()
    pipe = os.open(alive, os.O_RDONLY | os.O_NONBLOCK)  # without waiting: the tests may be gone already
    folder = Path(log).parent
    server = subprocess.Popen(
        command, user=user or None, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    threading.Thread(target=_follow, args=(server, Path(log), ready, writer), daemon=True).start()
    _end_with(pipe, server)
    for gone in (folder, Path(alive).parent):  # the run's own folder too, when the tests could not remove it
        shutil.rmtree(gone, ignore_errors=True)
    return 0


def _be_silent() -> None:
    """Let go of the terminal, or whoever reads our output would wait for us to end."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nothing, number)


def _end_with(pipe: int, server: subprocess.Popen[str]) -> None:
    """Wait until nobody holds the pipe's other end any more, then end the server."""
    os.set_blocking(pipe, True)
    while os.read(pipe, 64):  # nothing is ever written: this returns when the last of the tests' processes let go
        pass
    server.send_signal(signal.SIGINT)
    try:
        server.wait(SECONDS_TO_END)
    except subprocess.TimeoutExpired:
        server.kill()


def _follow(server: subprocess.Popen[str], log: Path, ready: str, writer: int) -> None:
    """Copy the server's output to the log; say once that the ready line came, or that the server ended first."""
    assert server.stdout is not None
    told = False
    with log.open("w") as out:
        for line in server.stdout:
            out.write(line)
            out.flush()
            if not told and ready in line:
                os.write(writer, b"1")
                told = True
    if not told:
        os.close(writer)


if __name__ == "__main__":
    sys.exit(main())
