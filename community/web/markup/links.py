"""Which addresses people may write, and which of them are in this site's own form. Strings in, answers out."""

import re

FILE = re.compile(r"file:([a-z2-7]{12})", re.ASCII)
_FILE_PATH = re.compile(r"/files/([a-z2-7]{12})", re.ASCII)
_OUTSIDE = re.compile(r"(?:https?://[^\s/\\<>\"]|mailto:[^\s<>\"]+@)", re.ASCII | re.IGNORECASE)
_INSIDE = re.compile(r"/(?![/\\])[\x21-\x7e]*", re.ASCII)
_UNSAFE = re.compile(r"[\x00-\x20\x7f-\U0010ffff\\\"<>`]")


def is_inside(address: str) -> bool:
    """Whether `address` is a path of this site: one slash, never two (that would name another host)."""
    return bool(_INSIDE.fullmatch(address)) and not _UNSAFE.search(address)


def is_allowed(address: str) -> bool:
    """Whether a link may lead to `address`, already percent-encoded: http, https, mailto, or a path of this site."""
    if _UNSAFE.search(address):
        return False
    return is_inside(address) or bool(_OUTSIDE.match(address))


def may_be_written(address: str) -> bool:
    """What the parser accepts as a destination: an allowed address, or `file:<public id>`."""
    return bool(FILE.fullmatch(address)) or is_allowed(address)


def file_id(address: str) -> str | None:
    """The public id of the in-site file that `address` names, or None."""
    found = FILE.fullmatch(address) or _FILE_PATH.fullmatch(address)
    return found[1] if found else None


def file_path(public_id: str) -> str:
    """Where the file with `public_id` is served."""
    return f"/files/{public_id}"
