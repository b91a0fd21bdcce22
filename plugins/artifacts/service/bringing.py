"""Beginning an artifact from a text that its team has already: title, aim, context, drivers, sections, reflection."""

from dataclasses import replace

from sqlalchemy import select

from community.sdk import Actor, Invalid, session, unit_of_work
from community.sdk import lazy_gettext as _l
from plugins.artifacts.exchange.markdown import Brought
from plugins.artifacts.models import Artifact, Node, Section
from plugins.artifacts.service import artifacts, writing
from plugins.artifacts.service.artifacts import About
from plugins.artifacts.service.writing import Text, written

MOST_LINES, MOST_SECTIONS = 200, 100


def bring(actor: Actor, slug: str, form: str, about: About, *, told: Brought) -> tuple[Artifact, bool]:
    """Begin an artifact in a team's space with these texts. Returns it and whether it is held.

    Raises NotFound, Forbidden, or Invalid when there is no title or too much of anything.
    """
    if len(told.nodes) > MOST_LINES or len(told.sections) > MOST_SECTIONS:
        raise Invalid({"text": _l("This is too much for one record: at most 200 lines of drivers and 100 sections.")})
    context, reflection = written(told.context), written(told.reflection)
    sections = [(heading, written(body)) for heading, body in told.sections]
    with unit_of_work():
        found, _held = artifacts.begin(actor, slug, form, replace(about, title=about.title or told.title))
        found.aim, found.context, found.reflection = told.aim, context.body, reflection.body
        writing.put_html(actor, found, found, context, column="context_html")
        writing.put_html(actor, found, found, reflection, column="reflection_html")
        _outline(found, told)
        _sections(actor, found, sections)
        words = [told.aim, context.body, reflection.body, *(line for _depth, _kind, line in told.nodes)]
        held = writing.done(actor, found, "all", [*words, *(text.body for _heading, text in sections)])
    return found, held


def _outline(found: Artifact, told: Brought) -> None:
    above: list[int] = []
    for place, (depth, kind, line) in enumerate(told.nodes):
        parent = above[depth - 1] if 0 < depth <= len(above) else None
        node = Node(artifact_id=found.id, position=place, kind=kind, text=line, parent_id=parent)
        session().add(node)
        session().flush()
        above[depth:] = [node.id]


def _sections(actor: Actor, found: Artifact, sections: list[tuple[str, Text]]) -> None:
    """Texts go below the headings that a plan begins with where those are the same, else behind them."""
    rows = session().scalars(select(Section).where(Section.artifact_id == found.id).order_by(Section.position))
    there = {one.heading.casefold(): one for one in rows}
    for heading, text in sections:
        section = there.get(heading.casefold())
        if section is None:
            section = Section(artifact_id=found.id, position=len(there), heading=heading)
            there[heading.casefold()] = section
        section.body = text.body
        session().add(section)
        writing.put_html(actor, found, section, text)
