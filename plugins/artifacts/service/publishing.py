"""Showing a version to everybody, and taking the page back."""

from community.sdk import Actor, Conflict, Ref, now, publish, record, session, setting, unit_of_work
from community.sdk import lazy_gettext as _l
from plugins.artifacts.events import RecordChanged
from plugins.artifacts.models import Publication
from plugins.artifacts.queries import artifacts as queries
from plugins.artifacts.queries import publications
from plugins.artifacts.service.writing import KIND


def show_everybody(actor: Actor, public_id: str) -> Publication:
    """Put the newest version on a public page; an earlier one gives way. Raises NotFound, Forbidden or Conflict."""
    with unit_of_work():
        found = queries.artifact_to(actor, "share", public_id)
        if not setting("artifacts.public_pages"):
            raise Conflict(_l("This network has no public pages. Its administrators can allow them."))
        if not found.version:
            raise Conflict(_l("There is no version of it yet. Save one first."))
        there = publications.of(found)
        if there is not None and there.version == found.version:
            return there
        page = there or Publication(artifact_id=found.id)
        page.version, page.by_id, page.at = found.version, actor.id, now()
        session().add(page)
        session().flush()
        record("artifacts.page_shown", Ref(KIND, found.id), actor)
        publish(RecordChanged(found.id, "page"), actor.id)
    return page


def take_back(actor: Actor, public_id: str) -> None:
    """End the public page of an artifact. Raises NotFound or Forbidden."""
    with unit_of_work():
        found = queries.artifact_to(actor, "share", public_id)
        page = publications.of(found)
        if page is not None:
            page.ended_at = now()
            record("artifacts.page_taken_back", Ref(KIND, found.id), actor)
