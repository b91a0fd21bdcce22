"""Which things hold a file, or one with the very same bytes. The caller asks who may see them."""

from sqlalchemy import select

from community.data.database import session
from community.files.models import File, Holder


def holders_of_twins(public_id: str, kind: str) -> list[int]:
    """The ids of things of a kind that hold another file with the same bytes as this one."""
    blob = select(File.blob_id).where(File.public_id == public_id).scalar_subquery()
    query = select(Holder.object_id).join(File, File.id == Holder.file_id)
    query = query.where(File.blob_id == blob, File.public_id != public_id, Holder.kind == kind)
    return list(session().scalars(query.distinct()))


def holders_of(file_id: int, kind: str) -> list[int]:
    """The ids of things of a kind that hold a file."""
    query = select(Holder.object_id).where(Holder.file_id == file_id, Holder.kind == kind)
    return list(session().scalars(query))
