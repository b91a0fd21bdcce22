"""How the site's own log lines look: one event a line, with its values. No content of people's goes in."""

import logging
import sys

import structlog

from community.config import Settings


def install(settings: Settings) -> None:
    """Write lines to standard error: for people at a terminal, as JSON otherwise."""
    level = logging.getLevelNamesMapping().get(settings.log_level.upper(), logging.INFO)
    last = structlog.dev.ConsoleRenderer() if sys.stderr.isatty() else structlog.processors.JSONRenderer()
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            last,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(file=sys.stderr),
    )
