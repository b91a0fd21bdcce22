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
    from community.events.runner import Runner  # late: slow, only in the worker
    from community.live.serving import server_name  # late: slow, only in the worker

    settings = worker.wsgi.extensions["community.settings"]
    if settings.consumers:
        _running.append(Runner(worker.wsgi, server_name(settings.instance)).start())


def worker_exit(_arbiter: Any, _worker: Any) -> None:
    """Let them finish."""
    for runner in _running:
        runner.stop()
