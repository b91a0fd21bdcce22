"""What operators intend: switch modules, set settings, retry what failed. Recorded, each of them."""

from sqlalchemy import select

from community.access import SITE, Actor, require
from community.console.events import ModuleSwitched
from community.data.database import session
from community.data.unit_of_work import unit_of_work
from community.errors import Conflict, Invalid, NotFound, UnknownQuestion
from community.events import publish, tasks
from community.events.models import Task
from community.host import settings, switches
from community.host.registry import host
from community.ledger import record
from community.people.models import Collaboration
from community.web.i18n import lazy_gettext as _l


def switch(actor: Actor, plugin: str, *, on: bool, collaboration: str = "") -> None:
    """Switch a module, for the site or in one collaboration (its public id). Raises Forbidden, NotFound, Conflict."""
    with unit_of_work():
        require(actor, "operate", SITE)
        if plugin not in host().plugins:
            raise NotFound
        place = None
        if collaboration:
            query = select(Collaboration.id).where(Collaboration.public_id == collaboration)
            place = session().scalar(query)
            if place is None:
                raise NotFound
        switches.switch(plugin, on=on, collaboration_id=place)
        record(f"console.switched_{'on' if on else 'off'}", None, actor, plugin, scope_id=place)
        publish(ModuleSwitched(plugin, place or 0, on), actor.id)


def set_setting(actor: Actor, name: str, text: str) -> None:
    """Set a module's setting from what was typed. Raises Forbidden, NotFound, Invalid."""
    with unit_of_work():
        require(actor, "operate", SITE)
        try:
            default = settings.declared(name).default
        except UnknownQuestion:
            raise NotFound from None
        settings.change(name, _value(name, default, text))
        record("console.setting_changed", None, actor, f"{name}: {text}")


def _value(name: str, default: object, text: str) -> object:
    if isinstance(default, bool):
        return text == "yes"
    if isinstance(default, int):
        try:
            return int(text)
        except ValueError:
            raise Invalid({name: _l("A whole number is needed here.")}) from None
    return text


def retry(actor: Actor, task_id: int) -> None:
    """Give a failed delivery a fresh set of tries. Raises Forbidden, NotFound, Conflict when it is done or at work."""
    with unit_of_work():
        require(actor, "operate", SITE)
        if session().get(Task, task_id) is None:
            raise NotFound
        if not tasks.retry(task_id):
            raise Conflict(_l("This delivery is done, or is being tried just now."))
        record("console.delivery_retried", None, actor, str(task_id))
