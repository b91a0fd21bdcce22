"""Asking clamd whether bytes are clean, in its own words (INSTREAM). Knows no files and no rows."""

import socket
import struct
from collections.abc import Iterable
from contextlib import suppress
from urllib.parse import urlsplit

SECONDS = 120  # for each step of the talk; clamd unpacks archives before it answers
_LARGEST = 4096


class ScannerAway(Exception):
    """Clamd cannot be reached, or did not answer as it should: whether the bytes are clean is not known."""


def found_in(chunks: Iterable[bytes], clamd: str) -> str:
    """The name of what clamd at this address ("tcp://host:port", "unix:/path") found; empty for clean bytes.

    Raises ScannerAway, also for bytes that clamd would not look at whole.
    """
    try:
        with _connected(clamd) as talk:
            talk.sendall(b"zINSTREAM\0")
            with suppress(ConnectionError):  # it had enough and says why
                for chunk in chunks:
                    talk.sendall(struct.pack("!L", len(chunk)) + chunk)
                talk.sendall(struct.pack("!L", 0))
            answer = _answer(talk)
    except OSError as error:
        raise ScannerAway(f"{clamd}: {error}") from error
    if answer == "stream: OK":
        return ""
    if answer.startswith("stream: ") and answer.endswith(" FOUND"):
        return answer.removeprefix("stream: ").removesuffix(" FOUND")
    raise ScannerAway(f"{clamd}: {answer or 'no answer'}")


def _connected(clamd: str) -> socket.socket:
    address = urlsplit(clamd)
    if address.scheme == "unix":
        talk = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        talk.settimeout(SECONDS)
        try:
            talk.connect(address.path)
        except OSError:
            talk.close()
            raise
        return talk
    return socket.create_connection((address.hostname or "", address.port or 3310), SECONDS)


def _answer(talk: socket.socket) -> str:
    answer = b""
    while b"\0" not in answer and len(answer) < _LARGEST:
        more = talk.recv(_LARGEST)
        if not more:
            break
        answer += more
    whole, end, _rest = answer.partition(b"\0")
    return whole.decode(errors="replace") if end else ""
