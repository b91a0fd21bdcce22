"""A ZIP written while it is sent: names made safe and told apart, bytes in, chunks out. No database, no request."""

import io
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')
LONGEST = 100  # characters of a name without its ending; some systems take 255 bytes of all
TAKEN = frozenset({"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10))})


@dataclass(frozen=True)
class Entry:
    """A file of the ZIP: its safe name, how to read its bytes, and whether packing makes them smaller."""

    name: str
    read: Callable[[], Iterable[bytes]]
    pack: bool = False


def zipped(entries: Iterable[Entry], at: datetime) -> Iterator[bytes]:
    """The ZIP in chunks, each entry read when its turn comes; `at` is the date of all of them.

    At most one chunk of a file is in memory.
    """
    out = _Outlet()
    with zipfile.ZipFile(out, "w", allowZip64=True) as archive:
        for entry in entries:
            info = zipfile.ZipInfo(entry.name, at.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED if entry.pack else zipfile.ZIP_STORED
            with archive.open(info, "w", force_zip64=True) as file:
                for chunk in entry.read():
                    file.write(chunk)
                    yield out.taken()
    yield out.taken()


class _Outlet(io.RawIOBase):
    """What the archive writes to: it cannot be sought in, so the archive puts sizes behind the bytes."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._parts.append(bytes(data))
        return len(self._parts[-1])

    def taken(self) -> bytes:
        """What was written since the last time."""
        parts, self._parts = self._parts, []
        return b"".join(parts)


class Names:
    """Gives each file a name of its own, which no system takes for a path or a device."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def name(self, wanted: str, ending: str) -> str:
        """A safe name like the wanted one, unlike all before it whatever the case of letters; `ending` with its dot."""
        stem = UNSAFE.sub(" ", "".join(sign for sign in unicodedata.normalize("NFC", wanted) if _harmless(sign)))
        stem = " ".join(stem.split())[:LONGEST].strip(" .") or "file"
        stem = f"{stem}_" if stem.lower() in TAKEN else stem
        name, n = f"{stem}{ending}", 1
        while name.lower() in self._given:
            n += 1
            name = f"{stem} ({n}){ending}"
        self._given.add(name.lower())
        return name


def _harmless(sign: str) -> bool:
    return unicodedata.category(sign) not in {"Cf", "Co", "Cn", "Cs"}  # no marks that turn what follows around


def ending(name: str) -> str:
    """The ending of a file's name, with its dot, if it looks like one."""
    found = re.search(r"[^.]\.([A-Za-z0-9]{1,8})$", name)
    return f".{found[1]}" if found else ""
