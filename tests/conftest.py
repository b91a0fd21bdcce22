"""What every test can use. Fixtures of one module belong beside that module's tests."""

pytest_plugins = ["community.testing.services", "community.testing.apps"]

# An outsider's module with tests of its own: tests/community/host installs it and runs them.
collect_ignore = ["sample_plugin"]
