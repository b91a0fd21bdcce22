"""What a module refers to: in itself and in installed modules it must exist. A module that is absent is no error."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields

from cronsim import CronSim, CronSimError

from community.clock import now
from community.errors import RuleBroken
from community.host.contract import Plugin

Declared = Callable[[Plugin], Iterable[str]]


def _events(plugin: Plugin) -> Iterable[str]:
    return [event.name for event in plugin.events]


def _kinds(plugin: Plugin) -> Iterable[str]:
    return [kind.name for kind in plugin.kinds]


def _slots(plugin: Plugin) -> Iterable[str]:
    return plugin.slots_offered


def _points(plugin: Plugin) -> Iterable[str]:
    return [point.name for point in plugin.points]


def elsewhere(plugin: Plugin, plugins: Sequence[Plugin]) -> None:
    """Events it follows, slots it fills, points it contributes to, kinds its things live in or its events touch."""
    limits = plugin.policy.limits if plugin.policy else ()
    followed = [name for handler in plugin.handlers for name in handler.events]
    followed += [name for limit in limits for name in limit.changed_by]
    followed += [name for source in plugin.documents for name in source.follows]
    touched = [name for event in plugin.events for name in event.touches]
    touched += [kind.parent.kind for kind in plugin.kinds if kind.parent] + [one.kind for one in plugin.seen]
    _known(plugin, plugins, "event", followed, declared=_events)
    _known(plugin, plugins, "slot", plugin.slots_filled, declared=_slots)
    _known(plugin, plugins, "point", [one.point for one in plugin.contributes], declared=_points)
    _known(plugin, plugins, "kind", touched, declared=_kinds)


def _known(plugin: Plugin, plugins: Sequence[Plugin], what: str, names: Iterable[str], *, declared: Declared) -> None:
    by_name = {one.name: one for one in plugins}
    core = {name for one in plugins if one.core for name in declared(one)}
    for name in names:
        owner = by_name.get(name.partition(".")[0])
        if name == "*" or name in core or owner is None or name in declared(owner):
            continue
        raise RuleBroken(f"the {what} {name!r} does not exist", plugin.name, f"use one that {owner.name} declares")


def contributed(plugin: Plugin, plugins: Sequence[Plugin]) -> None:
    """What it contributes is what the point takes."""
    types = {point.name: point.type for one in plugins for point in one.points}
    for one in plugin.contributes:
        if one.point in types and not isinstance(one.value, types[one.point]):
            fix = f"give it a {types[one.point].__name__}"
            raise RuleBroken(f"its value for {one.point} is a {type(one.value).__name__}", plugin.name, fix)


def itself(plugin: Plugin, _all: Sequence[Plugin]) -> None:
    """Notices, and what reading means for them, follow events that are declared; documents are of declared kinds."""
    for what, event in [
        *((one.name, one.event) for one in plugin.notices),
        *((one.kind, one.event) for one in plugin.seen),
    ]:
        if event not in plugin.events:
            fix = "declare it in `events`"
            raise RuleBroken(f"{what} follows {event.__name__}, which is not declared", plugin.name, fix)
    for source in plugin.documents:
        if source.kind not in _kinds(plugin):
            raise RuleBroken(f"documents of {source.kind!r}, no kind of its own", plugin.name, "declare it in `kinds`")


def touched_fields(plugin: Plugin, _all: Sequence[Plugin]) -> None:
    """What an event touches is named by its own fields."""
    for event in plugin.events:
        missing = sorted(set(event.touches.values()) - {one.name for one in fields(event)})
        if missing:
            rule = f"{event.name} touches by {missing[0]!r}, a field it has not"
            raise RuleBroken(rule, plugin.name, "name a field that holds the id")


def times(plugin: Plugin, _all: Sequence[Plugin]) -> None:
    """Its jobs have times that can be read."""
    for job in plugin.schedule:
        try:
            CronSim(job.cron, now())
        except CronSimError:
            fix = 'write five fields, such as "17 3 * * *"'
            raise RuleBroken(f"the job {job.name!r} has the times {job.cron!r}", plugin.name, fix) from None


def setting_types(plugin: Plugin, _all: Sequence[Plugin]) -> None:
    """Its settings are of a type that an operator can type in."""
    for setting in plugin.settings:
        if type(setting.default) not in {bool, int, str}:
            rule = f"the setting {setting.name!r} is a {type(setting.default).__name__}"
            raise RuleBroken(rule, plugin.name, "make it a bool, an int or a str")


RULES = (elsewhere, contributed, itself, touched_fields, times, setting_types)
