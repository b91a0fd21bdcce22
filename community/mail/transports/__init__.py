"""The ways out for mail, one file per kind, and the choice between them by the address in the settings."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from community.mail.transport import Transport
from community.mail.transports.file import FileTransport
from community.mail.transports.log import LogTransport
from community.mail.transports.smtp import SmtpTransport


def open_transport(url: str, instance: Path) -> Transport:
    """The transport for `url`: smtp://, smtps://, file:FOLDER or log:. Empty: files in `instance`/mail.

    Raises ValueError in words for the operator.
    """
    if not url:
        return FileTransport(instance / "mail")
    parts = urlsplit(url)
    if parts.scheme == "log":
        return LogTransport()
    if parts.scheme == "file":
        return FileTransport(instance / unquote(parts.netloc + parts.path))
    if parts.scheme in ("smtp", "smtps"):
        return SmtpTransport.from_url(url)
    raise ValueError("mail_url: use smtp://, smtps://, file: or log:")
