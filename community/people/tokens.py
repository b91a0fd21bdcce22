"""Secrets that leave the site in links and cookies: made so that only their digest needs to be kept."""

import base64
import hashlib
import hmac
import secrets

from community.config import current


def fresh() -> str:
    """A secret of 256 random bits, for a cookie."""
    return secrets.token_urlsafe(32)


def derived(purpose: str, key: str) -> str:
    """The secret for a link: the same for the same purpose and key, so that a mail sent again holds the same link.

    Whoever has the database but not the site's secret key cannot make it.
    """
    made = hmac.new(current().secret().encode(), f"people.link:{purpose}:{key}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(made).decode().rstrip("=")


def digest(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()
