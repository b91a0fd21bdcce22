"""The app and its socket server, for a server to run. No configuration, no routes."""

from community.app import create_app

app = create_app()
