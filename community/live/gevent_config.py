"""Gunicorn's configuration for the gevent mode: patched before anything else is imported, consumers in the worker.

Started by `community serve --mode gevent`. Address and folder come from the environment.
"""

from gevent import monkey  # type: ignore[import-untyped]

monkey.patch_all()

import os  # noqa: E402 - nothing may be imported before the patch
from typing import Any  # noqa: E402 - the same

bind = os.environ.get("COMMUNITY_BIND", "127.0.0.1:5000")
worker_class = "gevent"
workers = 1
worker_connections = 20_000
timeout = 120
graceful_timeout = 5
loglevel = "warning"
control_socket_disable = True
_running: list[Any] = []


def post_worker_init(worker: Any) -> None:
    """Start the consumers beside the app, as greenlets."""
    from community.live.serving import start_consumers  # late: slow, only in the worker

    _running.append(start_consumers(worker.wsgi, worker.wsgi.extensions["community.settings"]))


def worker_exit(_arbiter: Any, _worker: Any) -> None:
    """Let them finish."""
    for runner in _running:
        runner.stop()
