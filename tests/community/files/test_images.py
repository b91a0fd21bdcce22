"""Pictures written anew: upright, in sRGB, without a trace of where they came from; hostile ones end as plain words."""

import os
import struct
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from community.errors import Invalid
from community.files import child, images
from tests.community.files.pictures import encoded, noise, plain, seen

pytestmark = pytest.mark.usefixtures("speaking")
MOST = 2_000_000


def make(data, kind, purpose="post_image", most=MOST):
    with tempfile.TemporaryFile() as file:
        file.write(data)
        file.flush()
        return images.make(file, f"image/{kind}", purpose, most)


def refusal(data, kind, **more):
    with pytest.raises(Invalid) as refused:
        make(data, kind, **more)
    return str(refused.value.errors["file"])


def png(width, height, rows):
    """A PNG of 8-bit greys around whatever compressed rows are given."""

    def chunk(name, body):
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_an_avatar_has_two_square_sizes():
    made = make(encoded(noise(300, 200), "JPEG"), "jpeg", "avatar")
    assert [(one.name, one.type, one.width, one.height) for one in made.sizes] == [
        ("large", "image/jpeg", 256, 256),
        ("small", "image/jpeg", 64, 64),
    ]
    assert [seen(one.data).size for one in made.sizes] == [(256, 256), (64, 64)]


def test_an_avatar_keeps_the_middle():
    wide = Image.new("RGB", (900, 300), "white")
    wide.paste("red", (300, 0, 600, 300))
    assert seen(make(encoded(wide), "png", "avatar").sizes[0].data).getpixel((128, 128))[0] > 240
    assert seen(make(encoded(wide), "png", "avatar").sizes[0].data).getpixel((4, 4))[1] < 60


def test_a_picture_in_a_post_is_at_most_1600_wide_with_a_thumbnail():
    made = make(encoded(Image.new("RGB", (2000, 500), "teal")), "png")
    assert [(one.name, one.width, one.height) for one in made.sizes] == [("large", 1600, 400), ("thumb", 400, 100)]


def test_a_small_picture_is_not_blown_up():
    made = make(plain(40, 30), "png")
    assert [(one.width, one.height) for one in made.sizes] == [(40, 30), (40, 30)]


@pytest.mark.parametrize(("kind", "expected"), [("JPEG", "JPEG"), ("PNG", "WEBP"), ("GIF", "WEBP"), ("WEBP", "WEBP")])
def test_photos_stay_jpeg_and_drawings_become_webp(kind, expected):
    made = make(encoded(noise(50, 40), kind), kind.lower())
    assert {seen(one.data).format for one in made.sizes} == {expected}


def test_transparency_stays():
    made = make(encoded(Image.new("RGBA", (20, 20), (255, 0, 0, 0))), "png")
    assert seen(made.sizes[0].data).getpixel((5, 5))[3] == 0


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "PA", "RGBA", "I;16"])
def test_every_kind_of_png_is_read(mode):
    image = Image.new("LA", (30, 20)).convert("PA") if mode == "PA" else Image.new(mode, (30, 20))
    data = encoded(image, "PNG") if mode != "PA" else encoded(image.convert("RGBA"))
    assert make(data, "png").sizes[0].width == 30


def test_deep_greys_keep_their_brightness():
    grey = Image.new("I;16", (20, 20), 0x8000)
    assert abs(seen(make(encoded(grey), "png").sizes[0].data).getpixel((5, 5))[0] - 128) < 4


def test_printers_colours_are_converted():
    made = make(encoded(Image.new("CMYK", (30, 20), (0, 255, 255, 0)), "JPEG"), "jpeg")
    assert seen(made.sizes[0].data).mode == "RGB"
    assert seen(made.sizes[0].data).getpixel((5, 5))[0] > 150


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_turned_photo_stands_upright(orientation):
    upright = Image.new("RGB", (120, 60), "white")
    upright.paste("red", (0, 0, 40, 20))
    undo = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # the transposition that a camera held so would have made
    turned = upright if orientation == 1 else upright.transpose(Image.Transpose(undo[orientation]))
    exif = Image.Exif()
    exif[0x0112] = orientation
    result = seen(make(encoded(turned, "JPEG", quality=95, exif=exif), "jpeg").sizes[0].data)
    assert result.size == (120, 60)
    assert result.getpixel((10, 10))[1] < 80
    assert result.getpixel((110, 50))[1] > 200


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_nothing_of_the_original_is_told(kind):
    exif = Image.Exif()
    exif[0x010F] = "SecretCamera"
    exif.get_ifd(0x8825)[2] = (47.0, 36.0, 22.0)
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", "SecretName")
    options = {"exif": exif, "xmp": b"<x:xmpmeta>SecretPlace</x:xmpmeta>"}
    options |= {"pnginfo": texts} if kind == "PNG" else {}
    options |= {"comment": b"SecretWords"} if kind == "JPEG" else {}
    options["icc_profile"] = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = encoded(noise(60, 40), kind, **options)
    assert b"Secret" in data
    for one in make(data, kind.lower()).sizes:
        assert b"Secret" not in one.data
        assert not {"exif", "icc_profile", "xmp", "comment"} & seen(one.data).info.keys()
        assert not seen(one.data).getexif()


