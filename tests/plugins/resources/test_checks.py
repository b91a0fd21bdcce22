"""Links are looked at once a week; the author hears of the second failure; a copy is kept on request."""

import http.server
import threading
from datetime import timedelta

import pytest

from community import clock
from community.data.database import session
from community.data.unit_of_work import unit_of_work
from community.errors import Conflict, Invalid
from plugins.resources.models import Check, Version
from plugins.resources.service import checks, fetching, resources, versions
from plugins.resources.service.fetching import Reach, Seen
from plugins.resources.service.resources import About


@pytest.fixture
def link(scene):
    """A link of Ana's to an address that no server may go to."""

    def made(url="http://127.0.0.1/page"):
        about = About("A page")
        return resources.add(scene.acting(scene.ana), scene.space.public_id, about, versions.a_link(url))[0]

    return made


def check_of(found):
    version = session().query(Version).filter_by(resource_id=found.id).one()
    return session().get(Check, version.id)


def test_the_job_looks_at_each_link_once_a_week(scene, link):
    found = link()
    checks.check_due()
    first = check_of(found)
    assert (first.state, first.failures) == ("blocked", 0)
    at = first.at
    checks.check_due()
    assert check_of(found).at == at
    with clock.frozen(clock.now() + timedelta(days=8)):
        checks.check_due()
        assert check_of(found).at > at


def test_the_author_hears_at_the_second_failure_in_a_row_and_once(scene, link, browse):
    found = link()
    version = session().query(Version).filter_by(resource_id=found.id).one().id

    def seen(state):
        with unit_of_work():
            checks.note(version, Seen(state))
        scene.drain()
        return browse(scene.ana).get("/notifications/").text.count("leads nowhere")

    assert [seen(state) for state in ("gone", "ok", "gone")] == [0, 0, 0]
    told = seen("unreachable")
    assert told > 0
    assert seen("gone") == told


def test_the_page_says_how_the_link_is(scene, link, browse):
    found = link()
    version = session().query(Version).filter_by(resource_id=found.id).one().id
    with unit_of_work():
        checks.note(version, Seen("gone", 404))
    assert "The page was gone" in browse(scene.ben).get(f"/resources/{found.public_id}").text


class Paper(http.server.BaseHTTPRequestHandler):
    """A site with one document."""

    def do_GET(self):
        body = b"Three questions for the last five minutes."
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args):
        """Say nothing."""


def test_a_copy_is_kept_and_stays_with_its_version(scene, link, browse, monkeypatch):
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Paper) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        found = link(f"http://127.0.0.1:{server.server_port}/questions.txt")
        with pytest.raises(Invalid):  # loopback is no public address
            checks.keep_copy(scene.acting(scene.ana), found.public_id)
        monkeypatch.setattr(fetching.fetch, "__defaults__", (Reach(lambda _a: True, frozenset({server.server_port})),))
        checks.keep_copy(scene.acting(scene.ana), found.public_id)
        server.shutdown()
    scene.drain()
    assert "questions.txt" in browse(scene.ben).get(f"/resources/{found.public_id}").text
    assert "A page" in browse(scene.ben).get("/search?q=last+five+minutes").text
    assert "A page" not in browse(scene.olga).get("/search?q=last+five+minutes").text


def test_only_of_a_link(scene):
    with pytest.raises(Conflict):
        checks.keep_copy(scene.acting(scene.ana), scene.text().public_id)


@pytest.mark.parametrize(
    ("url", "file"),
    [
        ("https://docs.google.com/document/d/1aB/edit?usp=sharing", "https://docs.google.com/document/d/1aB/export?format=pdf"),
        ("https://docs.google.com/presentation/d/2/", "https://docs.google.com/presentation/d/2/export/pdf"),
        ("https://docs.google.com.example.org/document/d/1aB/edit", "https://docs.google.com.example.org/document/d/1aB/edit"),
        ("https://example.org/a.pdf", "https://example.org/a.pdf"),
    ],
)  # fmt: skip
def test_documents_of_google_are_fetched_as_files(url, file):
    assert checks._file_of(url) == file
