"""Every page, for everybody who can reach it: accessible in light and dark, narrow and wide, in one language."""

import pytest

from tests.browser.looking import looked_at, shape
from tests.browser.pages import sort_of, walk

WHO = ("visitor", "team lead", "facilitator", "moderator", "administrator", "expert", "former member")
# What no link leads to, or only in a mail: (who looks, where).
BESIDE = {
    "administrator": ["/pieces", "/spaces/alder-creek/enter"],
    "visitor": ["/sign-in"],
}
NO_PAGES = {"/healthz", "/readyz", "/live/catch-up", "/files/*", "/files/*/*", "/static/*"}
SHAPES: dict[str, set] = {}


def browser_of(people, who, **options):
    """Somebody's browser: a visitor's, or that of the first who has the role."""
    return people.visitor(**options) if who == "visitor" else people.role(who, **options)


def new_shapes(reader, who, *, kind):
    """Pages that somebody can reach and whose shape nobody met before, as far as this run knows."""
    for path, text in walk(reader, *(["/"] if who != "visitor" else []), *BESIDE.get(who, [])):
        known = SHAPES.setdefault(f"{kind} {sort_of(path)}", set())
        here = shape(text)
        if not here <= known:
            known |= here
            yield path


@pytest.mark.slow
@pytest.mark.parametrize("who", WHO)
def test_every_page_is_accessible_and_fits(lived_in, people, who):
    reader = browser_of(people, who)
    reader.speak("en")
    wrong = {}
    for path in new_shapes(reader, who, kind="light"):
        reader.go(path)
        found = looked_at(reader.page)
        if found:
            wrong[path] = found
    assert not wrong, "\n".join(f"{path}\n  " + "\n  ".join(found) for path, found in wrong.items())
    assert not reader.failures
