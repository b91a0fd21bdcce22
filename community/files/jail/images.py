"""In the child: a picture on standard input, its clean sizes on standard output. Nothing of ours is imported here.

Decodes, turns upright, converts to sRGB, drops every piece of metadata and writes anew. Output: one line of JSON,
{"pictures": [{"name", "type", "width", "height", "bytes"}], "moving": bool} or {"error": word}, then the bytes.
"""

import io
import json
import sys
import warnings
from collections.abc import Callable
from typing import Any

from PIL import Image, ImageCms, ImageOps, WebPImagePlugin  # noqa: F401 - registers WebP without loading every format

_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


class Refused(Exception):
    """The picture cannot be taken; the word goes to the parent."""


def main() -> None:
    """Argument: JSON with `format` (as Pillow names it), `max_pixels`, `sizes` [{name, width, height, crop}]."""
    order = json.loads(sys.argv[1])
    Image.MAX_IMAGE_PIXELS = order["max_pixels"]
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    answer(order, make)


def answer(order: dict[str, Any], made_by: Callable[[dict[str, Any], list[bytes]], dict[str, Any]]) -> None:
    """Write what `made_by` made, or why it made nothing."""
    data: list[bytes] = []
    try:
        head = made_by(order, data)
    except Refused as refusal:
        head = {"error": str(refusal)}
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        head = {"error": "pixels"}
    except MemoryError:
        head = {"error": "memory"}
    except Exception:  # noqa: BLE001 - a decoder fed with hostile bytes may raise anything: it means "damaged"
        head = {"error": "damaged"}
    if "error" in head:
        data.clear()
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + b"".join(data))
    sys.stdout.buffer.flush()


def make(order: dict[str, Any], data: list[bytes]) -> dict[str, Any]:
    """All sizes asked for, the first one being the largest; their bytes are appended to `data`."""
    with open(0, "rb", closefd=False) as source:
        with Image.open(source, formats=[order["format"]]) as picture:
            width, height = picture.size
            if width * height > order["max_pixels"]:
                raise Refused("pixels")
            picture.verify()
        source.seek(0)
        with Image.open(source, formats=[order["format"]]) as picture:
            moving = _moving(picture)
            photo = picture.format == "JPEG"
            clean = _clean(picture, order["sizes"][0])
    return sizes(order, clean, data, photo=photo) | {"moving": moving}


def sizes(order: dict[str, Any], clean: Image.Image, data: list[bytes], *, photo: bool = False) -> dict[str, Any]:
    """Each size of a clean picture; the answer that describes them."""
    listed = []
    for size in order["sizes"]:
        made = _sized(clean, size)
        kind, content = _encoded(made, photo)
        data.append(content)
        listed.append(
            {"name": size["name"], "type": kind, "width": made.width, "height": made.height, "bytes": len(content)}
        )
    return {"pictures": listed, "moving": False}


def _moving(picture: Image.Image) -> bool:
    moving = bool(getattr(picture, "is_animated", False))
    if picture.tell() != 0:
        picture.seek(0)
    return moving


def _clean(picture: Image.Image, largest: dict[str, Any]) -> Image.Image:
    """Upright, in sRGB, RGB or RGBA, without metadata, and not much larger than the largest size asked for."""
    turn = _orientation(picture)
    profile = picture.info.get("icc_profile")
    width, height = largest["width"], largest["height"]
    if turn >= 5:
        width, height = height, width
    if largest["crop"]:  # the shorter side must still fill the square
        factor = max(width / picture.width, height / picture.height)
        width, height = round(picture.width * factor) + 1, round(picture.height * factor) + 1
    if picture.format == "JPEG":
        picture.draft(None, (width, height))
    picture.load()
    plain = _plain(picture)
    plain.thumbnail((width, height), Image.Resampling.LANCZOS)
    plain = _srgb(plain, profile)
    if turn in _UPRIGHT:
        plain = plain.transpose(_UPRIGHT[turn])
    plain.info = {}
    return plain


def _orientation(picture: Image.Image) -> int:
    try:
        return int(picture.getexif().get(0x0112, 1))
    except Exception:  # noqa: BLE001 - broken metadata is no reason to refuse: it is dropped anyway
        return 1


def _plain(picture: Image.Image) -> Image.Image:
    if picture.mode.startswith("I;16"):
        return picture.point(lambda value: value * (1 / 256)).convert("L").convert("RGB")
    if picture.mode in ("RGB", "CMYK"):
        return picture
    return picture.convert("RGBA" if picture.has_transparency_data else "RGB")


def _srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    if profile and picture.mode in ("RGB", "RGBA", "CMYK"):
        try:
            mode = "RGB" if picture.mode == "CMYK" else picture.mode
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            changed = ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode=mode)
            picture = changed or picture
        except Exception:  # noqa: BLE001, S110 - a broken or foreign profile: colours slightly off beat a refused photo
            pass
    return picture if picture.mode in ("RGB", "RGBA") else picture.convert("RGB")


def _sized(clean: Image.Image, size: dict[str, Any]) -> Image.Image:
    box = (size["width"], size["height"])
    if size["crop"]:
        return ImageOps.fit(clean, box, Image.Resampling.LANCZOS)
    made = clean.copy()
    made.thumbnail(box, Image.Resampling.LANCZOS)
    return made


def _encoded(picture: Image.Image, photo: bool) -> tuple[str, bytes]:
    """Photos stay JPEG; drawings and screenshots become WebP, which keeps their transparency and their edges."""
    out = io.BytesIO()
    picture.info = {}
    if photo:
        picture.save(out, "JPEG", quality=85, optimize=True, progressive=True)
        return "image/jpeg", out.getvalue()
    picture.save(out, "WEBP", quality=90, method=4)
    return "image/webp", out.getvalue()


if __name__ == "__main__":
    main()
