"""What the live benchmark compares with: Flask-SocketIO alone, one room, one broadcast. No rules, no database."""

import sys

from flask import Flask, request
from flask_socketio import SocketIO, join_room

app = Flask(__name__)
patched = "gevent.monkey" in sys.modules
server = SocketIO(
    app, async_mode="gevent" if patched else "threading", transports=["websocket"], cors_allowed_origins="*"
)


@server.on("connect")
def connect(_auth: object = None) -> None:
    """Everybody is in one room."""
    join_room("all")


@app.post("/emit")
def emit() -> str:
    """Tell everybody."""
    server.emit("bare", {"n": request.args["n"]}, to="all")
    return ""


@app.get("/healthz")
def healthz() -> str:
    """Alive."""
    return ""
