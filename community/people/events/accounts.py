"""Facts about accounts, sign-ins and invitations."""

from dataclasses import dataclass
from typing import ClassVar

from community.events import Event

PERSON = {"people.person": "person_id"}
INVITATION = {"people.invitation": "invitation_id"}


@dataclass(frozen=True)
class AccountOpened(Event):
    """Somebody has an account."""

    name: ClassVar[str] = "people.account_opened"
    touches: ClassVar[dict[str, str]] = PERSON

    person_id: int


@dataclass(frozen=True)
class ProfileChanged(Event):
    """What is said of a person, or their picture, is another."""

    name: ClassVar[str] = "people.profile_changed"
    touches: ClassVar[dict[str, str]] = PERSON

    person_id: int


@dataclass(frozen=True)
class AccountClosed(Event):
    """A person's account and what the site kept about them is gone; the row stays, without a name."""

    name: ClassVar[str] = "people.account_closed"
    touches: ClassVar[dict[str, str]] = PERSON
    narrows: ClassVar[bool] = True

    person_id: int


@dataclass(frozen=True)
class SignInStarted(Event):
    """A browser was signed in. `unfamiliar`: of a make that the person had not used here before."""

    name: ClassVar[str] = "people.sign_in_started"

    person_id: int
    sign_in_id: int
    unfamiliar: bool


@dataclass(frozen=True)
class SignInEnded(Event):
    """A browser is signed in no longer: its live connections close."""

    name: ClassVar[str] = "people.sign_in_ended"

    person_id: int
    sign_in_id: int


@dataclass(frozen=True)
class PasswordChanged(Event):
    """A person has another password."""

    name: ClassVar[str] = "people.password_changed"

    person_id: int


@dataclass(frozen=True)
class InvitationSent(Event):
    """Somebody was asked to join, or asked once more: the mail is to go out."""

    name: ClassVar[str] = "people.invitation_sent"
    touches: ClassVar[dict[str, str]] = INVITATION

    invitation_id: int


@dataclass(frozen=True)
class InvitationAccepted(Event):
    """Whoever was asked has joined."""

    name: ClassVar[str] = "people.invitation_accepted"
    touches: ClassVar[dict[str, str]] = INVITATION | PERSON

    invitation_id: int
    person_id: int


@dataclass(frozen=True)
class InvitationWithdrawn(Event):
    """The asking was taken back; its link no longer works."""

    name: ClassVar[str] = "people.invitation_withdrawn"
    touches: ClassVar[dict[str, str]] = INVITATION

    invitation_id: int


EVENTS = (
    AccountOpened,
    ProfileChanged,
    AccountClosed,
    SignInStarted,
    SignInEnded,
    PasswordChanged,
    InvitationSent,
    InvitationAccepted,
    InvitationWithdrawn,
)
