"""Mail by SMTP, with time limits, encrypted where it can be. Turns what a server answers into Delayed or Refused."""

import contextlib
import smtplib
import ssl
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Literal
from urllib.parse import parse_qs, unquote, urlsplit

from community.mail.transport import Delayed, MailError, Refused

_LOOPBACK = ("localhost", "127.0.0.1", "::1")
Encryption = Literal["tls", "starttls", "offered", "none"]


@dataclass(frozen=True)
class SmtpTransport:
    """One server. `encryption`: from the start, required, when offered, or never; `timeout` in seconds per answer."""

    host: str
    port: int
    user: str = ""
    password: str = field(default="", repr=False)
    encryption: Encryption = "offered"
    timeout: float = 20.0

    @classmethod
    def from_url(cls, url: str) -> "SmtpTransport":
        """From smtp[s]://user:password@host:port?starttls=required|offered|never&timeout=20. Raises ValueError.

        A password never travels in the clear: with one, STARTTLS is required unless the server is this machine.
        """
        parts = urlsplit(url)
        asked = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        host = parts.hostname
        if not host:
            raise ValueError("mail_url: the server's name is missing")
        user, password = unquote(parts.username or ""), unquote(parts.password or "")
        encryption = _encryption(parts.scheme, asked.pop("starttls", ""), bool(password), host)
        timeout = float(asked.pop("timeout", 20))
        if asked:
            raise ValueError(f"mail_url: unknown option {', '.join(asked)}")
        return cls(host, parts.port or (465 if encryption == "tls" else 25), user, password, encryption, timeout)

    def send(self, mail: EmailMessage) -> None:
        try:
            client = self._connect()
        except (smtplib.SMTPException, OSError) as error:
            raise Delayed(f"mail server {self.host}:{self.port}: {_words(error)}") from error
        try:
            client.send_message(mail)
        except (smtplib.SMTPException, OSError) as error:
            raise _judged(error) from error
        finally:
            _leave(client)

    def _connect(self) -> smtplib.SMTP:
        """A greeted, encrypted, signed-in connection. Faults here are the server's or our settings', not the mail's."""
        if self.encryption == "tls":
            client: smtplib.SMTP = smtplib.SMTP_SSL(
                self.host, self.port, timeout=self.timeout, context=ssl.create_default_context()
            )
        else:
            client = smtplib.SMTP(self.host, self.port, timeout=self.timeout)
        try:
            client.ehlo_or_helo_if_needed()
            if self.encryption == "starttls" or (self.encryption == "offered" and client.has_extn("starttls")):
                client.starttls(context=self._context())
                client.ehlo()
            if self.user:
                client.login(self.user, self.password)
        except BaseException:
            client.close()
            raise
        return client

    def _context(self) -> ssl.SSLContext:
        context = ssl.create_default_context()
        if self.encryption == "offered":  # encryption to an unproven server still beats plain text
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
        return context


def _encryption(scheme: str, asked: str, password: bool, host: str) -> Encryption:
    if scheme == "smtps":
        return "tls"
    choices: dict[str, Encryption] = {"required": "starttls", "offered": "offered", "never": "none"}
    if asked not in ("", *choices):
        raise ValueError("mail_url: starttls is required, offered or never")
    open_road = password and host not in _LOOPBACK
    chosen = choices.get(asked, "starttls" if open_road else "offered")
    if open_road and chosen != "starttls":
        raise ValueError("mail_url: a password needs starttls=required or smtps://")
    return chosen


def _judged(error: Exception) -> MailError:
    """5xx about this mail or this address is for ever; all else (4xx, 421, lost connections, time) may pass."""
    code = 0
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code = next(iter(error.recipients.values()))[0]
    elif isinstance(error, smtplib.SMTPDataError) or (isinstance(error, smtplib.SMTPSenderRefused) and _too_big(error)):
        code = error.smtp_code  # a sender refused for another reason is our settings' fault, and waits for the operator
    elif isinstance(error, smtplib.SMTPNotSupportedError):  # the address needs SMTPUTF8, the server has none
        return Refused(_words(error))
    return Refused(_words(error)) if 500 <= code < 600 else Delayed(_words(error))


def _too_big(error: smtplib.SMTPSenderRefused) -> bool:
    return error.smtp_code == 552


def _words(error: Exception) -> str:
    """The server's answer on one line, without what we sent."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, text = next(iter(error.recipients.values()))
        return f"{code} {_plain(text)}"
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_plain(error.smtp_error)}"
    return f"{type(error).__name__}: {_plain(str(error))}"


def _plain(text: bytes | str) -> str:
    words = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return " ".join(words.split())[:300]


def _leave(client: smtplib.SMTP) -> None:
    """Say goodbye. The mail is settled by now: a fault here changes nothing."""
    with contextlib.suppress(smtplib.SMTPException, OSError):
        client.quit()
    client.close()
