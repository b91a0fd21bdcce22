"""The websocket door: what those whom the gate let in may ask, and the hub behind it. The only place that emits."""

import sys
from typing import Any

import structlog
from flask import Flask, current_app, request
from flask_socketio import SocketIO, disconnect, join_room, leave_room
from socketio.exceptions import ConnectionRefusedError as Refused

from community.access import Person
from community.config import Settings
from community.live import gate
from community.live.connections import MOST_WATCHES, Connection, Connections, sign_in_room, watch_room
from community.live.hub import Emit, Hub, Nudge
from community.live.managers import LocalRooms, SharedRooms
from community.live.nudges import room_of
from community.live.refs import readable_ref
from community.web.session import current_actor, forget_actor

log = structlog.get_logger("live")
LARGEST_MESSAGE = 10_000  # bytes; a client only ever names a thing
LONGEST_REF = 100
AT_ONCE = 50  # people a second whose pages the site answers after one nudge without anybody waiting


def install(app: Flask, settings: Settings) -> Any:
    """Open the door at /socket.io, unless the settings say to poll; returns the SocketIO that serves it, or None.

    Threads by default; gevent where the process was patched for it before anything else was imported.
    """
    if not settings.live:
        return None
    server: Any = SocketIO()
    patched = _is_patched()
    server.init_app(
        app,
        async_mode="gevent" if patched else "threading",
        client_manager=SharedRooms(settings.redis_url) if settings.redis_url else LocalRooms(),
        transports=["websocket"],
        cors_allowed_origins="*",  # the gate has asked already, and more strictly
        manage_session=False,
        async_handlers=False,  # one call of a socket after the other
        cookie=None,
        max_http_buffer_size=LARGEST_MESSAGE,
        ping_interval=25,
        ping_timeout=20,
        logger=False,
        engineio_logger=False,
    )
    for name, handler in (("connect", _connect), ("disconnect", _disconnect), ("watch", _watch), ("unwatch", _unwatch)):
        server.on_event(name, handler)
    gate.install(app, gate.MOST_BY_GEVENT if patched else gate.MOST_BY_THREADS)
    app.extensions["community.live.server"] = server
    app.extensions["community.live.shared"] = bool(settings.redis_url)
    app.extensions["community.live.connections"] = Connections()
    app.extensions["community.live.hub"] = Hub(_emit(server), server.start_background_task, server.sleep)
    return server


def _is_patched() -> bool:
    monkey = sys.modules.get("gevent.monkey")
    return monkey is not None and bool(monkey.is_module_patched("socket"))


def _emit(server: Any) -> Emit:
    def emit(rooms: list[str], nudge: Nudge) -> None:
        spread = len(rooms) // AT_ONCE  # seconds over which pages that are not open at the thing may ask what moved
        server.emit("nudge", {**nudge._asdict(), "spread": spread}, to=rooms)

    return emit


def _connect(_auth: object = None) -> None:
    """A signed-in person on a page of ours. The actor is asked twice, so that a sign-in that ends meanwhile counts."""
    person = _signed_in()
    join_room(room_of(person.id))
    if person.session_id:
        join_room(sign_in_room(person.session_id))
    forget_actor()
    _connections().add(_sid(), _signed_in())


def _signed_in() -> Person:
    actor = current_actor()
    if not isinstance(actor, Person):
        raise Refused("sign in")
    return actor


def _disconnect(_reason: object = None) -> None:
    _connections().remove(_sid())


def _watch(public_ref: object = None) -> bool:
    """Have a thing open; answers whether it may be. Who is told of it is asked anew whenever it moves."""
    connection = _caller()
    if connection is None or not _is_ref(public_ref):
        return False
    if len(connection.watches) >= MOST_WATCHES or readable_ref(current_actor(), str(public_ref)) is None:
        return False
    connection.watches.add(str(public_ref))
    join_room(watch_room(str(public_ref), connection.person.id))
    return True


def _unwatch(public_ref: object = None) -> bool:
    connection = _caller()
    if connection is None or not _is_ref(public_ref) or public_ref not in connection.watches:
        return False
    connection.watches.discard(str(public_ref))
    leave_room(watch_room(str(public_ref), connection.person.id))
    return True


def _caller() -> Connection | None:
    """The socket that calls; one whose person asks for too much is ended, and comes back after a while."""
    connection = _connections().get(_sid())
    if connection is not None and not _connections().may_call(connection.person.id):
        disconnect()
        return None
    return connection


def _is_ref(value: object) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST_REF and ":" in value


def _connections() -> Connections:
    found: Connections = current_app.extensions["community.live.connections"]
    return found


def _sid() -> str:
    return str(getattr(request, "sid"))  # noqa: B009 - Flask-SocketIO puts it there, unknown to Flask's types
