"""A peer that speaks the virus scanner's protocol (INSTREAM) as clamd does, for tests of what the site does then.

It knows one signature, and reads every byte it is sent. Whether clamd says the same is tested with clamd itself.
"""

import socket
import socketserver
import struct
import threading
from typing import Any, Self

# The harmless file that every scanner finds, by agreement of their makers; in two parts, so that none finds it here.
TEST_VIRUS = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-" + b"STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class Peer:
    """The peer while the block lasts. `seen`: the bytes of each talk; `most`: the longest stream it takes."""

    def __init__(self, most: int = 25_000_000) -> None:
        self.most = most
        self.seen: list[bytes] = []
        self._server = _Server(("127.0.0.1", 0), _Talk)
        self._server.peer = self

    @property
    def address(self) -> str:
        """For the setting `clamd`."""
        return f"tcp://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def verdict(self, content: bytes) -> bytes:
        """What clamd says of these bytes."""
        return b"stream: Test.Virus FOUND" if TEST_VIRUS in content else b"stream: OK"


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    peer: Peer


class _Talk(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        """One command, one answer, and the line is closed."""
        peer: Peer = self.server.peer  # type: ignore[attr-defined]
        talk: socket.socket = self.request
        if _exactly(talk, 10) != b"zINSTREAM\0":
            talk.sendall(b"UNKNOWN COMMAND\0")
            return
        content = b""
        while length := struct.unpack("!L", _exactly(talk, 4))[0]:
            content += _exactly(talk, length)
            if len(content) > peer.most:
                talk.sendall(b"INSTREAM size limit exceeded. ERROR\0")
                return
        peer.seen.append(content)
        talk.sendall(peer.verdict(content) + b"\0")


def _exactly(talk: Any, count: int) -> bytes:
    parts: list[bytes] = []
    while count:
        part = talk.recv(count)
        if not part:
            raise ConnectionError("the line was closed in the middle")
        parts.append(part)
        count -= len(part)
    return b"".join(parts)
