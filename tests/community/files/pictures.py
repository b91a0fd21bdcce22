"""Pictures for tests, made here, so that no picture of anybody lies in the repository."""

import io
import random
from typing import Any

from PIL import Image


def encoded(image: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    """The image as a file."""
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def noise(width: int, height: int, seed: int = 1) -> Image.Image:
    """A picture that no encoder makes small."""
    return Image.frombytes("RGB", (width, height), random.Random(seed).randbytes(width * height * 3))


def plain(width: int = 40, height: int = 30, colour: str = "teal") -> bytes:
    """A small PNG."""
    return encoded(Image.new("RGB", (width, height), colour))


def seen(data: bytes) -> Image.Image:
    """The picture in a file, decoded whole."""
    image = Image.open(io.BytesIO(data))
    image.load()
    return image
