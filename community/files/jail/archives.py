"""In the child: a ZIP whose directory is checked before anything is unpacked; its parts come within a budget."""

import struct
import zipfile
import zlib
from typing import IO, cast

MOST_MEMBERS = 5_000
LARGEST_DIRECTORY = 4_000_000
LARGEST_PART = 20_000_000  # of those that are parsed, unpacked
ROOM, RATIO = 10_000_000, 200  # unpacked at most so much, or so many times its size
_GAP = 24  # the longest note about sizes that may follow a member
_END = struct.Struct("<4s4H2LH")
_LOCAL = struct.Struct("<4s5H3L2H")
_TURNS = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class Refused(Exception):
    """The file cannot be taken; the word goes to the parent."""


class Part:
    """One member being unpacked; raises Refused("heavy") beyond the budget."""

    def __init__(self, stream: IO[bytes], most: int) -> None:
        self.stream, self.left = stream, most

    def read(self, size: int = -1) -> bytes:
        try:
            data = self.stream.read(min(size, self.left + 1) if size >= 0 else self.left + 1)
        except (zipfile.BadZipFile, EOFError, ValueError, OSError, RuntimeError, zlib.error) as broken:
            raise Refused("damaged") from broken
        self.left -= len(data)
        if self.left < 0:
            raise Refused("heavy")
        return data


class Archive:
    """A ZIP that is one from its first byte to its last: no gaps, no overlaps, no second names.

    Raises Refused: "damaged", "heavy", "locked", or "also" when something else hides in it.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.size = file, file.seek(0, 2)
        count, directory = self._end()
        try:
            self.zip = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, ValueError, struct.error, UnicodeError, NotImplementedError) as broken:
            raise Refused("damaged") from broken
        self.members = {info.filename: info for info in self.zip.infolist()}
        self._spelled = {name.lower(): name for name in self.members}
        if len(self._spelled) != count:
            raise Refused("damaged")
        self._weigh()
        self._places(directory)

    def _end(self) -> tuple[int, int]:
        """How many members there are, and where their directory begins: it and the end record are the file's end."""
        if self.size < _END.size:
            raise Refused("damaged")
        self.file.seek(self.size - _END.size)
        mark, _disk, _start, _here, count, length, begins, comment = _END.unpack(self.file.read(_END.size))
        if mark != b"PK\x05\x06":
            self.file.seek(max(0, self.size - 65_557))
            raise Refused("also" if b"PK\x05\x06" in self.file.read() else "damaged")
        if comment or begins + length + _END.size != self.size:
            raise Refused("also")
        if count > MOST_MEMBERS or length > LARGEST_DIRECTORY:
            raise Refused("heavy")
        return count, begins

    def _weigh(self) -> None:
        total = 0
        for name, info in self.members.items():
            if info.flag_bits & 0x1:
                raise Refused("locked")
            if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
                raise Refused("damaged")
            path = name.replace("\\", "/")
            if path.startswith("/") or ".." in path.split("/") or not path.isprintable() or _TURNS & set(path):
                raise Refused("also")
            total += info.file_size
        if total > max(ROOM, RATIO * self.size):
            raise Refused("heavy")

    def _places(self, directory: int) -> None:
        """One after the other from the first byte on: a bomb lets them overlap, a polyglot leaves room between."""
        at = 0
        for info in sorted(self.members.values(), key=lambda one: one.header_offset):
            if not 0 <= info.header_offset - at <= (_GAP if at else 0):
                raise Refused("also")
            self.file.seek(info.header_offset)
            head = self.file.read(_LOCAL.size)
            if len(head) < _LOCAL.size or head[:4] != b"PK\x03\x04":
                raise Refused("damaged")
            lengths = _LOCAL.unpack(head)[-2:]
            at = info.header_offset + _LOCAL.size + sum(lengths) + info.compress_size
        if not 0 <= directory - at <= _GAP:
            raise Refused("also")

    def __contains__(self, name: str) -> bool:
        return name in self.members

    def actual(self, name: str) -> str:
        """The name as it is spelled here: office files do not mind capitals."""
        return self._spelled.get(name.lower(), name)

    def open(self, name: str, most: int = LARGEST_PART) -> IO[bytes]:
        """The member, to read; at most `most` bytes of it. Raises Refused("damaged") when there is none."""
        try:
            stream = self.zip.open(self.members[name])
        except (KeyError, zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError) as broken:
            raise Refused("damaged") from broken
        return cast("IO[bytes]", Part(stream, most))
