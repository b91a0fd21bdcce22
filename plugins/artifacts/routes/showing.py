"""The page of an artifact: with what other modules add and its team's tools, on paper, or for everybody."""

from typing import Any

from werkzeug.wrappers import Response

from community.sdk import current_actor, now, page, space_by_pk, space_title
from plugins.artifacts.aim import gaps
from plugins.artifacts.chart import draw
from plugins.artifacts.outline import diagram, lines
from plugins.artifacts.queries import adoptions, artifacts, publications, words
from plugins.artifacts.queries.pages import ArtifactPage
from plugins.artifacts.record import Record


def drawn(record: Record) -> dict[str, Any]:
    """What templates need to show a record, whoever reads it."""
    return {
        "record": record, "words": words, "lines": lines(record.nodes),
        "diagram": diagram(record.aim.text or record.title, record.nodes),
        "charts": {one.id: draw(one) for one in record.measures},
        "gaps": gaps(record.aim, now().date(), ended=bool(record.ending)),
    }  # fmt: skip


def _readers(shown: ArtifactPage) -> Any:
    """Which spaces read which versions: for whoever may share it."""
    number = shown.artifact.id
    return artifacts.shared_now([number]).get(number, ()) if "share" in shown.may else ()


def shown_page(shown: ArtifactPage, *, paper: bool = False) -> Response:
    """An artifact for a reader; `paper`: everything open and nothing to press."""
    actor, found = current_actor(), shown.artifact
    slots: dict[str, dict[str, Any]] = {
        "artifacts.actions": {"artifact": found, "may": shown.may},
        "artifacts.below": {"artifact": found, "version": shown.version, "may": shown.may},
        "artifacts.tools": {"may": shown.may_by_ref, "public_ids": shown.public_ids},
    }
    return page(
        "artifacts/paper.html" if paper else "artifacts/show.html", slots={} if paper else slots,
        space=space_by_pk(actor, found.space_id), shown=shown, paper=paper, adoptions=adoptions.of(actor, found),
        source=adoptions.source(actor, found), published=publications.of(found),
        readers=_readers(shown), title_of=space_title,
        **drawn(shown.record),
    )  # fmt: skip
