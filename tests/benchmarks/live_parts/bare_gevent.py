"""Gunicorn's configuration for the bare server in gevent mode: patched before anything else is imported."""

from gevent import monkey

monkey.patch_all()

worker_class = "gevent"
worker_connections = 20_000
