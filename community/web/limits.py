"""How often one may ask: per person, or per address for visitors. What is refused becomes a page in errors.py."""

import ipaddress
import time
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from flask import Flask, current_app, request
from flask_limiter import Limiter, RateLimitExceeded

from community.access import Person
from community.config import Settings
from community.errors import TooMany
from community.web.intake import clean_line
from community.web.session import current_actor

View = TypeVar("View", bound=Callable[..., Any])
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})

CHANGES = "120 per minute; 3000 per hour"  # all changes by one person, or from one visitor's address
GUESSES_AT_ONE = "10 per 15 minutes"  # passwords and codes for one account, from one address or known browser
GUESSES_AT_ALL = "100 per hour"  # the same for one account, from all addresses together
GUESSES_FROM_ONE = "60 per minute; 600 per hour"  # the same from one address; a whole meeting may share one
MAILS = "5 per hour"  # mails that a visitor can make the site send to one address
COSTLY = "30 per minute"  # previews, uploads: work without a trace
SEARCHES = "60 per minute"  # with every filter that is chosen


def install(app: Flask, settings: Settings) -> None:
    """Count requests of `app`: in memory, or in Redis for several processes. Tests switch it on by themselves."""
    app.config.setdefault("RATELIMIT_ENABLED", not settings.testing)
    app.extensions["community.limits"] = Limiter(
        key_func=asker,
        app=app,
        application_limits=[CHANGES],
        application_limits_exempt_when=lambda: request.method in _SAFE,
        storage_uri=settings.redis_url or "memory://",
        in_memory_fallback_enabled=bool(settings.redis_url),  # an unreachable Redis must not close the site
        strategy="moving-window",
    )


def limited(rule: str, by: Callable[[], str] | None = None, *, reads: bool = False) -> Callable[[View], View]:
    """A view that one asker may call only so often; `by` says who is counted (the person, else the address).

    Only changing requests count, unless it `reads` at a cost. Raises TooMany.
    """

    def decorate(view: View) -> View:
        scope = f"{view.__module__}.{view.__qualname__}"

        @wraps(view)
        def counted(*args: Any, **kwargs: Any) -> Any:
            if reads or request.method not in _SAFE:
                count(rule, scope, by or asker)
            return view(*args, **kwargs)

        return counted  # type: ignore[return-value]

    return decorate


def count(rule: str, scope: str, by: Callable[[], str]) -> Callable[[], None]:
    """Count one more under `scope`; what is returned forgets all that was counted. Raises TooMany beyond `rule`."""
    limiter: Limiter = current_app.extensions["community.limits"]
    try:
        with limiter.limit(rule, key_func=by, scope=scope):
            counted = limiter.current_limits
    except RateLimitExceeded as refused:
        raise TooMany(seconds_left()) from refused

    def forget() -> None:
        for one in counted:
            limiter.limiter.clear(one.limit, *one.request_args)

    return forget


def seconds_left() -> int:
    """Seconds until the limit that was just passed lets the next one through; at least one."""
    limiter: Limiter = current_app.extensions["community.limits"]
    reached = limiter.current_limit
    return max(1, int(reached.reset_at - time.time()) + 1) if reached is not None else 60


def asker() -> str:
    """Who is counted: the signed-in person, wherever they are; else the visitor's address."""
    actor = current_actor()
    return f"person:{actor.id}" if isinstance(actor, Person) else address()


def address() -> str:
    """The visitor's address; of IPv6 the network of a home or an office, whose machines have as many as they like."""
    given = request.remote_addr or "unknown"
    try:
        whole = ipaddress.ip_address(given)
    except ValueError:
        return f"address:{given}"
    if isinstance(whole, ipaddress.IPv6Address) and whole.ipv4_mapped is None:
        return f"address:{ipaddress.ip_network((whole, 64), strict=False)}"
    return f"address:{given}"


def account() -> str:
    """The account that somebody tries to get into, by the form's field `email`, cleaned as forms clean it."""
    return f"account:{clean_line(request.form.get('email', '')).lower()[:254]}"
