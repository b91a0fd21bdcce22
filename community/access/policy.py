"""Where a module writes its rules down: grants on kinds, limits on any kind. Deciding happens in questions.py."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement

from community.access.actors import Actor
from community.access.kinds import Kind
from community.access.limits import Limit

Rule = Callable[[Actor], ColumnElement[bool]]
EveryRule = Callable[[Actor, Kind], ColumnElement[bool]]


@dataclass(frozen=True)
class Grant:
    """One way to be allowed: `rule` is SQL over the model's row, or a plain condition for SITE."""

    owner: str
    model: type[Any]
    action: str
    rule: Rule

    @property
    def name(self) -> str:
        """Where it is written, for "why"."""
        return f"{self.owner}.{self.rule.__name__}"


@dataclass
class Policy:
    """A module's rules. Collected at import, read once by the assembly line."""

    owner: str
    grants: list[Grant] = field(default_factory=list)
    everywhere: list[tuple[str, EveryRule]] = field(default_factory=list)
    limits: list[Limit] = field(default_factory=list)

    def grant(self, model: type[Any], *actions: str) -> Callable[[Rule], Rule]:
        """Let whoever satisfies the rule do `actions` to rows of `model`. Rules of one action add up."""

        def keep(rule: Rule) -> Rule:
            self.grants += [Grant(self.owner, model, action, rule) for action in actions]
            return rule

        return keep

    def grant_in_spaces(self, action: str) -> Callable[[EveryRule], EveryRule]:
        """A grant on every kind that has a home space. For the core alone."""

        def keep(rule: EveryRule) -> EveryRule:
            self.everywhere.append((action, rule))
            return rule

        return keep

    def limit(self, limit: Limit) -> Limit:
        """Narrow what anybody may do."""
        self.limits.append(limit)
        return limit
