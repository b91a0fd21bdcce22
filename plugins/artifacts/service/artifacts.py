"""Beginning an artifact or a plan, saying what it is about, and ending it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from community.sdk import Actor, Conflict, Invalid, Ref, now, publish, record, require, screen, session, unit_of_work
from community.sdk import lazy_gettext as _l
from community.sdk import space as space_at
from plugins.artifacts.beginnings import FORMS, TEMPLATES, beginning
from plugins.artifacts.beginnings import aim as aim_to_fill
from plugins.artifacts.beginnings import cycle as cycle_to_fill
from plugins.artifacts.events import ArtifactBegun, ArtifactEnded, ArtifactRead
from plugins.artifacts.models import Artifact, Cycle, Section, Term
from plugins.artifacts.queries import artifacts as queries
from plugins.artifacts.service import writing
from plugins.artifacts.service.writing import KIND, Text
from plugins.artifacts.status import STEPS

REQUIRED = _l("Please fill this in.")


@dataclass(frozen=True)
class About:
    """What an artifact is called, in which language it is written, and the public id of its challenge, or "".

    `template` is what a new one begins with: "", or one of `beginnings.TEMPLATES`.
    """

    title: str
    language: str = "en"
    challenge: str = ""
    template: str = ""


@dataclass(frozen=True)
class Aim:
    """What is to be better, how much, for whom, by when."""

    text: str = ""
    amount: str = ""
    group: str = ""
    by: date | None = None

    def values(self) -> dict[str, Any]:
        """The same by column."""
        return {"aim": self.text, "aim_amount": self.amount, "aim_group": self.group, "aim_by": self.by}


def begin(actor: Actor, slug: str, form: str, about: About) -> tuple[Artifact, bool]:
    """Begin an artifact in a team's space, with the sections of its form. Returns it and whether it is held.

    Raises NotFound, Forbidden or Invalid.
    """
    if not about.title:
        raise Invalid({"title": REQUIRED})
    if form not in FORMS:
        raise Invalid({"form": _l("Choose one from the list.")})
    with unit_of_work():
        space = space_at(actor, slug)
        require(actor, "artifacts.add", space)
        verdict = screen(actor, KIND, {"title": about.title, "body": "", "space_id": space.id})
        found = Artifact(
            space_id=space.id, author_id=actor.id, form=form, title=about.title, language=about.language,
            challenge_id=term_id("challenge", about.challenge),
        )  # fmt: skip
        session().add(found)
        session().flush()
        for position, heading in enumerate(beginning(form, about.language)):
            session().add(Section(artifact_id=found.id, position=position, heading=heading))
        _fill_in(found, about)
        ref = Ref(KIND, found.id)
        verdict.settle(ref)
        record("artifacts.artifact_begun", ref, actor)
        publish(ArtifactBegun(found.id, space.id), actor.id)
    return found, verdict.held


def _fill_in(found: Artifact, about: About) -> None:
    if about.template in TEMPLATES:
        found.aim = aim_to_fill(about.language)
    if about.template == "pdsa":
        title, question, plan, prediction = cycle_to_fill(about.language)
        session().add(
            Cycle(
                artifact_id=found.id, number=1, title=title, question=question, plan=plan, prediction=prediction,
                by_id=found.author_id,
            )
        )  # fmt: skip


def term_id(kind: str, public_id: str) -> int | None:
    """The number of a term that can be chosen. Raises Invalid."""
    if not public_id:
        return None
    there = select(Term.id).where(Term.kind == kind, Term.public_id == public_id)
    number = session().scalar(there)
    if number is None:
        raise Invalid({kind: _l("Choose one from the list.")})
    return number


def reword(actor: Actor, public_id: str, about: About, since: str | None = None) -> bool:
    """Change title, language and challenge. Raises NotFound, Forbidden, Invalid or ClashError. Whether it is held."""
    if not about.title:
        raise Invalid({"title": REQUIRED})
    with unit_of_work():
        found = writing.opened(actor, public_id)
        number = term_id("challenge", about.challenge)
        writing.put(found, {"title": about.title, "language": about.language, "challenge_id": number}, since)
        return writing.done(actor, found, "about")


def aim_at(actor: Actor, public_id: str, aim: Aim, since: str | None = None) -> bool:
    """Say what is to be better. Raises NotFound, Forbidden, Invalid or ClashError. Whether it is held."""
    with unit_of_work():
        found = writing.opened(actor, public_id)
        writing.put(found, aim.values(), since)
        return writing.done(actor, found, "aim", [aim.text, aim.amount, aim.group])


def tell(actor: Actor, public_id: str, what: str, text: Text, *, since: str | None = None) -> bool:
    """Write the "context" or the "reflection". Returns whether it is held.

    Raises NotFound, Forbidden, Invalid or ClashError.
    """
    with unit_of_work():
        found = writing.opened(actor, public_id)
        writing.put(found, {what: text.body}, since)
        writing.put_html(actor, found, found, text, column=f"{what}_html")
        return writing.done(actor, found, what, [text.body])


def end(actor: Actor, public_id: str, ending: str, learned: str) -> bool:
    """End it as "finished" or "abandoned", with what was learned. Raises NotFound, Forbidden, Invalid or Conflict."""
    if ending not in {"finished", "abandoned"}:
        raise Invalid({"ending": _l("Choose one from the list.")})
    if not learned:
        raise Invalid({"learned": _l("Say what you learned, so that others do not have to find it out again.")})
    with unit_of_work():
        found = writing.opened(actor, public_id)
        if found.ending:
            raise Conflict(_l("This has ended already."))
        found.ending, found.learned, found.ended_at = ending, learned, now()
        held = writing.done(actor, found, "ending", [learned])
        record("artifacts.artifact_ended", Ref(KIND, found.id), actor)
        publish(ArtifactEnded(found.id, ending), actor.id)
    return held


def resume(actor: Actor, public_id: str) -> None:
    """Take it up again; what was learned stays. Raises NotFound, Forbidden or Conflict."""
    with unit_of_work():
        found = writing.opened(actor, public_id)
        if not found.ending:
            raise Conflict(_l("This has not ended."))
        found.ending, found.ended_at = "", None
        writing.done(actor, found, "ending")
        record("artifacts.artifact_resumed", Ref(KIND, found.id), actor)


def read(actor: Actor, public_id: str) -> None:
    """The actor has looked at an artifact: what was told of it is settled. Raises NotFound."""
    with unit_of_work():
        found = queries.artifact(actor, public_id)
        publish(ArtifactRead(found.id, actor.id), actor.id)


def say_status(actor: Actor, public_id: str, said: str, why: str) -> None:
    """Say how far it has come, where the record shows otherwise; "" lets the record say it. Raises Invalid, too."""
    if said and said not in STEPS[:-2]:
        raise Invalid({"status": _l("Choose one from the list.")})
    if said and not why:
        raise Invalid({"why": _l("Say why, so that others can read it.")})
    with unit_of_work():
        found = writing.opened(actor, public_id)
        found.status_said, found.status_why = said, why if said else ""
        writing.done(actor, found, "status", [why])
