"""What every transport promises, and the two ways in which it fails. How mail travels: community/mail/transports."""

from email.message import EmailMessage
from typing import Protocol

from community.events.tasks import Permanent


class MailError(Exception):
    """A mail did not leave."""


class Delayed(MailError):
    """Not now: the other side is away, busy, or our own settings are wrong. The same mail may be sent again later."""


class Refused(MailError, Permanent):
    """Never: this address or this mail is not taken. Sending it again would not help, so a task ends with it."""


class Transport(Protocol):
    """A way out for mail."""

    def send(self, mail: EmailMessage) -> None:
        """Hand over one mail. On return the other side has it. Raises Delayed or Refused, nothing else."""
