"""What happens to files after they were taken in, as facts."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from community.events import Event


@dataclass(frozen=True)
class FileExamined(Event):
    """A file was scanned and read, as far as it can be: its card, its text and its first page are others now."""

    name: ClassVar[str] = "files.file_examined"
    touches: ClassVar[dict[str, str]] = {"files.file": "file_id"}
    file_id: int


@dataclass(frozen=True)
class FileRefused(Event):
    """The virus scanner found something in a file: nobody gets its bytes."""

    name: ClassVar[str] = "files.file_refused"
    touches: ClassVar[dict[str, str]] = {"files.file": "file_id"}
    reaches: ClassVar[Literal["readers", "actor", "nobody"]] = "nobody"  # FileExamined comes with it
    file_id: int


EVENTS = (FileExamined, FileRefused)
