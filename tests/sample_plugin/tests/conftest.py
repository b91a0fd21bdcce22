"""The kit for tests of a module: one line."""

pytest_plugins = ["community.testing.services", "community.testing.apps"]
