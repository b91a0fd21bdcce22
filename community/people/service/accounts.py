"""Opening accounts. Nobody opens one for themselves without an invitation."""

from community.access import Actor
from community.data.database import session
from community.data.refs import Ref
from community.data.unit_of_work import unit_of_work
from community.errors import Conflict, Invalid
from community.events import publish
from community.ledger import record
from community.people import addresses
from community.people.events.accounts import AccountOpened
from community.people.models import Person
from community.people.queries import accounts
from community.web.i18n import lazy_gettext as _l


def open_account(
    actor: Actor,
    address: str,
    name: str,
    *,
    password_hash: str | None = None,
    organization_id: int | None = None,
    locale: str | None = None,
) -> Person:
    """An account for that address; without a hash nobody can sign in to it until they have set a password by mail.

    For invitations, imports and samples, which decided that it may be. Raises Invalid for what is no address, Conflict
    when the address has an account.
    """
    mail = addresses.tidy(address)
    if not addresses.is_mail(mail):
        raise Invalid({"email": _l("This is not a mail address.")})
    with unit_of_work():
        if accounts.account_of(mail) is not None:
            raise Conflict(_l("This address has an account already."))
        person = Person(
            email=mail,
            name=name,
            handle=accounts.free_handle(name),
            password_hash=password_hash,
            organization_id=organization_id,
            locale=locale,
        )
        session().add(person)
        session().flush()
        record("people.account_opened", Ref("people.person", person.id), actor)
        publish(AccountOpened(person.id), actor.id)
    return person
