"""What files keep of a person: the files they brought. The assembly gives these to the host as personal data."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import delete, select, update

from community.clock import now
from community.data.database import session
from community.files import queries
from community.files.addresses import address
from community.files.models import File, Holder, Upload

TABLES = ("files_file", "files_upload")


def export(person_id: int) -> Iterable[Mapping[str, Any]]:
    """Every file they brought: its name, description, address and day."""
    for file in queries.owned_by(person_id):
        yield {
            "what": "file",
            "name": file.name,
            "alt": file.alt,
            "address": address(file.public_id),
            "at": file.created_at.isoformat(),
        }


def erase(person_id: int) -> None:
    """Inside the open unit of work: portraits and waiting files go; what stands in posts stays, without an owner."""
    mine = File.owner_id == person_id
    portraits = select(File.id).where(mine, File.purpose == "avatar")
    session().execute(delete(Holder).where(Holder.file_id.in_(portraits)))
    unheld = File.id.not_in(select(Holder.file_id))
    session().execute(update(File).where(mine, unheld).values(expires_at=now()))
    session().execute(update(File).where(mine).values(owner_id=None, name=""))
    session().execute(delete(Upload).where(Upload.owner_id == person_id))
