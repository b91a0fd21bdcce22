"""Notes that a request asked the rules something. Decides nothing."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import g, has_request_context

from community.errors import Unasked


def asked() -> None:
    """A question was asked in this request."""
    if has_request_context():
        g.community_asked = True


@contextmanager
def aside() -> Iterator[None]:
    """Questions asked within do not count: those of the frame around every page, which would answer for any view."""
    before = was_asked()
    try:
        yield
    finally:
        g.community_asked = before


def was_asked() -> bool:
    """Whether this request asked anything so far."""
    return bool(g.get("community_asked", False))


def complain(endpoint: str) -> None:
    """Raise Unasked unless this request asked."""
    if not was_asked():
        raise Unasked(f"{endpoint} ended without asking the rules: use visible, can or require, or mark it @anyone")
