"""Dates, times and numbers as readers see them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask

from community.clock import frozen
from community.web import filters
from community.web.i18n import speaking

AT = datetime(2026, 11, 24, 2, 5, tzinfo=UTC)  # the evening before, in the United States


def said(markup: str) -> str:
    """What an element shows, its narrow spaces plain."""
    return str(markup).split(">")[1].split("<")[0].replace("\u202f", " ")


def test_moments_are_in_the_readers_zone_and_say_it(site: Flask) -> None:
    with site.app_context(), speaking("en", "America/Los_Angeles"):
        element = filters.datetime_element(AT)
        assert said(element) == "Nov 23, 2026, 6:05 PM PST"
        assert 'datetime="2026-11-23T18:05:00-08:00"' in element
        assert "Monday, November 23, 2026" in element
    with site.app_context(), speaking("es", "America/New_York"):
        assert said(filters.datetime_element(AT)).startswith("23 nov 2026, 9:05 p")


def test_days(site: Flask) -> None:
    with site.app_context(), speaking("en", "America/Los_Angeles"):
        assert said(filters.date_element(AT)) == "Nov 23, 2026"
        assert said(filters.date_element(date(2026, 11, 24))) == "Nov 24, 2026"
        assert filters.date_element(None) == filters.datetime_element(None) == filters.ago_element(None) == ""


@pytest.mark.parametrize(
    ("gone", "english", "spanish"),
    [
        (timedelta(seconds=20), "just now", "hace un momento"),
        (timedelta(seconds=-20), "just now", "hace un momento"),
        (timedelta(seconds=70), "1 minute ago", "hace 1 minuto"),
        (timedelta(minutes=5), "5 minutes ago", "hace 5 minutos"),
        (timedelta(hours=3), "3 hours ago", "hace 3 horas"),
        (timedelta(days=2), "2 days ago", "hace 2 días"),
        (timedelta(days=8), "Nov 15, 2026", "15 nov 2026"),
        (timedelta(hours=-3), "in 3 hours", "dentro de 3 horas"),
    ],
)
def test_how_long_ago(site: Flask, gone: timedelta, english: str, spanish: str) -> None:
    with site.app_context(), frozen(AT):
        for locale, words in (("en", english), ("es", spanish)):
            with speaking(locale, "America/Los_Angeles"):
                element = filters.ago_element(AT - gone)
                assert said(element) == words
                assert 'title="' in element


def test_times_without_a_zone_are_refused(site: Flask) -> None:
    with site.app_context(), pytest.raises(ValueError, match="without a zone"):
        filters.datetime_element(datetime(2026, 1, 1))  # noqa: DTZ001 - on purpose


def test_numbers_are_written_as_in_the_united_states(site: Flask) -> None:
    with site.app_context():
        for locale in ("en", "es"):
            with speaking(locale):
                assert filters.number(1234567.5) == "1,234,567.5"
                assert filters.number(1234.5, 2) == "1,234.50"
                assert filters.number(None) == ""
                assert filters.percent(0.254) == "25%"
                assert filters.percent(0.254, 1) == "25.4%"
