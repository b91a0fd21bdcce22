"""What people say of themselves: name, work, text, language, zone, picture."""

from dataclasses import dataclass
from typing import BinaryIO
from zoneinfo import available_timezones

from community.access import Actor, require, screen
from community.config import current
from community.data.database import session
from community.data.refs import Ref
from community.data.unit_of_work import unit_of_work
from community.errors import Invalid
from community.events import publish
from community.files import service as files
from community.ledger import record
from community.people.events.accounts import ProfileChanged
from community.people.models import Person
from community.people.queries import people
from community.web import markup
from community.web.i18n import lazy_gettext as _l


@dataclass(frozen=True)
class Profile:
    """What a person may change of themselves. `about` is Markdown; `locale` and `zone` are names we offer."""

    name: str
    work_title: str
    about: str
    locale: str
    zone: str


def change_profile(actor: Actor, profile: Profile) -> None:
    """Keep what a person says of themselves. Raises Invalid."""
    if profile.locale not in current().locales or profile.zone not in available_timezones():
        raise Invalid({"zone": _l("Choose one of the list.")})
    html = str(markup.render(profile.about))
    with unit_of_work():
        person = people.oneself(actor)
        require(actor, "edit", person)
        said = {"name": profile.name, "work_title": profile.work_title, "body": profile.about}
        verdict = screen(actor, "people.person", said)
        person.name, person.work_title = profile.name, profile.work_title
        person.about, person.about_html = profile.about, html
        person.locale, person.zone = profile.locale, profile.zone
        session().flush()
        verdict.settle(Ref("people.person", person.id))
        _changed(person, actor, "people.profile_changed")


def set_picture(actor: Actor, stream: BinaryIO, name: str) -> None:
    """Show this picture beside the person's name. Raises Invalid({"file": ...}), TooMany. Slow."""
    received = files.receive(actor, stream, name, purpose="avatar")
    with unit_of_work():
        person = people.oneself(actor)
        require(actor, "edit", person)
        files.replace(actor, received.public_id, Ref("people.person", person.id))
        person.avatar_file = received.public_id
        _changed(person, actor, "people.picture_changed")


def remove_picture(actor: Actor) -> None:
    """Show initials again."""
    with unit_of_work():
        person = people.oneself(actor)
        require(actor, "edit", person)
        files.release(Ref("people.person", person.id))
        person.avatar_file = None
        _changed(person, actor, "people.picture_removed")


def choose_language(actor: Actor, locale: str) -> None:
    """Read the site in another language from now on. Raises Invalid for one that is not offered."""
    if locale not in current().locales:
        raise Invalid({"locale": _l("Choose one of the list.")})
    with unit_of_work():
        person = people.oneself(actor)
        require(actor, "edit", person)
        person.locale = locale
        _changed(person, actor, "people.language_chosen")


def _changed(person: Person, actor: Actor, action: str) -> None:
    session().flush()
    record(action, Ref("people.person", person.id), actor)
    publish(ProfileChanged(person.id), actor.id)
