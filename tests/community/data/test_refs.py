"""A ref and its key are the same thing; nothing else is a key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.data.refs import Ref

KINDS = st.from_regex(r"[a-z_]{1,20}\.[a-z_]{1,20}", fullmatch=True)


@given(kind=KINDS, number=st.integers(min_value=1))
def test_a_key_gives_its_ref_back(kind, number):
    assert Ref.parse(Ref(kind, number).key) == Ref(kind, number)


@given(st.lists(st.tuples(KINDS, st.integers(min_value=1))))
def test_different_refs_have_different_keys(pairs):
    refs = {Ref(*pair) for pair in pairs}
    assert len({ref.key for ref in refs}) == len(refs)


@pytest.mark.parametrize("key", ["", "12", ":12", "talk.thread", "talk.thread:", "talk.thread:x", "talk.thread:1.5"])
def test_anything_else_is_refused(key):
    with pytest.raises(ValueError, match=r"thread|12|invalid|^$"):
        Ref.parse(key)
