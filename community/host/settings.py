"""Values of modules' settings: the default, unless operators changed it. No pages."""

from typing import Any

from community.data.database import session
from community.data.unit_of_work import unit_of_work
from community.errors import Invalid, UnknownQuestion
from community.host.contract import Setting
from community.host.models import SettingValue
from community.host.registry import host


def declared(name: str) -> Setting:
    """The setting "plugin.name". Raises UnknownQuestion."""
    plugin, _, short = name.partition(".")
    found = host().plugins.get(plugin)
    for setting in found.settings if found else ():
        if setting.name == short:
            return setting
    raise UnknownQuestion(f"no setting {name!r}")


def value(name: str) -> Any:
    """The value of a setting now."""
    setting = declared(name)
    row = session().get(SettingValue, name)
    return row.value["value"] if row else setting.default


def change(name: str, new: Any) -> None:
    """Set a setting, inside the open unit of work. Raises Invalid for a value of another type."""
    setting = declared(name)
    if type(new) is not type(setting.default):
        raise Invalid({name: f"a {type(setting.default).__name__} is expected"})
    with unit_of_work():
        session().merge(SettingValue(name=name, value={"value": new}))
