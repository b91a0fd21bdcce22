"""Tables of the host: switches of modules and values of their settings. No logic."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from community.clock import now
from community.data.database import Base


class Switch(Base):
    """A module switched off: for the whole site, or in one collaboration. No row means on."""

    __tablename__ = "host_switch"
    __table_args__ = (UniqueConstraint("plugin", "collaboration_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plugin: Mapped[str] = mapped_column(String(40))
    collaboration_id: Mapped[int | None] = mapped_column(ForeignKey("people_collaboration.id"))
    at: Mapped[datetime] = mapped_column(default=now)


class SettingValue(Base):
    """A module's setting that operators changed."""

    __tablename__ = "host_setting"

    name: Mapped[str] = mapped_column(String(120), primary_key=True)
    value: Mapped[dict[str, Any]]
