"""Writing a mail from its templates in the reader's language, and sending it: by tasks, never in a transaction."""

from collections.abc import Mapping
from typing import Any

from flask import Flask, current_app, render_template

from community.clock import now
from community.config import Settings, current
from community.data.unit_of_work import end_reads, in_unit_of_work
from community.errors import RuleBroken
from community.mail.message import BadAddress, Message, Recipient, one_line, wire
from community.mail.transport import Refused, Transport
from community.mail.transports import open_transport
from community.web.i18n import speaking

_TRANSPORT = "community.mail"


def compose(
    name: str,
    to: Recipient,
    key: str,
    subject: Any,
    *,
    unsubscribe: str = "",
    headers: Mapping[str, str] | None = None,
    **context: Any,
) -> Message:
    """The mail `name` ("discussions/mail/reply": templates .txt and .html) in the recipient's language.

    `subject` is a lazy text, so that it is translated for the recipient and not for whoever caused the mail. The
    templates get `context`, `to`, `subject`, `unsubscribe`, `site_name` and `link("/path")`, a full address.
    """
    with speaking(to.locale, to.zone):
        line = one_line(str(subject))
        values = {
            **context,
            "to": to,
            "subject": line,
            "unsubscribe": unsubscribe,
            "site_name": current().site_name,
            "link": link,
            "locale": to.locale,
        }
        text = render_template(f"{name}.txt", **values)
        html = render_template(f"{name}.html", **values)
    return Message(to, line, text, key, html, unsubscribe, headers or {})


def link(path: str) -> str:
    """The full address of a page of this site, for readers outside of it."""
    return current().base_url.rstrip("/") + path


def send(message: Message) -> None:
    """Hand one mail to the transport of the settings.

    Raises Delayed (try again) or Refused (never; a task that raises it is dead at once). The same key is the same
    Message-ID, so that sending twice is safe. Refuses to run inside a unit of work: mail cannot be rolled back.
    """
    if in_unit_of_work():
        raise RuntimeError("mail is sent by a task, after the commit")
    end_reads()
    settings = current()
    try:
        mail = wire(message, settings.mail_from, settings.site_name, now())
    except BadAddress as error:
        raise Refused(str(error)) from error
    transport().send(mail)


def transport() -> Transport:
    """The transport of the running app."""
    found: Transport = current_app.extensions[_TRANSPORT]
    return found


def install(app: Flask, settings: Settings) -> None:
    """Give the app its transport. Raises RuleBroken for an address that none takes. Opens no connection."""
    try:
        app.extensions[_TRANSPORT] = open_transport(settings.mail_url, settings.instance)
    except ValueError as error:
        raise RuleBroken(str(error), "the settings", "correct COMMUNITY_MAIL_URL") from None
