"""How dates, times and numbers look: in the reader's language and time zone. Aware times in, markup or text out."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from babel import dates, numbers
from flask import Flask
from markupsafe import Markup

from community.clock import now
from community.web.i18n import current_zone, regional
from community.web.i18n import gettext as _

_ELEMENT = Markup('<time datetime="{}" title="{}">{}</time>')
_RELATIVE = Markup('<time datetime="{}" title="{}" data-ago>{}</time>')  # on paper the full date follows it
_MOMENT = timedelta(minutes=1)
_AGO = timedelta(days=7)  # later than that a date says more than "3 weeks ago"


def install(app: Flask) -> None:
    """Give templates the filters date, datetime, ago, day_of_year, number and percent."""
    app.jinja_env.filters.update(
        {
            "date": date_element, "datetime": datetime_element, "ago": ago_element, "day_of_year": day_of_year,
            "number": number, "percent": percent,
        }
    )  # fmt: skip


def day_of_year(value: date) -> str:
    """A day without its year, as short as it goes: "Nov 23". For the axis of a chart."""
    return dates.format_skeleton("MMMd", value, locale=regional())


def date_element(value: date | datetime | None) -> Markup:
    """A day: "Nov 23, 2026"; the weekday on demand. A time is shown as its day in the reader's zone."""
    if value is None:
        return Markup("")
    day = local(value).date() if isinstance(value, datetime) else value
    return _ELEMENT.format(day.isoformat(), _day(day, "full"), _day(day, "medium"))


def datetime_element(value: datetime | None) -> Markup:
    """A moment: "Nov 23, 2026, 11:05 AM PST"; always with its zone."""
    if value is None:
        return Markup("")
    return _ELEMENT.format(_machine(value), moment(value, "full"), moment(value))


def ago_element(value: datetime | None) -> Markup:
    """How long ago, or in how long: "3 hours ago"; beyond a week the day. The full date on demand."""
    if value is None:
        return Markup("")
    gone = now() - value
    shown = _distance(gone) if abs(gone) < _AGO else _day(local(value).date(), "medium")
    return _RELATIVE.format(_machine(value), moment(value, "full"), shown)


def local(value: datetime) -> datetime:
    """The moment on the reader's clock. Raises ValueError for a time without a zone."""
    if value.tzinfo is None:
        raise ValueError(f"a time without a zone: {value!r}")
    return value.astimezone(current_zone())


def moment(value: datetime, length: str = "medium") -> str:
    """The day, time and zone as text: for mail and exports. `length` is "medium" or "full"."""
    here = local(value)
    clock = dates.format_time(here, "short", tzinfo=current_zone(), locale=regional())
    zone = dates.get_timezone_name(here, width="short", locale=regional())
    return f"{_day(here.date(), length)}, {clock} {zone}"


def day(value: date | datetime) -> str:
    """The day as text: for mail and exports."""
    return _day(local(value).date() if isinstance(value, datetime) else value, "medium")


def number(value: float | Decimal | None, places: int | None = None) -> str:
    """A number with the reader's separators; `places` after the point, as they come when None."""
    if value is None:
        return ""
    return numbers.format_decimal(value, format=None if places is None else _pattern(places), locale=regional())


def percent(value: float | Decimal | None, places: int = 0) -> str:
    """A share of one as per cent: 0.254 is 25 %."""
    if value is None:
        return ""
    return numbers.format_percent(value, format=_pattern(places) + "%", locale=regional())


def _pattern(places: int) -> str:
    return "#,##0" + ("." + "0" * places if places else "")


def _day(value: date, length: str) -> str:
    return dates.format_date(value, "full" if length == "full" else "medium", locale=regional())


def _distance(gone: timedelta) -> str:
    if abs(gone) < _MOMENT:
        return _("just now")
    return dates.format_timedelta(-gone, add_direction=True, granularity="minute", locale=regional())


def _machine(value: datetime) -> str:
    return local(value).isoformat(timespec="seconds")
