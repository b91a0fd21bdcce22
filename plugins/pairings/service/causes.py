"""A version of what a team showed goes back to suggestions: their givers are told, and can read it."""

from collections.abc import Sequence
from dataclasses import dataclass

from community.sdk import Actor, Ref
from plugins.pairings.queries import causes
from plugins.pairings.service.answering import Became, tell_what_became


@dataclass(frozen=True)
class Suggestions:
    """What the point artifacts.causes takes."""

    def offers(self, actor: Actor, artifact: Ref) -> Sequence[tuple[str, str]]:
        """Suggestions of partners that the next version could take up."""
        return causes.offers(actor, artifact)

    def cited(self, actor: Actor, artifact: Ref, keys: Sequence[str], because: tuple[int, str]) -> Sequence[Ref]:
        """Say of each suggestion what became of it: the reason of the version, and where it can be seen."""
        del artifact
        number, reason = because
        found = causes.behind(keys)
        for key, pairing_id, _feedback in found:
            tell_what_became(actor, pairing_id, key, Became(reason, number))
        return [Ref("pairings.feedback", feedback) for _key, _pairing, feedback in found]
