"""Every page, for everybody who can reach it: accessible in light and dark, narrow and wide, in one language."""

import fcntl
import re

import pytest

from community.app import create_app
from community.config import Settings
from community.testing.nesting import badly_nested
from community.testing.services import RUN
from tests.browser.looking import NARROW, english_in, english_only, looked_at, shape, sideways
from tests.browser.pages import sort_of, walk

WHO = ("visitor", "administrator", "moderator", "facilitator", "team lead", "expert", "former member")
# What no link leads to, or only in a mail: (who looks, where).
BESIDE = {
    "administrator": ["/pieces", "/spaces/alder-creek/enter"],
    "team lead": ["/artifacts/in/alder-creek/?form=plan"],  # a plan has parts that no other artifact has
    "visitor": ["/sign-in"],
}
# Files, answers for programs, and what only a link in a mail opens.
NO_PAGES = {
    "/healthz",
    "/readyz",
    "/live/catch-up",
    "/files/*",
    "/files/*/*",
    "/files/uploads/*",  # for scripts
    "/resources/in/*/alike",  # for scripts
    "/resources/collections/*/zip",  # a file
    "/resources/open/*",  # by a link from outside
    "/resources/open/*/file/*",
    "/artifacts/*/data",  # files
    "/artifacts/*/text",
    "/artifacts/*/adoptions/*",  # led to from what one's own team took up
    "/artifacts/public/*",  # where the network allows it
    "/resources/reviews",  # led to while something waits
    "/resources/*/links",  # led to for those who may share
    "/resources/*/edit",
    "/resources/*/versions/new",
    "/pairings/*/question",  # led to while nobody has asked
    "/pairings/*/explain",  # led to while a question waits
    "/pairings/*/send",  # led to by saving
    "/pairings/*/hand-back",  # led to while it is owed
    "/pairings/*/extend",
    "/pairings/*/waive",
    "/pairings/*/stand-in",  # led to when something is overdue
    "/pairings/rounds/*/entries/*/hand-in",  # led to while a round takes it
    "/pairings/rounds/*/entries/*/out",
    "/pairings/rounds/*/mine",  # leads there
    "/pairings/rounds/*/include",  # led to when a team joined later
    "/pairings/rounds/*/repair/*",  # led to by proposing one
    "/discussions/threads/*/unread",
    "/discussions/replies/*/edit",  # led to from one's own replies; the page of a thread's own edit is met
    "/static/*",
    "/join/*",
    "/password/new/*",
}
WALKS: dict[str, list] = {}


def browser_of(people, who, **options):
    """Somebody's browser: a visitor's, or that of the first who has the role."""
    return people.visitor(**options) if who == "visitor" else people.role(who, **options)


def walked(reader, who):
    """The (path, shape) of every page that somebody reaches; walked once a run."""
    if who not in WALKS:
        WALKS[who] = []
        for path, text in walk(reader, *BESIDE.get(who, []), "/"):
            assert not badly_nested(text), f"{path}: {badly_nested(text)}"
            WALKS[who].append((path, shape(text)))
    return WALKS[who]


def new_shapes(reader, who, met, *, kind):
    """The paths of pages with something in them that this run, by any worker, has not met on a page of their sort."""
    for path, here in walked(reader, who):
        if met(f"{kind} {sort_of(path)}", here):
            yield path


@pytest.fixture
def met(request):
    """Whether a shape of a sort of page is new in this run; from then on it is known."""
    folder = request.config.stash[RUN] / "shapes"
    folder.mkdir(exist_ok=True)

    def new(sort, here):
        said = {" ".join(one) for one in here}
        with (folder / sort.replace("/", "_")[:200]).open("a+") as known:
            fcntl.flock(known, fcntl.LOCK_EX)
            known.seek(0)
            fresh = said - set(known.read().splitlines())
            known.writelines(f"{one}\n" for one in sorted(fresh))
        return bool(fresh)

    return new


@pytest.mark.slow
@pytest.mark.parametrize("who", WHO)
def test_every_page_is_accessible_and_fits(lived_in, people, met, who):
    reader = browser_of(people, who)
    reader.speak("en")
    wrong = {}
    for path in new_shapes(reader, who, met, kind="en"):
        reader.go(path)
        found = looked_at(reader.page)
        if found:
            wrong[path] = found
    assert not wrong, "\n".join(f"{path}\n  " + "\n  ".join(found) for path, found in wrong.items())
    assert not reader.failures


@pytest.mark.slow
@pytest.mark.parametrize("who", ["visitor", "administrator", "moderator", "team lead"])
def test_every_page_is_spanish_for_who_reads_spanish_and_fits_a_phone(lived_in, people, met, who):
    reader = browser_of(people, who, locale="es-US", viewport=NARROW)
    reader.speak("es")
    messages, wrong = english_only(), {}
    try:
        for path in new_shapes(reader, who, met, kind="es"):
            reader.go(path)
            found = [*english_in(reader.page, messages), *sideways(reader.page)]
            if found:
                wrong[path] = found
    finally:
        reader.speak("en")  # the others who test as this person expect it
    assert not wrong, "\n".join(f"{path}: {found}" for path, found in wrong.items())


def test_no_page_of_the_site_is_left_out(lived_in, people, tmp_path):
    met = set()
    for who in ("visitor", "team lead", "moderator", "facilitator", "administrator"):
        met |= {sort_of(path) for path, _shape in walked(browser_of(people, who), who)}
    rules = create_app(Settings(instance=tmp_path, testing=True, consumers=False, live=False)).url_map.iter_rules()
    there = {re.sub(r"<[^>]*>", "*", rule.rule) for rule in rules if "GET" in rule.methods}
    # Some addresses name a kind or a way where others name a thing.
    reached = {pattern for pattern in there if any(like(pattern, one) for one in met)}
    assert sorted(there - reached - NO_PAGES) == []


def like(pattern, path):
    """Whether an address is one of a rule's."""
    return re.fullmatch(re.escape(pattern).replace(r"\*", "[^/]+"), path) is not None


ERRORS = {
    404: "/discussions/threads/aaaaaaaaaaaa",
    403: "/console/",
    410: "/password/new/over",
}


@pytest.mark.parametrize("status", ERRORS)
def test_error_pages_are_accessible_and_lead_on(lived_in, people, status):
    reader = people.visitor() if status == 410 else people.member("Harrow Bridge")
    assert reader.go(ERRORS[status]).status == status
    assert not looked_at(reader.page)
    assert reader.page.locator("main a").count()


def test_forms_with_errors_are_accessible(lived_in, people):
    reader = people.role("moderator")
    reader.go("/discussions/in/reading-together/new")
    reader.page.fill("[name=title]", " ")
    reader.page.fill("textarea[name=body]", " ")
    reader.page.click("main button.button-primary")
    reader.page.locator("[role=alert]").wait_for()
    assert not looked_at(reader.page)
    visitor = people.visitor(people.site.account("moderator"))
    visitor.go("/sign-in")
    visitor.page.fill("[name=email]", "nobody@office.example")
    visitor.page.fill("[name=password]", "wrong password")
    visitor.page.press("[name=password]", "Enter")
    visitor.page.locator("[role=alert]").wait_for()
    assert not looked_at(visitor.page)
