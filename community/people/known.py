"""Browsers that an account was opened from before: a signed cookie says so. They sign nobody in.

Guesses at a password are counted by account and address, and by account alone more softly. So that no stranger's
guesses lock somebody out, the browsers they used before are counted apart.
"""

import secrets
from collections.abc import Callable

from flask import current_app, request
from itsdangerous import BadSignature, URLSafeTimedSerializer
from werkzeug.wrappers import Response

from community.people import addresses
from community.people.queries import accounts
from community.web.limits import GUESSES_AT_ALL, GUESSES_AT_ONE, account, address, count

COOKIE = "known"
YEAR = 365 * 24 * 3600
MOST = 8  # people of one browser that are remembered


def remember(response: Response, person_id: int) -> Response:
    """From this answer on the browser is known for the person, for a year."""
    name, people = _kept()
    kept = [person_id, *(one for one in people if one != person_id)][:MOST]
    response.set_cookie(
        COOKIE, _signer().dumps([name, kept]), max_age=YEAR, path="/sign-in", httponly=True, samesite="Lax",
        secure=bool(current_app.config["SESSION_COOKIE_SECURE"]),
    )  # fmt: skip
    return response


def count_guess(email: str) -> Callable[[], None]:
    """Count a guess at the password of an account; call what is returned if it was right. Raises TooMany."""
    found, (name, people) = accounts.account_of(addresses.tidy(email)), _kept()
    if found is not None and found.id in people:
        return count(GUESSES_AT_ONE, "guess", lambda: f"{account()}:{name}")
    here = count(GUESSES_AT_ONE, "guess", lambda: f"{account()}:{address()}")
    anywhere = count(GUESSES_AT_ALL, "guess", account)

    def right() -> None:
        here()
        anywhere()

    return right


def _kept() -> tuple[str, list[int]]:
    """The name of the browser that asks, and whom it is known for; a new name and nobody, if it is not."""
    try:
        name, people = _signer().loads(request.cookies.get(COOKIE, ""), max_age=YEAR)
    except BadSignature:
        return secrets.token_hex(8), []
    return str(name), [int(one) for one in people]


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.secret_key), salt="known browser")
