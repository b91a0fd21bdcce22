"""The day it is for rounds: the site's, not the reader's."""

from datetime import date
from zoneinfo import ZoneInfo

from community.sdk import now, settings


def today() -> date:
    """The day it is, where the site is."""
    return now().astimezone(ZoneInfo(settings().time_zone)).date()
