"""The sample site behind gunicorn with gevent, as a program whose arguments are a folder and a port."""

from gevent import monkey

monkey.patch_all()

import sys  # noqa: E402 - nothing may be imported before the patch
from pathlib import Path  # noqa: E402
from typing import Any  # noqa: E402

from flask import Flask  # noqa: E402
from gunicorn.app.base import BaseApplication  # noqa: E402

from community.events.runner import Runner  # noqa: E402
from community.web.blueprint import public  # noqa: E402
from tests.community.live import sample  # noqa: E402


def make() -> Flask:
    """The site, with a view that does what a service would."""
    app = sample.make_site(Path(sys.argv[1]))
    app.add_url_rule("/post", "post", public(lambda: str(sample.post(app, topic=1, by=2))))
    app.add_url_rule("/sign-out/<int:number>", "out", public(lambda number: sample.end_sign_in(app, number) or "out"))
    assert app.extensions["community.live.server"].async_mode == "gevent"
    return app


class Server(BaseApplication):
    """One gevent worker."""

    def load_config(self) -> None:
        options = {"bind": f"127.0.0.1:{sys.argv[2]}", "worker_class": "gevent", "workers": 1, "loglevel": "warning"}
        options |= {"control_socket_disable": True, "post_worker_init": self._ready, "graceful_timeout": 1}
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        return make()

    @staticmethod
    def _ready(worker: Any) -> None:
        Runner(worker.wsgi).start()
        print("ready", flush=True)


if __name__ == "__main__":
    Server().run()
