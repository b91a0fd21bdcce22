"""Mail addresses as people type them. Pure."""

import re

LONGEST = 254
_LOCAL = r"[^\s@<>(),;:\\\"\[\]\x00-\x1f\x7f]{1,64}"
_DOMAIN = r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9-]{1,63}"
_MAIL = re.compile(f"{_LOCAL}@{_DOMAIN}")


def tidy(address: str) -> str:
    """The address as we keep and compare it: without spaces around it, in small letters."""
    return address.strip().lower()


def is_mail(address: str) -> bool:
    """Whether a tidy address can be written to."""
    return len(address) <= LONGEST and _MAIL.fullmatch(address) is not None


def in_domain(address: str, domain: str) -> bool:
    """Whether the address is of that domain or of one below it."""
    own = address.rpartition("@")[2]
    return own == domain.lower() or own.endswith("." + domain.lower())