def test_colours_of_a_wide_profile_are_carried_over():
    """A profile that swaps nothing but says another white or gamut must change the numbers, since it is dropped."""
    lab_like = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    kept = make(encoded(Image.new("RGB", (20, 20), (200, 80, 40)), "PNG", icc_profile=lab_like), "png").sizes[0]
    assert all(abs(a - b) < 6 for a, b in zip(seen(kept.data).getpixel((5, 5)), (200, 80, 40), strict=True))
    broken = make(encoded(Image.new("RGB", (20, 20), "red"), "PNG", icc_profile=b"no profile at all"), "png")
    assert broken.sizes[0].width == 20


@pytest.mark.parametrize("kind", ["GIF", "WEBP"])
def test_an_animation_becomes_its_first_picture(kind):
    frames = [Image.new("RGB", (50, 50), colour) for colour in ("red", "green", "blue")]
    made = make(encoded(frames[0], kind, save_all=True, append_images=frames[1:], duration=50), kind.lower())
    assert made.moving
    assert seen(made.sizes[0].data).getpixel((5, 5))[0] > 200
    assert getattr(seen(made.sizes[0].data), "n_frames", 1) == 1


def test_a_still_picture_does_not_move():
    assert not make(plain(), "png").moving


# --- hostile ones --------------------------------------------------------------------------------


def test_a_picture_beyond_the_limit_is_refused_in_words():
    assert "2 million pixels" in refusal(plain(2000, 1001), "png")


def test_a_bomb_is_refused_before_it_opens():
    """60,000 x 60,000 pixels, 3.6 GB as decoded, in a few kilobytes."""
    assert "too large" in refusal(png(60_000, 60_000, zlib.compress(bytes(1_000_000))), "png")


def test_a_header_that_lies_about_the_rows_is_refused():
    assert "damaged" in refusal(png(100, 100, zlib.compress(b"\0" * 50)), "png")
    assert make(png(10, 10, zlib.compress(bytes(11 * 10) + b"\0" * 5_000_000)), "png").sizes[0].width == 10


def test_a_giant_animation_is_refused():
    frames = [Image.new("P", (3000, 3000), colour) for colour in (0, 1, 2)]
    data = encoded(frames[0], "GIF", save_all=True, append_images=frames[1:])
    assert "too large" in refusal(data, "gif")


def test_a_small_animation_with_a_giant_later_frame_is_refused_or_stilled():
    """The frame's own size is taken for the canvas by some readers; ours looks at the first frame alone."""
    frame = encoded(Image.new("P", (4, 4)), "GIF")
    giant = frame[:-1] + b"\x2c\0\0\0\0\xff\xff\xff\xff\0" + b"\x02\x02\x4c\x01\0" + b"\x3b"
    try:
        made = make(giant, "gif")
    except Invalid:
        return
    assert made.sizes[0].width == 4


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP"])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_picture_cut_off_on_its_way_is_refused(kind, share):
    data = encoded(noise(200, 150), kind)
    assert refusal(data[: int(len(data) * share)], kind.lower())


def test_every_flipped_byte_ends_well():
    """Whatever a decoder makes of it: pictures, or plain words."""
    data = bytearray(encoded(noise(40, 30), "WEBP"))
    outcomes = []
    for at in range(12, len(data), len(data) // 12):
        broken = bytes(data[:at]) + bytes([data[at] ^ 0xFF]) + bytes(data[at + 1 :])
        try:
            outcomes.append(len(make(broken, "webp").sizes))
        except Invalid as refused:
            outcomes.append(bool(str(refused.errors["file"])))
    assert len(outcomes) > 10
    assert all(outcomes)


def test_a_picture_under_a_wrong_name_is_refused():
    assert "damaged" in refusal(plain(), "gif")


def test_a_photo_of_ten_thousand_scans_does_not_hold_us_up(monkeypatch):
    """A progressive JPEG may repeat its scans without end: each is read over the whole picture."""
    monkeypatch.setattr(images, "SECONDS", 1)
    data = encoded(Image.new("L", (1400, 1400)), "JPEG", progressive=True)
    start = data.rindex(b"\xff\xda")
    scan = data[start:-2]
    assert refusal(data[:start] + scan * (3_000_000 // len(scan)) + b"\xff\xd9", "jpeg")


def test_no_child_is_left():
    before = set(_children())
    make(plain(), "png")
    refusal(plain(2000, 1001), "png")
    assert set(_children()) <= before


def _children():
    own = str(os.getpid())
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if fields[1] == own:
            yield stat.parent.name


def test_memory_stays_bounded():
    """The largest picture that passes, in each mode, within what the child is given."""
    most = 20_000_000
    for mode in ("RGB", "RGBA", "P"):
        assert make(encoded(Image.new(mode, (5000, 4000)), compress_level=1), "png", most=most).sizes[0].width == 1600
    assert images.MEMORY + images.MEMORY_PER_PIXEL * most < 500_000_000


def test_the_site_never_loads_the_decoder():
    code = "import sys, community.files.service, community.files.routes; sys.exit('PIL' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_output_that_stops_half_way_is_refused(monkeypatch):
    whole = (
        b'{"pictures": [{"name": "large", "type": "image/webp", "width": 1, "height": 1, "bytes": 9}], "moving": false}'
    )
    stopped = (b"", b"{", whole, whole + b"\nshort", whole + b"\ntoo long for it", b"[]", b'{"pictures": [{}]}\n')
    for output in stopped:
        monkeypatch.setattr(child, "run", lambda *_, output=output: output)
        assert "within our limits" in refusal(plain(), "png")


def test_every_purpose_starts_with_its_largest_size():
    for sizes in images.SIZES.values():
        assert sizes[0].width == max(one.width for one in sizes)
