"""Files that people bring: kept by content, checked, written anew, served safely. No page of another module."""

from flask import Flask

from community.config import Settings
from community.files import showing, stores

__all__ = ["install"]


def install(app: Flask, settings: Settings) -> None:
    """Everything that files need in an app. Raises ValueError for a store that cannot be."""
    stores.install(app, settings)
    showing.install(app)
