"""Socket.IO's keepers of rooms, changed in one thing: closing a room ends the sockets in it, here and elsewhere."""

from typing import Any

import socketio


class _Ending:
    """Before a room closes, its sockets are disconnected."""

    def _end(self, room: str, namespace: str) -> None:
        rooms: Any = self
        self._disconnect([sid for sid, _ in rooms.get_participants(namespace, room)], namespace)

    def _disconnect(self, sids: list[str], namespace: str, tries: int = 20) -> None:
        """A socket that is just coming in cannot be ended yet: it is tried again, a little later."""
        rooms: Any = self
        for sid in sids:
            rooms.server.disconnect(sid, namespace=namespace, ignore_queue=True)
        coming = [sid for sid in sids if rooms.is_pre_connected(sid, namespace)]
        if coming and tries:
            rooms.server.start_background_task(self._later, coming, namespace, tries - 1)

    def _later(self, sids: list[str], namespace: str, tries: int) -> None:
        rooms: Any = self
        rooms.server.sleep(0.1)
        self._disconnect(sids, namespace, tries)


class LocalRooms(_Ending, socketio.Manager):  # type: ignore[misc]  # the library ships no types
    """All sockets are in this process."""

    def close_room(self, room: str, namespace: str) -> None:
        """End the sockets of `room`."""
        self._end(room, namespace)
        super().close_room(room, namespace)


class SharedRooms(_Ending, socketio.RedisManager):  # type: ignore[misc]  # the library ships no types
    """Several processes hold sockets and hear of each other's calls through Redis."""

    def _handle_close_room(self, message: dict[str, str]) -> None:
        self._end(message["room"], message["namespace"])
        super()._handle_close_room(message)
