"""The rules of one app, put together once: kinds, scopes, grants, limits, screens. Decides nothing itself."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import Flask, current_app
from sqlalchemy import ColumnElement, true

from community.access.actors import Actor, Scope, Site
from community.access.kinds import Kind, SharedVersion
from community.access.limits import Limit
from community.access.opinions import Screen
from community.access.policy import EveryRule, Policy, Rule
from community.errors import UnknownQuestion

SITE_KIND = Kind("site", Site, "site")


def _no_shares(kind: Kind, ids: Sequence[int]) -> Mapping[int, Sequence[SharedVersion]]:
    return {}


def _every_version(_actor: Actor, _kind: Kind, _since: Any, _until: Any) -> ColumnElement[bool]:
    return true()


@dataclass(frozen=True)
class Rules:
    """Everything the four questions are answered from."""

    kinds: Mapping[str, Kind]
    scopes: Mapping[str, Scope]
    grants: Mapping[tuple[type[Any], str], tuple[tuple[str, Rule], ...]]
    everywhere: Mapping[str, tuple[tuple[str, EveryRule], ...]]
    limits: tuple[Limit, ...]
    screens: tuple[Screen, ...] = ()
    shares: Callable[[Kind, Sequence[int]], Mapping[int, Sequence[SharedVersion]]] = _no_shares
    reads_version: Callable[[Actor, Kind, Any, Any], ColumnElement[bool]] = _every_version
    by_model: Mapping[type[Any], Kind] = field(default_factory=dict)

    def kind(self, name: str) -> Kind:
        """The kind of that name. Raises UnknownQuestion."""
        try:
            return self.kinds[name]
        except KeyError:
            raise UnknownQuestion(f"no kind {name!r}") from None

    def kind_of(self, model: type[Any]) -> Kind:
        """The kind whose rows are of `model`. Raises UnknownQuestion."""
        try:
            return self.by_model[model]
        except KeyError:
            raise UnknownQuestion(f"{model.__name__} is of no declared kind") from None

    def children(self, name: str) -> list[Kind]:
        """Kinds that live inside things of kind `name`."""
        return [kind for kind in self.kinds.values() if kind.parent and kind.parent.kind == name]


def build(
    kinds: Iterable[Kind],
    scopes: Iterable[Scope],
    policies: Iterable[Policy],
    screens: Iterable[Screen],
    *,
    shares: Callable[[Kind, Sequence[int]], Mapping[int, Sequence[SharedVersion]]] = _no_shares,
    reads_version: Callable[[Actor, Kind, Any, Any], ColumnElement[bool]] = _every_version,
) -> Rules:
    """Put the rules of all modules together. The order of modules does not matter: grants OR, limits AND."""
    grants: dict[tuple[type[Any], str], list[tuple[str, Rule]]] = {}
    everywhere: dict[str, list[tuple[str, EveryRule]]] = {}
    limits: list[Limit] = []
    for policy in policies:
        for grant in policy.grants:
            grants.setdefault((grant.model, grant.action), []).append((grant.name, grant.rule))
        for action, rule in policy.everywhere:
            everywhere.setdefault(action, []).append((f"{policy.owner}.{rule.__name__}", rule))
        limits += policy.limits
    known = {kind.name: kind for kind in (SITE_KIND, *kinds)}
    return Rules(
        kinds=known,
        scopes={scope.name: scope for scope in scopes},
        grants={key: tuple(found) for key, found in grants.items()},
        everywhere={key: tuple(found) for key, found in everywhere.items()},
        limits=tuple(limits),
        screens=tuple(screens),
        shares=shares,
        reads_version=reads_version,
        by_model={kind.model: kind for kind in known.values()},
    )


def install(app: Flask, built: Rules) -> None:
    """Give the app its rules."""
    app.extensions["community.rules"] = built


def rules() -> Rules:
    """The rules of the running app."""
    found: Rules = current_app.extensions["community.rules"]
    return found
