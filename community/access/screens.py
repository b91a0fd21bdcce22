"""Running the screens that modules declare, before content is saved. Knows nothing of why content is bad."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from community.access.actors import Actor
from community.access.opinions import Screen
from community.access.rules import rules
from community.data.refs import Ref
from community.errors import Invalid


@dataclass
class Verdict:
    """The screens' common answer. A service settles it once the row has its id."""

    actor: Actor
    held_by: list[tuple[Screen, str]] = field(default_factory=list)

    @property
    def held(self) -> bool:
        """Whether the content waits for a moderator."""
        return bool(self.held_by)

    def settle(self, ref: Ref) -> None:
        """Let the screens that held the content keep `ref` from its readers. Inside the unit of work."""
        for screen_, reason in self.held_by:
            screen_.hold(ref, self.actor, reason)


def screen(actor: Actor, kind: str, values: Mapping[str, Any]) -> Verdict:
    """Ask every screen about `values` of a new or changed thing of `kind`. Raises Invalid when one rejects."""
    verdict = Verdict(actor)
    for one in rules().screens:
        opinion = one.check(actor, kind, values)
        if opinion.says == "reject":
            raise Invalid({"": opinion.reason})
        if opinion.says == "hold":
            verdict.held_by.append((one, str(opinion.reason)))
    return verdict
