"""Columns that many tables share. No methods that write."""

import base64
import secrets
from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from community.clock import now


def new_public_id() -> str:
    """Twelve letters and digits that say nothing: 60 random bits, for addresses."""
    return base64.b32encode(secrets.token_bytes(8)).decode().lower()[:12]


class Identified:
    """A row with an inner number and an outer name for addresses."""

    id: Mapped[int] = mapped_column(primary_key=True, sort_order=-10)
    public_id: Mapped[str] = mapped_column(String(12), unique=True, default=new_public_id, sort_order=-9)


class Timestamps:
    """When the row was made and last changed."""

    created_at: Mapped[datetime] = mapped_column(default=now, sort_order=90)
    updated_at: Mapped[datetime] = mapped_column(default=now, onupdate=now, sort_order=91)


class Authored:
    """The person who wrote it; kept without a name when the account is erased."""

    @declared_attr
    def author_id(cls) -> Mapped[int | None]:  # noqa: N805 - it is asked of the class
        """The person's id; None once erased."""
        return mapped_column(ForeignKey("people_person.id"), index=True)


class InSpace:
    """Content with its one home space, for ever."""

    @declared_attr
    def space_id(cls) -> Mapped[int]:  # noqa: N805 - it is asked of the class
        """The home space's id."""
        return mapped_column(ForeignKey("spaces_space.id"), index=True)
