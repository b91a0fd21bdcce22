"""What a module adds, in words: one line for each part of its Plugin value. For `community plugins show`."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from typing import Any

from community.access import Limit, Policy
from community.events import Handler
from community.host.contract import Contribution, NavigationItem, PersonalData, Plugin, Seen
from community.search.documents import DocumentSource
from community.web.blueprint import GuardedBlueprint

PLAIN = {"name", "title", "version", "sdk", "package", "core"}


def parts(plugin: Plugin) -> Iterator[tuple[str, str]]:
    """(field, words) of everything that the module adds, in the order of the contract; empty fields are left out."""
    for field in fields(plugin):
        value = getattr(plugin, field.name)
        if field.name in PLAIN:
            yield field.name, str(value)
        elif isinstance(value, Policy):
            yield from _rules(value)
        elif isinstance(value, PersonalData):
            yield from ((field.name, table) for table in value.tables)
        elif isinstance(value, Mapping | tuple):
            yield from ((field.name, _words(one)) for one in value)
        elif value is not None:
            yield field.name, _called(value)


def _rules(policy: Policy) -> Iterator[tuple[str, str]]:
    for grant in policy.grants:
        yield "grants", f"{grant.action} on {grant.model.__name__}: {_first_line(grant.rule)}"
    for action, rule in policy.everywhere:
        yield "grants", f"{action} on everything in spaces: {_first_line(rule)}"
    for limit in policy.limits:
        yield "limits", _limit(limit)


def _limit(limit: Limit) -> str:
    return f"{limit.name}: {_first_line(limit.sql)}"


WORDS: dict[type[Any], Callable[[Any], str]] = {
    GuardedBlueprint: lambda one: one.url_prefix or "/",
    Handler: lambda one: f"{', '.join(one.events)} -> {one.call.__name__} ({one.mode})",
    DocumentSource: lambda one: one.kind,
    Seen: lambda one: f"{one.event.name} settles {one.kind}",
    Contribution: lambda one: f"{one.point}: {type(one.value).__name__}",
    NavigationItem: lambda one: one.endpoint,
    str: str,
}


def _words(one: Any) -> str:
    for kind, words in WORDS.items():
        if isinstance(one, kind):
            return words(one)
    return str(getattr(one, "name", None) or _called(one))


def _called(function: Any) -> str:
    return f"{function.__module__}.{function.__name__}"


def _first_line(rule: Any) -> str:
    return str(rule.__doc__ or rule.__name__).strip().splitlines()[0]
