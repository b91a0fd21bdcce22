"""The day it is for rounds: the site's, not the reader's."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from community.sdk import now, settings


def today() -> date:
    """The day it is, where the site is."""
    return day_of(now())


def day_of(moment: datetime) -> date:
    """The day that a moment lies in, where the site is."""
    return moment.astimezone(ZoneInfo(settings().time_zone)).date()
