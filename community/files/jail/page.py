"""In the child: a picture of the first page of a PDF. Argument and output as in images.py, whose answer it gives.

PDFium is quick and draws well; it also ends the process when it runs out of memory, so it never runs anywhere else.
"""

import json
import sys
from typing import Any

import pypdfium2  # type: ignore[import-untyped]

from . import images

LARGEST_SCALE = 3.0


def make(order: dict[str, Any], data: list[bytes]) -> dict[str, Any]:
    """The sizes asked for; the first is the largest."""
    with open(0, "rb", closefd=False) as file:
        document = pypdfium2.PdfDocument(file)
        page = document[0]
        width, height = page.get_size()
        largest = order["sizes"][0]
        if not (width > 0 and height > 0):
            raise images.Refused("damaged")
        scale = min(largest["width"] / width, largest["height"] / height, LARGEST_SCALE)
        if max(width, height) * scale < 1 or min(width, height) * scale < 1:
            raise images.Refused("damaged")
        drawn = page.render(scale=scale).to_pil().convert("RGB")
    return images.sizes(order, drawn, data)


if __name__ == "__main__":
    images.answer(json.loads(sys.argv[1]), make)
