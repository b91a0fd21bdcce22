"""Who goes first: `requires` and `welcomes` before, names as tie-break. Pure; decides registration only."""

from collections.abc import Iterable
from graphlib import CycleError, TopologicalSorter

from community.errors import RuleBroken
from community.host.contract import Plugin


def in_order(plugins: Iterable[Plugin]) -> list[Plugin]:
    """The modules, each after what it needs. Raises RuleBroken for what is missing or circular."""
    by_name = {plugin.name: plugin for plugin in plugins}
    core = [plugin for plugin in by_name.values() if plugin.core]
    rest = {name: plugin for name, plugin in by_name.items() if not plugin.core}
    for plugin in rest.values():
        missing = [name for name in plugin.requires if name not in by_name]
        if missing:
            fix = f"install {', '.join(missing)} or leave out {plugin.name}"
            raise RuleBroken(f"it requires {', '.join(missing)}", plugin.name, fix)
    before = {
        name: {one for one in (*plugin.requires, *plugin.welcomes) if one in rest} for name, plugin in rest.items()
    }
    return core + [rest[name] for name in _sorted(before)]


def _sorted(before: dict[str, set[str]]) -> list[str]:
    sorter = TopologicalSorter({name: sorted(needs) for name, needs in sorted(before.items())})
    try:
        sorter.prepare()
    except CycleError as error:
        circle = " -> ".join(error.args[1])
        raise RuleBroken(
            f"modules wait for each other: {circle}", circle, "drop one `requires` or `welcomes`"
        ) from None
    order: list[str] = []
    while sorter.is_active():
        ready = sorted(sorter.get_ready())
        order += ready
        sorter.done(*ready)
    return order
