"""Addresses of files, and which files a text names. Strings in, strings out."""

import re

_ADDRESS = r"(?:(?<![\w/])/files/|\bfile:)([a-z2-7]{12})(?![a-z2-7])"
_PLACE = r'\bdata-(?:image|file)="([a-z2-7]{12})"'  # the place of an image or a file in stored HTML
_NAMED = re.compile(f"{_ADDRESS}|{_PLACE}", re.ASCII)


def address(public_id: str, size: str = "") -> str:
    """The path of a file, or of one of its sizes."""
    return f"/files/{public_id}/{size}" if size else f"/files/{public_id}"


def named_in(text: str) -> list[str]:
    """The public ids of the files of this site that a text (stored HTML or Markdown) names, each once, in order."""
    return list(dict.fromkeys(found[1] or found[2] for found in _NAMED.finditer(text)))
