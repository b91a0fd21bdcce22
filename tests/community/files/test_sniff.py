"""What a file is, by its content: four kinds of pictures pass, all else is refused in words that help."""

import io
import struct
import tempfile
import zipfile

import pytest
from PIL import Image

from community.errors import Invalid
from community.files import sniff
from tests.community.files.pictures import encoded, noise, plain

pytestmark = pytest.mark.usefixtures("speaking")
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"></svg>'


def kind_of(data: bytes) -> str:
    with tempfile.TemporaryFile() as file:
        file.write(data)
        file.flush()
        return sniff.image_type(file)


def refusal(data: bytes) -> str:
    with pytest.raises(Invalid) as refused:
        kind_of(data)
    return str(refused.value.errors["file"])


def zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("Main.class", b"\xca\xfe\xba\xbe")
    return out.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP"])
def test_four_kinds_of_pictures_pass(kind):
    assert kind_of(encoded(Image.new("RGB", (4, 4)), kind)) == f"image/{kind.lower()}"


def test_a_large_photo_passes():
    assert kind_of(encoded(noise(1500, 1000), "JPEG", quality=95)) == "image/jpeg"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (SVG, "holds code"),
        (b"<svg onload=alert(1)>", "holds code"),
        (b"<!DOCTYPE html><html><script>alert(1)</script>", "holds code"),
        (b"  \n<script>alert(1)</script>", "holds code"),
        (b"%PDF-1.7\n" + b"x" * 100, "PDF"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 100, "HEIC"),
        (b"\0\0\0\x18ftypavif\0\0\0\0mif1avif" + b"\0" * 100, "AVIF"),
        (b"II*\0\x08\0\0\0" + b"\0" * 100, "TIFF"),
        (b"just some words", "not a picture"),
        (b"\x89PN", "not a picture"),
        (bytes(range(256)), "not a picture"),
        (struct.pack("<4sI4s", b"RIFF", 40, b"WAVE") + b"\0" * 40, "not a picture"),
    ],
)
def test_all_else_is_refused_in_plain_words(data, words):
    assert words in refusal(data)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP"])
@pytest.mark.parametrize("payload", [b"<script>alert(1)</script>", SVG, b"<?php system('x'); ?>", zipped()])
def test_a_picture_that_is_also_something_else_is_refused(kind, payload):
    picture = encoded(Image.new("RGB", (4, 4)), kind)
    assert "another kind" in refusal(picture + payload)


def test_a_picture_with_a_page_in_its_comment_is_refused():
    comment = b"<html><body onload=alert(1)>"
    assert "another kind" in refusal(encoded(Image.new("RGB", (4, 4)), "JPEG", comment=comment))
    assert "another kind" in refusal(b"GIF89a/*" + b"\0" * 20 + b"*/=1;<script src=x>")


def test_a_picture_that_is_a_pdf_is_refused():
    assert "another kind" in refusal(encoded(Image.new("RGB", (4, 4)), "JPEG", comment=b"%PDF-1.4 1 0 obj"))


def test_neither_name_nor_declared_type_is_asked():
    assert kind_of(plain()) == "image/png"  # there is nothing to tell it


def test_it_guesses_without_failing():
    assert sniff.guess(b"%PDF-1.7") == "application/pdf"
    assert sniff.guess(b"") is None
    assert sniff.guess(b"just some words, and no signature") is None
