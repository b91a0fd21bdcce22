"""How often one may ask: per person, or per address for visitors. What is refused becomes a page in errors.py."""

from flask import Flask, request
from flask_limiter import Limiter

from community.access import Person
from community.config import Settings
from community.web.session import current_actor

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
CHANGES = "120 per minute; 2000 per hour"  # of everything that changes something, together with the named ones below
SIGN_IN = "10 per minute; 60 per hour"  # of guesses at passwords and codes, per address
COSTLY = "30 per minute"  # of previews, uploads, searches: work without a trace


def asker() -> str:
    """Who is counted: the signed-in person, wherever they are; else the visitor's address."""
    actor = current_actor()
    return f"person:{actor.id}" if isinstance(actor, Person) else address()


def address() -> str:
    """The visitor's address: for sign-in, where guesses at many accounts count together."""
    return f"address:{request.remote_addr or 'unknown'}"


limiter = Limiter(
    key_func=asker,
    application_limits=(),
    default_limits=[CHANGES],
    default_limits_per_method=False,
    default_limits_exempt_when=lambda: request.method in _SAFE,
    strategy="moving-window",
    headers_enabled=False,
)
