"""Values of a measure through its page: pasted, or as a file; rubbish changes nothing."""

import io
from datetime import date

import pytest

from plugins.artifacts.service import measures


@pytest.fixture
def page(scene, acting):
    """A measure of Ana's; the address of its values, and its values now."""
    found = scene.begun()
    one = measures.add(acting(scene.ana), found.public_id, {"name": "Calls", "kind": "outcome"})
    there = f"/artifacts/{found.public_id}/measures/{one.public_id}/values"
    return there, lambda: [(p.on, p.value) for p in scene.record(found.public_id).measures[0].points]


def test_a_file_and_a_paste_go_the_same_way(scene, browse, page):
    address, now = page
    ana = browse(scene.ana)
    file = (io.BytesIO("\ufeffday,value\n2026-09-07,9\n2026-09-14,*\n".encode()), "calls.csv")
    assert ana.post(address, {"table": file}).status_code == 303
    assert now() == [(date(2026, 9, 7), 9.0), (date(2026, 9, 14), None)]
    assert ana.post(address, {"rows": "9/21/2026\t7"}).status_code == 303
    assert len(now()) == 3


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "Write or paste the values"),
        ({"rows": "2026-09-07,nine"}, "nine"),
        ({"table": (b"\xff\xfe9", "a.csv")}, "not UTF-8"),
        ({"table": (b"9" * 100_001, "a.csv")}, "too large"),
    ],
)
def test_what_cannot_be_read_says_so_and_changes_nothing(scene, browse, page, values, said):
    address, now = page
    sent = {name: (io.BytesIO(one[0]), one[1]) if isinstance(one, tuple) else one for name, one in values.items()}
    answer = browse(scene.ana).post(address, sent)
    assert answer.status_code == 422
    assert said in answer.text
    assert now() == []
