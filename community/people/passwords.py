"""Passwords: hashing, checking, and what makes one too easy. Slow on purpose: never call it inside a transaction."""

import re
import threading
import unicodedata
from collections.abc import Iterable
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from community.config import current
from community.data.unit_of_work import in_unit_of_work
from community.web.i18n import gettext as _

SHORTEST, LONGEST = 10, 200
# What people and lists of leaked passwords begin with; a password that is little more than one of these is refused.
_COMMON = frozenset(
    """
    password passw0rd contrasena contraseña qwerty qwertyuiop asdfghjkl letmein welcome bienvenido
    bienvenida iloveyou admin administrator teacher maestra maestro school escuela district distrito
    changeme secret football baseball sunshine princess monkey dragon throughline
    """.split()  # noqa: SIM905 - a list of words reads better so
)
_AT_ONCE = threading.BoundedSemaphore(4)  # each takes 46 MB; a crowd must not take them all at the same time


@cache
def _hasher(quick: bool) -> PasswordHasher:
    """OWASP's first choice for Argon2id: 46 MiB, one pass, one lane. `quick` is for tests and protects nothing."""
    return PasswordHasher(1, 64, 1) if quick else PasswordHasher(time_cost=1, memory_cost=47104, parallelism=1)


@cache
def _nobodys(quick: bool) -> str:
    return _hasher(quick).hash("the password of nobody")


def hashed(password: str) -> str:
    """What to keep of a password."""
    _outside()
    with _AT_ONCE:
        return _hasher(current().testing).hash(_same_form(password))


def fits(stored: str | None, password: str) -> bool:
    """Whether it is the password; without a stored hash no, after the same time."""
    _outside()
    hasher, nobodys = _hasher(current().testing), _nobodys(current().testing)
    try:
        with _AT_ONCE:
            hasher.verify(stored or nobodys, _same_form(password))
    except (VerificationError, InvalidHashError):
        return False
    return stored is not None


def outdated(stored: str) -> bool:
    """Whether the hash was made with other costs than today's."""
    return _hasher(current().testing).check_needs_rehash(stored)


def weakness(password: str, about: Iterable[str] = ()) -> str | None:
    """Why a password is too easy to guess, in words; None if it is not. `about`: the person's name and address."""
    if len(password) < SHORTEST:
        return _("Use at least %(number)s characters. A few words in a row are easy to remember.", number=SHORTEST)
    if len(password) > LONGEST:
        return _("Use at most %(number)s characters.", number=LONGEST)
    plain = _same_form(password).casefold()
    words = {part for text in about for part in re.split(r"[\W_]+", text.casefold()) if len(part) > 2}
    rest = plain
    for word in sorted(_COMMON | words, key=len, reverse=True):
        rest = rest.replace(word, "")
    if len(set(plain)) < 5 or len(re.sub(r"[\W\d_]+", "", rest)) + len(set(rest)) < 6:
        return _("This password is easy to guess. Use a few words that do not belong together.")
    return None


def _same_form(password: str) -> str:
    """One Unicode form, so that a password typed on another keyboard is the same."""
    return unicodedata.normalize("NFKC", password)


def _outside() -> None:
    if in_unit_of_work():
        raise RuntimeError("passwords are hashed before the transaction begins")
