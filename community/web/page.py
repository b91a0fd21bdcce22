"""Making a page: gather the frame and the slots, end the reading transaction, render. Templates never query."""

from collections.abc import Mapping
from typing import Any

from flask import g, has_app_context, make_response, render_template
from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, scoped_session
from werkzeug.wrappers import Response

from community.access import witness
from community.data.unit_of_work import end_reads
from community.web import frame
from community.web.session import current_actor
from community.web.slots import gather, show

Places = Mapping[str, Mapping[str, Any]]
EVERY_PAGE = ("frame.bell", "frame.banner")


def page(
    template: str, *, status: int = 200, space: Any = None, slots: Places | None = None, **values: Any
) -> Response:
    """A page of the site for the current reader.

    `space` is the space row it is in, if any; `slots` the places it offers, with their context. What the template
    needs must be loaded: a template that queries raises.
    """
    actor = current_actor()
    places: dict[str, Mapping[str, Any]] = {name: {} for name in EVERY_PAGE} | dict(slots or {})
    with witness.aside():
        parts = gather(actor, places)
        framed = frame.build(actor, space)
    end_reads()
    g.community_rendering = True
    try:
        body = render_template(
            template, frame=framed, slot=lambda name, key="": show(parts[name], key), space=space, actor=actor, **values
        )
    finally:
        g.community_rendering = False
    return make_response(body, status)


def refuse_queries_while_rendering(sessions: scoped_session[Any]) -> None:
    """In tests and development: a template that asks the database raises, so that no page holds a transaction."""

    @event.listens_for(sessions, "do_orm_execute")
    def refuse(state: ORMExecuteState) -> None:
        if has_app_context() and g.get("community_rendering"):
            raise RuntimeError(f"a template queried the database: {state.statement}")
