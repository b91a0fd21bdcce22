"""Taking turns: what is asked first and then written by one, while nobody else does the same. Knows no table."""

import hashlib

from sqlalchemy import func, select

from community.data.database import is_sqlite, session


def take_turn(*what: object) -> None:
    """Until the open unit of work ends, whoever else asks for the same waits here.

    Load what is to be checked after this call: what was loaded before may be old by now. On SQLite the whole unit is a
    turn already.
    """
    if not is_sqlite():
        name = hashlib.blake2b(repr(what).encode(), digest_size=8).digest()
        session().execute(select(func.pg_advisory_xact_lock(int.from_bytes(name, signed=True))))
