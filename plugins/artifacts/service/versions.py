"""Freezing versions: what others may come to read, with why it changed."""

from collections.abc import Sequence
from dataclasses import dataclass

from community.sdk import Actor, Invalid, Ref, now, publish, record, session, unit_of_work
from community.sdk import lazy_gettext as _l
from plugins.artifacts.events import VersionFrozen
from plugins.artifacts.models import Cause, Idea, Version
from plugins.artifacts.queries import causes as sources
from plugins.artifacts.queries import records
from plugins.artifacts.record import codec
from plugins.artifacts.record.ideas import ideas
from plugins.artifacts.service import writing
from plugins.artifacts.service.writing import KIND

CAUSES = ("feedback", "evidence", "meeting", "own")


@dataclass(frozen=True)
class Because:
    """What a change goes back to: one of CAUSES, in which part, in words."""

    cause: str
    words: str = ""
    part: str = ""


def freeze(
    actor: Actor,
    public_id: str,
    reason: str,
    causes: Sequence[Because] = (),
    *,
    cites: Sequence[str] = (),
    looked: bool = True,
) -> Version:
    """Freeze the working record as the next version. Raises NotFound, Forbidden, or Invalid.

    From the second on, a version names at least one cause. `cites`: keys of what other modules offered. `looked`:
    whether somebody made sure that evidence whose groups nobody has checked shows no group that is too small.
    """
    if not reason:
        raise Invalid({"reason": _l("Say in a sentence what this version is for, or what changed.")})
    if any(one.cause not in CAUSES for one in causes):
        raise Invalid({"cause": _l("Choose one from the list.")})
    with unit_of_work():
        found = writing.opened(actor, public_id)
        if found.version and not causes and not cites:
            raise Invalid({"cause": _l("Say what the change goes back to.")})
        frozen = records.record(found)
        unseen = () if looked else records.unchecked(frozen)
        if unseen:
            raise Invalid({"looked": _l("Nobody has checked this for small groups: %(what)s", what=", ".join(unseen))})
        number = found.version + 1
        version = Version(
            space_id=found.space_id, artifact_id=found.id, number=number, title=found.title, status=frozen.status,
            snapshot=codec.to_dict(frozen),
            reason=reason, by_id=actor.id,
        )  # fmt: skip
        session().add(version)
        found.version, found.changed_at = number, now()
        session().flush()
        session().add_all(
            Idea(
                artifact_id=found.id, number=number, part=one.node.id, text=one.node.text, term_id=one.term,
                tests=one.tests, as_predicted=one.as_predicted, partly=one.partly, otherwise=one.otherwise,
            )
            for one in ideas(frozen)
        )  # fmt: skip
        ref = Ref(KIND, found.id)
        for one in causes:
            session().add(Cause(version_id=version.id, part=one.part, cause=one.cause, words=one.words))
        for there in _cited(actor, ref, cites, (number, reason)):
            session().add(Cause(version_id=version.id, cause="feedback", kind=there.kind, object_id=there.id))
        record("artifacts.version_frozen", ref, actor)
        publish(VersionFrozen(found.id, version.id, number), actor.id)
    return version


def _cited(actor: Actor, artifact: Ref, keys: Sequence[str], because: tuple[int, str]) -> list[Ref]:
    """The things behind what a version goes back to, each once. Raises Invalid where one is not offered any more."""
    if set(keys) - {key for key, _words in sources.offers(actor, artifact)}:
        raise Invalid({"cites": _l("This was answered meanwhile. Look at the list again.")})
    found = [ref for source in sources.sources() for ref in source.cited(actor, artifact, keys, because)]
    return list(dict.fromkeys(found))
