"""The search page: an address in, results out. Works without scripts; every choice is a link."""

from collections.abc import Sequence
from dataclasses import replace

from flask import request, url_for
from werkzeug.wrappers import Response

from community.search import queries
from community.search.forms import PAGES, SIZE, SORTS, Asked
from community.search.forms import asked as read_address
from community.search.words import FILTER_TITLES, LANGUAGES, SORT_TITLES, said
from community.web.blueprint import GuardedBlueprint
from community.web.limits import SEARCHES, limited
from community.web.page import page
from community.web.session import current_actor

bp = GuardedBlueprint("search", __name__)


@bp.get("")
@limited(SEARCHES, reads=True)
def results() -> Response:
    """What somebody searches for, among what they may read."""
    asked = read_address(request.args)
    found = queries.search(current_actor(), asked)
    last = min(-(-found.total // SIZE), PAGES)
    return page(
        "search/results.html",
        found=found,
        asked=asked,
        notes=[said(note) for note in found.notes],
        filters=[(FILTER_TITLES[name], name, _worded(name, choices)) for name, choices in found.filters.items()],
        sorts=[(SORT_TITLES[sort], address(asked, sort=sort, page=1), sort == asked.sort) for sort in SORTS],
        later=address(asked, page=asked.page + 1) if asked.page < last else "",
        earlier=address(asked, page=asked.page - 1) if asked.page > 1 else "",
        last=last,
        address=address,
        toggled=lambda name, value: address(asked.toggled(name, value)),
    )


def _worded(name: str, choices: Sequence[queries.Choice]) -> list[queries.Choice]:
    """The values of a filter as readers say them: languages are kept by their codes."""
    words = LANGUAGES if name == "language" else {}
    return [replace(one, title=words.get(one.value, one.title)) for one in choices]


def address(asked: Asked, **changes: object) -> str:
    """The address of a search, with some of it changed."""
    values = asked.address()
    for name, value in changes.items():
        values[name] = value
    if values.get("page") == 1:
        del values["page"]
    if values.get("sort") == "best":
        del values["sort"]
    return url_for("search.results", **{name: value for name, value in values.items() if value not in (None, [])})
