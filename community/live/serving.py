"""Serving the site in one process: pages and websockets by threads, consumers beside them. Embedded mode.

A lock on the instance folder keeps a second server out; consumers start in the worker, after the fork.
"""

import fcntl
import ipaddress
import os
import secrets
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, NoReturn

from flask import Flask
from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]

from community.config import Settings
from community.data.database import db
from community.errors import RuleBroken
from community.events import leases
from community.events.runner import Runner
from community.live.gate import MOST_BY_THREADS

LOCK = "serving.lock"
THREADS = MOST_BY_THREADS + 300  # one a socket, and always some for pages; they are made when needed


class Server(BaseApplication):  # type: ignore[misc]  # the library ships no types
    """Gunicorn with one worker of threads, configured here and nowhere else."""

    def __init__(self, make_app: Callable[[], Flask], address: str, settings: Settings) -> None:
        self._make_app, self._address, self._settings = make_app, address, settings
        self._runner: Runner | None = None
        super().__init__()

    def load_config(self) -> None:
        """The few settings that differ from the library's."""
        options: dict[str, Any] = {
            "bind": self._address,
            "workers": 1,
            "worker_class": "gthread",
            "threads": THREADS,
            "worker_connections": THREADS * 2,
            "timeout": 120,
            "graceful_timeout": 5,
            "keepalive": 20,
            "loglevel": "warning",
            "control_socket_disable": True,
            "post_worker_init": self._start_consumers,
            "worker_exit": self._stop_consumers,
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """The app, made in the worker."""
        return self._make_app()

    def _start_consumers(self, worker: Any) -> None:
        self._runner = start_consumers(worker.wsgi, self._settings)

    def _stop_consumers(self, _arbiter: Any, _worker: Any) -> None:
        if self._runner is not None:
            self._runner.stop()


def serve_with_gevent(settings: Settings, host: str, port: int) -> NoReturn:
    """Become gunicorn with gevent, in a process that is patched before anything is imported. Raises RuleBroken."""
    _check(settings, host)
    with _only_one(settings.instance):  # never left: the lock lives on with the process
        _take_over(settings.instance)
        os.environ["COMMUNITY_BIND"] = f"{host}:{port}"
        config, app = Path(__file__).with_name("gevent_config.py"), "community.app:create_app()"
        sys.stdout.flush()  # what was said so far would be lost
        os.execv(sys.executable, [sys.executable, "-m", "gunicorn", "-c", str(config), app])  # noqa: S606 - ourselves


def _check(settings: Settings, host: str) -> None:
    if settings.sample and not _is_loopback(host):
        fix = "serve on 127.0.0.1, or on an empty database without samples"
        raise RuleBroken("a sample network lets anybody in with one click", f"address {host}", fix)


def serve(make_app: Callable[[], Flask], settings: Settings, host: str, port: int) -> None:
    """Serve until stopped. Raises RuleBroken for a sample network beyond loopback, or while another server runs."""
    _check(settings, host)
    with _only_one(settings.instance):
        _take_over(settings.instance)
        Server(make_app, f"{host}:{port}", settings).run()


def server_name(instance: Path) -> str:
    """What every server of this folder is called on its leases, one after the other."""
    return (instance / LOCK).read_text().split()[1]


def start_consumers(app: Flask, settings: Settings) -> Runner:
    """What a server does beside its pages: all that follows a commit, or (`consumers` off) its own folder's part."""
    return Runner(app, server_name(settings.instance), shared=settings.consumers).start()


def _take_over(instance: Path) -> None:
    """The lock proves that the server before is gone, however it ended; nobody need wait for its leases to end."""
    leases.release_all(server_name(instance))
    db.engine.dispose()  # no connection goes through a fork


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _only_one(instance: Path) -> IO[str]:
    """The lock on a folder, held as long as the file is open here or in a worker. Raises RuleBroken."""
    instance.mkdir(parents=True, exist_ok=True)
    file = (instance / LOCK).open("a+")
    file.seek(0)
    number, name = [*file.read().split(), "", ""][:2]
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        fix = "stop that one first, or give this one a folder of its own with COMMUNITY_INSTANCE"
        rule = f"process {number or 'another'} serves this folder already"
        raise RuleBroken(rule, str(instance), fix) from None
    os.set_inheritable(file.fileno(), True)
    file.truncate(0)
    file.write(f"{os.getpid()} {name or secrets.token_hex(8)}")
    file.flush()
    return file
