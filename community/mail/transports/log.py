"""Mail to the log: that it would have left, never its text (links in it open doors)."""

import logging
from email.message import EmailMessage

_log = logging.getLogger(__name__)


class LogTransport:
    """Writes one line per mail."""

    def send(self, mail: EmailMessage) -> None:
        _log.info("mail to %s: %s (%s)", mail["To"], mail["Subject"], mail["Message-ID"])
