"""Sets of document numbers as ints: bit n is document n. Arithmetic only."""

from collections.abc import Iterable, Iterator
from itertools import compress

_FLAGS = bytes(max(0, byte - 48) & 1 for byte in range(256))  # b"0" to 0, b"1" to 1
_ONE = ord("1")


def from_ids(ids: Iterable[int], size: int) -> int:
    """The set of some document numbers below `size`."""
    digits = bytearray(b"0") * size
    for number in ids:
        digits[number] = _ONE
    digits.reverse()
    return int(digits, 2) if size else 0


def flags(bits: int, size: int) -> bytes:
    """One byte for each document: 1 where it is in the set."""
    return f"{bits:0{size}b}".encode()[::-1].translate(_FLAGS) if size else b""


def to_ids(bits: int, size: int, offset: int = 0) -> Iterator[int]:
    """The document numbers of a set, rising, moved by `offset`."""
    return compress(range(offset, offset + size), flags(bits, size)) if bits else iter(())


def full(size: int) -> int:
    """All documents."""
    return (1 << size) - 1
