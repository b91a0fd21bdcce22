"""Districts and other organizations; a district's public profile as the state publishes it. No logic."""

from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.data.database import Base
from community.data.mixins import Identified, Timestamps


class Organization(Identified, Timestamps, Base):
    """A school district, county office or partner. `fictional` ones belong to a sample network."""

    __tablename__ = "people_organization"

    kind: Mapped[str] = mapped_column(String(20))  # district, county_office, partner, network
    name: Mapped[str] = mapped_column(String(160), index=True)
    short_name: Mapped[str] = mapped_column(String(60), default="")
    county: Mapped[str] = mapped_column(String(60), default="")
    colour: Mapped[int] = mapped_column(default=0)  # 0 to 11: its stable colour
    fictional: Mapped[bool] = mapped_column(default=False)
    email_domain: Mapped[str] = mapped_column(String(120), default="")

    profile: Mapped["DistrictProfile | None"] = relationship(back_populates="organization", lazy="raise")


class DistrictProfile(Timestamps, Base):
    """What the state reports of a district. Codes are text: leading zeros count. None is "not reported", never 0."""

    __tablename__ = "people_district_profile"

    organization_id: Mapped[int] = mapped_column(ForeignKey("people_organization.id"), primary_key=True)
    cds_code: Mapped[str | None] = mapped_column(String(14), unique=True)
    cd_code: Mapped[str | None] = mapped_column(String(7))
    nces_leaid: Mapped[str | None] = mapped_column(String(7))
    district_type: Mapped[str | None] = mapped_column(String(20))
    grade_low: Mapped[str | None] = mapped_column(String(2))
    grade_high: Mapped[str | None] = mapped_column(String(2))
    locale_code: Mapped[str | None] = mapped_column(String(60))
    city: Mapped[str | None] = mapped_column(String(80))
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    enrolment: Mapped[int | None]
    figures: Mapped[dict[str, Any]]  # every other reported figure, by the column's name in the state's file
    year: Mapped[str | None] = mapped_column(String(10))
    source: Mapped[str] = mapped_column(String(160), default="")

    organization: Mapped[Organization] = relationship(back_populates="profile", lazy="raise")
