"""Many websocket clients in one process, for benchmarks: Engine.IO over wsproto, each frame stamped when it arrives."""

import asyncio
import json
import time
from collections import defaultdict

from wsproto import ConnectionType, WSConnection
from wsproto.events import AcceptConnection, CloseConnection, Ping, Request, TextMessage


class Crowd:
    """Clients of one server. `arrived[name]` holds (client, seconds on the monotonic clock) of each message."""

    def __init__(self, port: int, cookies: list[str]) -> None:
        self.port, self.cookies = port, cookies
        self.arrived: dict[str, list[tuple[int, float]]] = defaultdict(list)
        self.connected = 0
        self.changed = asyncio.Event()

    async def connect(self, at_once: int = 40) -> None:
        """Connect all, some at a time."""
        gate = asyncio.Semaphore(at_once)
        self._tasks = [asyncio.create_task(self._run(n, cookie, gate)) for n, cookie in enumerate(self.cookies)]
        while self.connected < len(self.cookies):
            self.changed.clear()
            await asyncio.wait_for(self.changed.wait(), 60)

    async def all_have(self, name: str, seconds: float) -> bool:
        """Whether every client got a message of that name within `seconds`."""
        deadline = time.monotonic() + seconds
        while len({who for who, _ in self.arrived[name]}) < len(self.cookies):
            self.changed.clear()
            try:
                await asyncio.wait_for(self.changed.wait(), max(deadline - time.monotonic(), 0.01))
            except TimeoutError:
                return False
        return True

    def close(self) -> None:
        """Drop every connection."""
        for task in self._tasks:
            task.cancel()

    async def _run(self, number: int, cookie: str, gate: asyncio.Semaphore) -> None:
        async with gate:
            reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
            wire = WSConnection(ConnectionType.CLIENT)
            headers = [(b"Cookie", cookie.encode()), (b"Origin", f"http://127.0.0.1:{self.port}".encode())]
            target = "/socket.io/?EIO=4&transport=websocket"
            host = f"127.0.0.1:{self.port}"
            writer.write(wire.send(Request(host=host, target=target, extra_headers=headers)))
            await self._until_joined(reader, writer, wire)
        self.connected += 1
        self.changed.set()
        while data := await reader.read(65536):
            wire.receive_data(data)
            for event in wire.events():
                self._take(number, event, wire, writer)

    async def _until_joined(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, wire: WSConnection
    ) -> None:
        while True:
            data = await asyncio.wait_for(reader.read(65536), 60)
            wire.receive_data(data or None)
            for event in wire.events():
                if isinstance(event, TextMessage) and event.data.startswith("0"):
                    writer.write(wire.send(TextMessage("40")))
                elif isinstance(event, TextMessage) and event.data.startswith("40"):
                    return
                elif isinstance(event, TextMessage) and event.data.startswith("44"):
                    raise ConnectionError(event.data)
                elif isinstance(event, CloseConnection) or (not isinstance(event, AcceptConnection) and not data):
                    raise ConnectionError("refused")

    def _take(self, number: int, event: object, wire: WSConnection, writer: asyncio.StreamWriter) -> None:
        at = time.monotonic()
        if isinstance(event, Ping):
            writer.write(wire.send(event.response()))
        elif isinstance(event, TextMessage) and event.data == "2":
            writer.write(wire.send(TextMessage("3")))
        elif isinstance(event, TextMessage) and event.data.startswith("42"):
            name, value = json.loads(event.data[2:])
            self.arrived[f"{name}:{value.get('what', value.get('n'))}"].append((number, at))
            self.changed.set()
