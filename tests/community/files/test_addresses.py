"""Which files a text names."""

import pytest

from community.files.addresses import address, named_in
from community.web.markup import render

ONE, TWO = "abcdefghijkl", "mnopqrstuvw2"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"![a](/files/{ONE})", [ONE]),
        (f"[a](/files/{ONE}) and ![b](file:{TWO}) and again /files/{ONE}/thumb", [ONE, TWO]),
        (f'<span data-image="{ONE}">x</span>', [ONE]),
        (f"https://elsewhere.example/files/{ONE}", []),
        (f"/files/{ONE}2 /files/short /profiles/{ONE} data-imagex={ONE}", []),
        ("", []),
    ],
)
def test_files_named_in_a_text(text, found):
    assert named_in(text) == found


def test_stored_text_names_the_files_that_its_writer_named():
    html = render(f"See ![the chart](/files/{ONE}) and [the photo](file:{TWO}).\n\n`/x/{ONE}`")
    assert named_in(html) == [ONE, TWO]


def test_addresses():
    assert address(ONE) == f"/files/{ONE}"
    assert address(ONE, "thumb") == f"/files/{ONE}/thumb"
