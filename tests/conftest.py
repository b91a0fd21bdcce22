"""What every test can use. Fixtures of one module belong beside that module's tests."""

pytest_plugins = ["community.testing.services", "community.testing.apps"]
