"""For tests: bring a file, have it known and read or drawn, and see that its bytes stay as they were."""

import tempfile

import pytest

from community.files import kinds, reading


def taken(data: bytes, name: str, act=reading.read, *more):
    """The file known and read, as it is when somebody brings it."""
    with tempfile.TemporaryFile() as file:
        file.write(data)
        file.flush()
        result = act(file, kinds.kind_of(file, name), *more)
        file.seek(0)
        assert file.read() == data  # whatever was done with it, it is as it was
        return result


def picture(data: bytes, name: str = "a.pdf"):
    return taken(data, name, reading.picture, 20_000_000)


def unreadable(data: bytes, name: str, act=reading.read, *more) -> str:
    with pytest.raises(reading.Unreadable) as failed:
        taken(data, name, act, *more)
    assert reading.why_words(failed.value.why)
    return failed.value.why


def findings(read: reading.Read) -> dict[str, tuple[int, str]]:
    return {one["what"]: (one["count"], one["detail"]) for one in read.findings}
