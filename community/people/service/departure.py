"""Leaving: everything that every module keeps about a person, as one file; and closing an account everywhere."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from community.access import Actor, require
from community.clock import now
from community.config import current
from community.data.database import session
from community.data.refs import Ref
from community.data.turns import take_turn
from community.data.unit_of_work import end_reads, unit_of_work
from community.errors import Conflict
from community.events import publish
from community.host.registry import host
from community.ledger import record
from community.people.events.accounts import AccountClosed
from community.people.models import Person
from community.people.queries import people
from community.people.scopes import network_role
from community.people.service import sign_in
from community.people.service.roles import ADMINISTRATORS
from community.web.i18n import lazy_gettext as _l


def keepers() -> list[Any]:
    """The titles of the modules that keep something about people."""
    return [plugin.title for plugin in host().plugins.values() if plugin.personal_data is not None]


def export(actor: Actor, public_id: str) -> bytes:
    """What every module keeps about a person, as JSON in UTF-8. Raises NotFound, Forbidden."""
    with unit_of_work():
        person = people.person(actor, public_id)
        require(actor, "export", person)
        person_id = person.id
        record("people.data_exported", Ref("people.person", person_id), actor)
    kept = {  # read afterwards: it may be much, and on SQLite other writers would wait
        plugin.name: [dict(row) for row in plugin.personal_data.export(person_id)]
        for plugin in host().plugins.values()
        if plugin.personal_data is not None
    }
    end_reads()
    whole = {"site": current().site_name, "address": current().base_url, "made_at": now(), "kept": kept}
    return json.dumps(whole, ensure_ascii=False, indent=2, default=_plain).encode()


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    return str(value)


def close_account(actor: Actor, public_id: str) -> None:
    """Close an account for good: every module erases what it keeps of the person; what others need stays, unnamed.

    Modules that are switched off erase too. Raises NotFound, Forbidden, Conflict for the last administrator.
    """
    with unit_of_work():
        take_turn(ADMINISTRATORS)
        person = people.person(actor, public_id)
        require(actor, "close", person)
        _keep_one_administrator(person)
        sign_in.end_all(person.id, actor)
        for plugin in reversed(list(host().plugins.values())):  # people stand first, and so are erased last
            if plugin.personal_data is not None:
                plugin.personal_data.erase(person.id)
        session().flush()
        record("people.account_closed", Ref("people.person", person.id), actor)
        publish(AccountClosed(person.id), actor.id)


def _keep_one_administrator(person: Person) -> None:
    administrators = network_role("administrator").subquery()
    holder = administrators.c.person_id
    mine = session().scalar(select(func.count()).select_from(administrators).where(holder == person.id))
    others = select(func.count()).select_from(administrators).join(Person, Person.id == holder)
    if mine and not session().scalar(others.where(holder != person.id, Person.closed_at.is_(None))):
        raise Conflict(_l("You are the only administrator. Make somebody else one before you go."))
