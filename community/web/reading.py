"""What people wrote, made ready for its reader: mentions, cards and images filled as far as the reader may see them.

Each kind of open place is asked for once per page. Who is mentioned and what an image is, higher rooms answer.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from urllib.parse import urlsplit

from flask import Flask, current_app, render_template
from markupsafe import Markup
from sqlalchemy import select
from werkzeug.exceptions import HTTPException

from community.access import Actor, Kind, rules, visible_ids
from community.config import current
from community.data.database import session
from community.web.markup import Filled, Placeholder, resolve_all
from community.web.session import current_actor

Answer = Callable[[Actor, Sequence[Placeholder]], Filled]
Found = dict[str, list[tuple[Placeholder, str]]]


def install(app: Flask, answers: Mapping[str, Answer]) -> None:
    """Who answers for "mention" and "image"; cards are answered here, from the kinds' own pages."""
    app.extensions["community.reading"] = {"card": cards, **answers}


def resolved(texts: Iterable[str], actor: Actor | None = None) -> list[Markup]:
    """Rendered texts, filled for `actor` (the reader of this request when None). Ask once for all texts of a page."""
    reader = current_actor() if actor is None else actor
    answers: Mapping[str, Answer] = current_app.extensions["community.reading"]

    def fill(places: Sequence[Placeholder]) -> Filled:
        sorted_out: defaultdict[str, list[Placeholder]] = defaultdict(list)
        for place in places:
            sorted_out[place.kind].append(place)
        filled: dict[Placeholder, Markup] = {}
        for kind, some in sorted_out.items():
            if kind in answers:
                filled.update(answers[kind](reader, some))
        return filled

    return resolve_all(texts, fill)


def cards(actor: Actor, places: Sequence[Placeholder]) -> Filled:
    """A card for each address of this site behind which the reader may see something; the others stay links."""
    found: Found = defaultdict(list)
    for place in places:
        thing = _thing_at(place.key)
        if thing is not None:
            found[thing[0]].append((place, thing[1]))
    filled: dict[Placeholder, Markup] = {}
    for name, wanted in found.items():
        filled.update(_described(actor, rules().kind(name), wanted))
    return filled


def _described(actor: Actor, kind: Kind, wanted: list[tuple[Placeholder, str]]) -> Filled:
    if kind.describe is None:
        return {}
    public_ids = {public_id for _, public_id in wanted}
    query = select(kind.model.public_id, kind.model.id).where(
        kind.model.public_id.in_(public_ids), kind.model.id.in_(visible_ids(actor, kind))
    )
    ids = {row.public_id: row.id for row in session().execute(query)}
    words = kind.describe(actor, list(ids.values())) if ids else {}
    described = {place: words[ids[key]] for place, key in wanted if key in ids and ids[key] in words}
    return {place: _card(kind, *title_and_address) for place, title_and_address in described.items()}


def _card(kind: Kind, title: str, address: str) -> Markup:
    return Markup(render_template("_frame/reference.html", kind=kind.title, title=title, url=address))


def _thing_at(address: str) -> tuple[str, str] | None:
    """The kind and public id of the thing whose own page lies at `address`; None for any other address."""
    path = _path(address)
    if path is None:
        return None
    try:
        endpoint, values = current_app.url_map.bind("").match(path, method="GET")
    except HTTPException:  # no page of ours, or one that only redirects
        return None
    kind = next((one for one in rules().kinds.values() if one.page and one.page == endpoint), None)
    public_id = values.get("public_id")
    return (kind.name, public_id) if kind is not None and public_id else None


def _path(address: str) -> str | None:
    if address.startswith("/"):
        return urlsplit(address).path
    try:
        there, here = urlsplit(address), urlsplit(current().base_url)
    except ValueError:
        return None
    return there.path if (there.scheme, there.netloc.lower()) == (here.scheme, here.netloc.lower()) else None
