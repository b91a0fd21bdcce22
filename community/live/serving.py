"""Serving the site in one process: pages and websockets by threads, consumers beside them. Embedded mode.

A lock on the instance folder keeps a second server out; consumers start in the worker, after the fork.
"""

import fcntl
import ipaddress
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, NoReturn

from flask import Flask
from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]

from community.config import Settings
from community.errors import RuleBroken
from community.events.runner import Runner

THREADS = 1_500  # one a connected page, some for requests; they are made when needed


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
        if self._settings.consumers:
            self._runner = Runner(worker.wsgi).start()

    def _stop_consumers(self, _arbiter: Any, _worker: Any) -> None:
        if self._runner is not None:
            self._runner.stop()


def serve_with_gevent(settings: Settings, host: str, port: int) -> NoReturn:
    """Become gunicorn with gevent, in a process that is patched before anything is imported. Raises RuleBroken."""
    _check(settings, host)
    _only_one(settings.instance)  # the lock lives on with the process
    os.environ["COMMUNITY_BIND"] = f"{host}:{port}"
    config = Path(__file__).with_name("gevent_config.py")
    os.execv(sys.executable, [sys.executable, "-m", "gunicorn", "-c", str(config), "wsgi:app"])  # noqa: S606 - ourselves


def _check(settings: Settings, host: str) -> None:
    if settings.sample and not _is_loopback(host):
        fix = "serve on 127.0.0.1, or on an empty database without samples"
        raise RuleBroken("a sample network lets anybody in with one click", f"address {host}", fix)


def serve(make_app: Callable[[], Flask], settings: Settings, host: str, port: int) -> None:
    """Serve until stopped. Raises RuleBroken for a sample network beyond loopback, or while another server runs."""
    _check(settings, host)
    lock = _only_one(settings.instance)
    try:
        Server(make_app, f"{host}:{port}", settings).run()
    finally:
        lock.close()


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _only_one(instance: Path) -> IO[str]:
    instance.mkdir(parents=True, exist_ok=True)
    file = (instance / "serving.lock").open("a+")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.seek(0)
        other = file.read().strip() or "another process"
        file.close()
        fix = "stop that one first, or give this one a folder of its own with COMMUNITY_INSTANCE"
        raise RuleBroken(f"process {other} serves this folder already", str(instance), fix) from None
    os.set_inheritable(file.fileno(), True)
    file.truncate(0)
    file.write(str(os.getpid()))
    file.flush()
    return file
