"""One mail to one person, and its form on the wire. Values in, values out: no templates, no settings, no network.

The key of a message names what it is about ("notifications.reply:812:77"): the same key is the same Message-ID, so a
mail sent twice by a retry is one mail to the reader's program.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
_ADDRESS = re.compile(r"[^\s@<>(),;:\\\"\[\]\x00-\x1f\x7f]{1,64}@[^\s@<>(),;:\\\"\[\]\x00-\x1f\x7f]{1,253}")
_HEADER = re.compile(r"(?:References|In-Reply-To|Reply-To|List-Id|Feedback-ID|X-[A-Za-z0-9-]+)", re.IGNORECASE)
LONGEST_SUBJECT = 180


@dataclass(frozen=True)
class Recipient:
    """Who gets it: an address, a name as shown, the language they read and their time zone ("": the site's)."""

    address: str
    name: str = ""
    locale: str = "en"
    zone: str = ""


@dataclass(frozen=True)
class Message:
    """What they get. The plain text is always there; `unsubscribe` is an address that needs no sign-in."""

    to: Recipient
    subject: str
    text: str
    key: str
    html: str = ""
    unsubscribe: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError("a mail without plain text")
        if not self.key:
            raise ValueError("a mail without a key cannot be recognised when it is sent again")


class BadAddress(ValueError):
    """This is no address that mail can be sent to."""


def message_id(key: str, domain: str) -> str:
    """The same for the same key, and telling nothing about it."""
    digest = hashlib.sha256(key.encode()).hexdigest()[:40]
    return f"<{digest}@{domain}>"


def wire(message: Message, sender: str, sender_name: str, at: datetime) -> EmailMessage:
    """The message with all of its headers. Raises BadAddress, and ValueError for headers that may not be set.

    What people wrote (names, titles in a subject) is flattened to one line, so that no header can be smuggled in.
    """
    out = EmailMessage(policy=SMTP)
    out["From"] = _address(sender, sender_name)
    out["To"] = _address(message.to.address, message.to.name)
    out["Subject"] = one_line(message.subject)[:LONGEST_SUBJECT]
    out["Date"] = format_datetime(at)
    out["Message-ID"] = message_id(message.key, sender.rpartition("@")[2])
    out["Auto-Submitted"] = "auto-generated"
    out["X-Auto-Response-Suppress"] = "All"
    _unsubscribe(out, message.unsubscribe)
    for name, value in message.headers.items():
        if not _HEADER.fullmatch(name) or _CONTROL.search(value):
            raise ValueError(f"header {name!r} may not be set so")
        out[name] = value
    out.set_content(_text(message.text), cte="quoted-printable")
    if message.html:
        out.add_alternative(message.html, subtype="html", cte="quoted-printable")
    out["Content-Language"] = one_line(message.to.locale)  # last: setting the content drops what is said of content
    return out


def one_line(text: str) -> str:
    """The text without line breaks, control characters and marks that turn the direction of writing."""
    return " ".join(_CONTROL.sub(" ", text).split())


def _address(address: str, name: str) -> Address:
    if not _ADDRESS.fullmatch(address) or parseaddr(address)[1] != address:
        raise BadAddress(f"not an address for mail: {address!r}")
    user, _at, domain = address.rpartition("@")
    return Address(display_name=one_line(name)[:100], username=user, domain=domain)


def _unsubscribe(out: EmailMessage, address: str) -> None:
    if not address:
        return
    if not re.fullmatch(r"https?://[^\s<>\"]+", address):
        raise ValueError("unsubscribe must be a web address")
    out["List-Unsubscribe"] = f"<{address}>"
    if address.startswith("https://"):  # one-click (RFC 8058) is defined for https alone
        out["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"


def _text(text: str) -> str:
    return text.replace("\r\n", "\n").strip() + "\n"
