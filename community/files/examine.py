"""Examining a file that was kept as it came: after the upload, never in its way."""

from collections.abc import Callable, Mapping

from community.data.database import session
from community.data.unit_of_work import unit_of_work
from community.events import publish
from community.files.events import FileExamined
from community.files.models import File


def examine(file_id: int) -> None:
    """Say that the file was examined. Safe to repeat."""
    with unit_of_work():
        if session().get(File, file_id) is not None:
            publish(FileExamined(file_id))


TASKS: Mapping[str, Callable[..., None]] = {"files.examine": examine}
