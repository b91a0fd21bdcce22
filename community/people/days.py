"""Days as people write them, and the moments that the roster keeps: a last day counts to its end. Pure."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def first_moment(day: date, zone: ZoneInfo) -> datetime:
    """The beginning of `day` in `zone`, in UTC."""
    return datetime.combine(day, time.min, zone).astimezone(UTC)


def after(day: date, zone: ZoneInfo) -> datetime:
    """The first moment after `day` in `zone`, in UTC."""
    return first_moment(day + timedelta(days=1), zone)


def day_of(moment: datetime, zone: ZoneInfo) -> date:
    """The day that `moment` lies in, in `zone`."""
    return moment.astimezone(zone).date()


def last_day(ends_at: datetime, zone: ZoneInfo) -> date:
    """The last day that lies before `ends_at` in `zone`, at least in part."""
    return day_of(ends_at - timedelta(microseconds=1), zone)
