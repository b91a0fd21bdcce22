"""Pictures made safe: which sizes each purpose gets, and the call to the child. Pillow is never imported here."""

import json
from dataclasses import dataclass
from typing import IO, Any

from community.errors import Invalid
from community.files import child
from community.web.i18n import gettext as _

_FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/gif": "GIF", "image/webp": "WEBP"}
SECONDS = 20  # of processor; the largest photo takes two
MEMORY = 200_000_000  # what Python and Pillow take before the first pixel
MEMORY_PER_PIXEL = 12  # four bytes as decoded, four more while converted, and room


@dataclass(frozen=True)
class Size:
    """A size to make: fitted into the box, or cropped to fill it."""

    name: str
    width: int
    height: int
    crop: bool = False


# The first is the largest and what the address without a size gives.
SIZES = {
    "avatar": (Size("large", 256, 256, crop=True), Size("small", 64, 64, crop=True)),
    "post_image": (Size("large", 1600, 6400), Size("thumb", 400, 400)),
    "attachment": (Size("large", 2400, 6400), Size("thumb", 400, 400)),
}


@dataclass(frozen=True)
class Picture:
    """One size of a picture, written anew by us."""

    name: str
    type: str
    width: int
    height: int
    data: bytes


@dataclass(frozen=True)
class Pictures:
    """All sizes; `moving` when the original was an animation, of which the first picture was kept."""

    sizes: tuple[Picture, ...]
    moving: bool


def make(file: IO[bytes], media_type: str, purpose: str, max_pixels: int) -> Pictures:
    """The sizes of `purpose` from the picture in `file`. Slow (a child process): never call it in a transaction.

    Raises Invalid({"file": ...}) in plain words, TooMany when too many are being made.
    """
    order = {
        "format": _FORMATS[media_type],
        "max_pixels": max_pixels,
        "sizes": [vars(size) for size in SIZES[purpose]],
    }
    return drawn("images.py", order, file, MEMORY + MEMORY_PER_PIXEL * max_pixels)


def drawn(script: str, order: dict[str, Any], file: IO[bytes], memory: int) -> Pictures:
    """What a script of the jail that answers with pictures made of `order`. Raises as `make` does."""
    max_pixels = order["max_pixels"]
    try:
        return _parsed(child.run(script, [json.dumps(order)], file, child.Limits(memory, SECONDS)), max_pixels)
    except child.ChildFailed as failure:
        raise _invalid("heavy" if failure.why == "time" else "died", max_pixels) from failure


def _parsed(output: bytes, max_pixels: int) -> Pictures:
    head, _newline, rest = output.partition(b"\n")
    try:
        answer: dict[str, Any] = json.loads(head)
        if "error" in answer:
            raise _invalid(answer["error"], max_pixels)
        sizes, at = [], 0
        for made in answer["pictures"]:
            data = rest[at : at + made["bytes"]]
            at += made["bytes"]
            sizes.append(Picture(made["name"], made["type"], made["width"], made["height"], data))
    except (ValueError, KeyError, TypeError) as broken:
        raise _invalid("died", max_pixels) from broken
    if at != len(rest) or not all(size.data for size in sizes):
        raise _invalid("died", max_pixels)  # it was stopped while it wrote
    return Pictures(tuple(sizes), bool(answer["moving"]))


def _invalid(word: str, max_pixels: int) -> Invalid:
    if word in ("pixels", "memory"):
        million = f"{max_pixels / 1_000_000:g}"
        return Invalid(
            {"file": _("This picture is too large. The most we can take is %(number)s million pixels.", number=million)}
        )
    if word == "damaged":
        return Invalid(
            {"file": _("This picture is damaged, or was cut off on its way. Save it again and try once more.")}
        )
    return Invalid(
        {"file": _("This picture could not be read within our limits. Save it smaller, as JPEG or PNG, and try again.")}
    )
