"""How much a person and a district may keep here. What is on its way counts by its declared size."""

from typing import Any

from sqlalchemy import ColumnElement, func, select

from community.access import rules
from community.clock import now
from community.config import current
from community.data.database import session
from community.data.turns import take_turn
from community.errors import Invalid
from community.files.models import Blob, File, Upload
from community.files.taking import About
from community.files.words import size_in_words
from community.web.i18n import gettext as _


def organization_of(person_id: int) -> int | None:
    """Whose allowance the files of a person count against, besides their own."""
    person = rules().kind("people.person").model
    found: int | None = session().scalar(select(person.organization_id).where(person.id == person_id))
    return found


def require_room(about: About, size: int) -> None:
    """Go on only if `size` more bytes may be kept. Inside a unit of work, so that two who come at once do not both
    get the last of the room. Raises Invalid in words.
    """
    take_turn("room for files of a person", about.owner_id)
    take_turn("room for files of an organization", about.organization_id)
    most = current().files_person_bytes
    if used(person_id=about.owner_id) + size > most:
        words = _(
            "Your files would take more than the %(most)s that each person has here. "
            "Nothing was lost. Bring a smaller file, or remove one that nobody needs any more.",
            most=size_in_words(most),
        )
        raise Invalid({"file": words})
    most = current().files_organization_bytes
    if about.organization_id and used(organization_id=about.organization_id) + size > most:
        words = _(
            "The files of your district would take more than the %(most)s that each district has here. "
            "Nothing was lost. Bring a smaller file, or ask your facilitator.",
            most=size_in_words(most),
        )
        raise Invalid({"file": words})


def used(**whose: int) -> int:
    """Bytes counted against `person_id` or `organization_id`: files that stay, and uploads under way."""
    stays = File.expires_at.is_(None) | (File.expires_at > now())
    kept = select(func.coalesce(func.sum(Blob.size), 0)).join(File, File.blob_id == Blob.id).where(stays)
    under_way = (Upload.file_id.is_(None), Upload.refusal == "", Upload.expires_at > now())
    coming = select(func.coalesce(func.sum(Upload.size), 0)).where(*under_way)
    parts = kept.where(_of(File, **whose)), coming.where(_of(Upload, **whose))
    return sum(int(session().scalar(part) or 0) for part in parts)


def _of(model: Any, *, person_id: int = 0, organization_id: int = 0) -> ColumnElement[bool]:
    column, number = (model.owner_id, person_id) if person_id else (model.organization_id, organization_id)
    whose: ColumnElement[bool] = column == number
    return whose
