"""Tables of a module: under its prefix, tied to the core's alone; those about people with export and erasure."""

from collections.abc import Sequence

from sqlalchemy import Table

from community.data.database import Base
from community.errors import RuleBroken
from community.host.contract import Plugin

PERSON = "people_person.id"


def tables_of(plugin: Plugin) -> list[Table]:
    """The tables that its package maps."""
    inside = f"{plugin.package}."
    found = {mapper.local_table for mapper in Base.registry.mappers if mapper.class_.__module__.startswith(inside)}
    return sorted((table for table in found if isinstance(table, Table)), key=lambda table: table.name)


def prefixes(plugin: Plugin, _all: Sequence[Plugin]) -> None:
    """Its tables begin with its name."""
    for table in () if plugin.core else tables_of(plugin):
        if not table.name.startswith(f"{plugin.name}_"):
            raise RuleBroken(f"the table {table.name} is outside its prefix", plugin.name, f"name it {plugin.name}_…")


def foreign_keys(plugin: Plugin, plugins: Sequence[Plugin]) -> None:
    """Its rows point at its own and at the core's; at another module's things by Ref, since that may be uninstalled."""
    others = [one.name for one in plugins if not one.core and one is not plugin]
    for table in () if plugin.core else tables_of(plugin):
        for key in table.foreign_keys:
            owner = next((name for name in others if key.target_fullname.startswith(f"{name}_")), None)
            if owner is not None:
                rule = f"the table {table.name} points into {owner}: {key.target_fullname}"
                raise RuleBroken(rule, plugin.name, "keep a Ref: the kind's name and the id")


def personal(plugin: Plugin, _all: Sequence[Plugin]) -> None:
    """What points at a person can be exported and erased."""
    kept = set(plugin.personal_data.tables) if plugin.personal_data else set()
    tables = tables_of(plugin)
    for table in tables:
        points = [key for key in table.foreign_keys if key.target_fullname == PERSON]
        if points and table.name not in kept:
            fix = f"name {table.name} in personal_data, with its export and erasure"
            raise RuleBroken(f"the table {table.name} points at a person", plugin.name, fix)
    unknown = sorted(kept - {table.name for table in tables}) if tables else []
    if unknown and not plugin.core:
        raise RuleBroken(f"personal_data names {unknown[0]}, which it does not have", plugin.name, "correct the name")


RULES = (prefixes, foreign_keys, personal)
