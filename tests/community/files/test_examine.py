"""After a file came: the scanner's word decides whether anybody gets it; what is in it is read once, and told."""

import io

import pytest
from sqlalchemy import func, select

from community.clock import frozen, now
from community.data.database import session
from community.data.refs import Ref
from community.data.unit_of_work import unit_of_work
from community.errors import Conflict, Invalid, NotFound
from community.events import tasks
from community.events.models import LoggedEvent, Task
from community.files import attached, examine, queries, reading, service
from community.files.models import File, FileSize, Passage, Reading
from community.ledger.models import Entry
from community.testing.scanner import TEST_VIRUS
from tests.community.files.pdfs import pdf
from tests.community.files.pictures import plain

TEXT = b"Attendance rose where families were called the same day.\n"
SHEET = b"district,present\nLowell,93\n"


def bring(actor, data=TEXT, name="notes.txt"):
    return service.receive(actor, io.BytesIO(data), name, purpose="attachment")


def hold(cast, received, space=None):
    ref = Ref("spaces.space", (space or cast.shared).id)
    with unit_of_work():
        service.attach_file(cast.ana, received.public_id, ref)
    return ref


def work():
    while tasks.run_due():
        pass


def count(model, *where):
    return session().scalar(select(func.count()).select_from(model).where(*where))


def events(name):
    return count(LoggedEvent, LoggedEvent.name == name)


def scan_with(cast, address):
    settings = cast.app.extensions["community.settings"]
    cast.app.extensions["community.settings"] = settings.model_copy(update={"clamd": address})


@pytest.fixture
def scanned(cast, scanner_peer):
    """The site with a scanner."""
    scan_with(cast, scanner_peer.address)
    return cast


def test_without_a_scanner_a_file_is_ready_at_once_and_read_later(cast):
    received = bring(cast.ana)
    assert received.state == "ready"
    assert queries.served(cast.ana, received.public_id).size == len(TEXT)
    assert attached.file_of(cast.ana, received.public_id).count == 0
    work()
    ref = hold(cast, received)
    assert attached.passages_of([ref])[ref] == [("", 1, "", TEXT.decode().strip())]
    assert events("files.file_examined") == 1


def test_nobody_gets_a_file_before_the_scanner_said_yes(scanned):
    received = bring(scanned.ana)
    ref = hold(scanned, received)
    assert received.state == "checking"
    for person in (scanned.ana, scanned.ben):
        with pytest.raises(Conflict, match="being checked"):
            queries.served(person, received.public_id)
        assert attached.attached(person, [ref])[ref][0].state == "checking"
    assert attached.passages_of([ref]) == {ref: []}
    with pytest.raises(NotFound):
        queries.served(scanned.cleo, received.public_id)
    work()
    assert queries.served(scanned.ben, received.public_id).size == len(TEXT)
    assert attached.passages_of([ref])[ref]


def test_a_virus_is_never_handed_out_and_its_owner_is_told(scanned):
    received = bring(scanned.ana, TEXT + TEST_VIRUS)
    ref = hold(scanned, received)
    work()
    for person in (scanned.ana, scanned.ben):
        with pytest.raises(Conflict, match="virus"):
            queries.served(person, received.public_id)
    shown = attached.attached(scanned.ben, [ref])[ref][0]
    assert (shown.state, shown.why, shown.picture_url, shown.outline) == ("refused", "virus", "", [])
    assert "virus scanner" in shown.words
    assert attached.passages_of([ref]) == {ref: []}
    assert (events("files.file_refused"), events("files.file_examined")) == (1, 1)
    entry = session().scalars(select(Entry).where(Entry.action == "files.file_refused")).one()
    assert entry.system == "virus scan"
    with unit_of_work(), pytest.raises(Invalid, match="virus"):
        service.attach_file(scanned.ana, received.public_id, Ref("people.person", scanned.ana.id))


def test_what_was_let_in_before_is_taken_back(cast, scanner_peer):
    before = bring(cast.ana, TEST_VIRUS)
    work()
    assert queries.served(cast.ana, before.public_id)
    scan_with(cast, scanner_peer.address)
    bring(cast.ben, TEST_VIRUS)
    work()
    assert session().scalars(select(File.state)).all() == ["refused", "refused"]
    with pytest.raises(Conflict):
        queries.served(cast.ana, before.public_id)


def test_while_the_scanner_is_away_files_wait_and_are_taken_up_later(cast, scanner_peer, tmp_path):
    scan_with(cast, f"unix:{tmp_path}/none")
    received = bring(cast.ana)
    with frozen(now()) as clock:
        for _ in range(tasks.MAX_TRIES):
            work()
            clock.advance(3_600)
        assert session().scalars(select(Task.state)).one() == "dead"
        assert attached.file_of(cast.ana, received.public_id).state == "checking"
        examine.resume()
        work()
        assert attached.file_of(cast.ana, received.public_id).state == "checking"
        scan_with(cast, scanner_peer.address)
        clock.advance(3_600)
        examine.resume()
        work()
    assert attached.file_of(cast.ana, received.public_id).state == "ready"
    assert session().scalars(select(Task.state)).one() == "done"


def test_a_file_whose_task_was_lost_is_taken_up(cast):
    received = bring(cast.ana)
    with unit_of_work():
        session().query(Task).delete()
    examine.resume()
    assert count(Task) == 0
    with frozen(now() + examine.PATIENCE * 2):
        examine.resume()
        work()
    assert attached.file_of(cast.ana, received.public_id)
    assert session().scalars(select(Reading.state)).one() == "read"


@pytest.mark.scanner
def test_with_clamd_itself(cast, clamd):
    scan_with(cast, clamd)
    clean, bad = bring(cast.ana), bring(cast.ana, TEST_VIRUS)
    work()
    assert [attached.file_of(cast.ana, one.public_id).state for one in (clean, bad)] == ["ready", "refused"]


def test_a_picture_needs_no_scanner_since_it_is_written_anew(scanned, scanner_peer):
    received = bring(scanned.ana, plain(), "a.png")
    work()
    assert (received.state, received.image, scanner_peer.seen) == ("ready", True, [])
    assert attached.file_of(scanned.ana, received.public_id).picture_url.endswith("/thumb")


def test_the_same_bytes_are_read_once(cast, monkeypatch):
    seen, read = [], reading.read

    def watched(file, kind):
        seen.append(kind.type)
        return read(file, kind)

    monkeypatch.setattr(reading, "read", watched)
    for name in ("a.txt", "b.txt"):
        bring(cast.ana, name=name)
        work()
    assert seen == ["text/plain"]
    assert count(Passage) == 1
    assert events("files.file_examined") == 2


def test_a_pdf_gets_a_picture_of_its_first_page_and_so_does_its_twin(cast):
    data = pdf("A first page")
    one = bring(cast.ana, data, "a.pdf")
    work()
    two = bring(cast.ana, data, "b.pdf")
    work()
    for received in (one, two):
        shown = attached.file_of(cast.ana, received.public_id)
        assert (shown.unit, shown.count, shown.picture_url) == ("page", 1, f"{shown.url}/thumb")
        assert queries.served(cast.ana, received.public_id, "page").type.startswith("image/")
    assert count(FileSize) == 4


def test_reading_that_takes_too_much_is_tried_twice(cast, monkeypatch):
    tries = []

    def heavy(_file, _kind):
        tries.append(1)
        raise reading.Unreadable("heavy")

    monkeypatch.setattr(reading, "read", heavy)
    received = bring(cast.ana)
    with frozen(now()) as clock:
        for _ in range(4):
            work()
            clock.advance(3_600)
    assert len(tries) == 2
    row = session().scalars(select(Reading)).one()
    assert (row.state, row.why) == ("unreadable", "heavy")
    assert queries.served(cast.ana, received.public_id)
    assert "took more than we allow" in attached.file_of(cast.ana, received.public_id).unread
    assert session().scalars(select(Task.state)).one() == "done"


def test_a_reading_that_takes_the_process_with_it_ends(cast, monkeypatch):
    """The process died in it twice: it is not tried a third time."""
    monkeypatch.setattr(reading, "read", lambda *_: pytest.fail("read again"))
    received = bring(cast.ana)
    with unit_of_work():
        session().execute(Reading.__table__.update().values(tries=examine.TRIES))
    work()
    assert session().scalars(select(Reading.state)).one() == "unreadable"
    assert attached.file_of(cast.ana, received.public_id).ready


def test_findings_are_for_the_owner(cast, monkeypatch):
    found = [{"what": "author", "count": 1, "detail": "Ana"}]
    monkeypatch.setattr(reading, "read", lambda *_: reading.Read("", 1, ((1, "", "x"),), [[1, "One", 1]], found))
    ref = hold(cast, bring(cast.ana))
    work()
    mine, theirs = (attached.attached(person, [ref])[ref][0] for person in (cast.ana, cast.ben))
    assert (mine.findings, mine.mine, mine.outline) == (found, True, [[1, "One", 1]])
    assert (theirs.findings, theirs.mine, theirs.outline) == ([], False, [[1, "One", 1]])


def test_a_table_is_read_as_one_whatever_name_the_same_bytes_had_before(cast):
    for name, kind in (("a.txt", "text/plain"), ("b.csv", "text/csv")):
        assert attached.file_of(cast.ana, bring(cast.ana, SHEET, name).public_id).kind.type == kind


def test_a_page_of_things_asks_a_fixed_number_of_questions(cast):
    received = [bring(cast.ana, TEXT * (n + 1), f"{n}.txt") for n in range(3)]
    refs = [hold(cast, one, space) for one in received for space in (cast.shared, cast.other)]
    found = attached.attached(cast.ben, refs)
    assert [one.name for one in found[Ref("spaces.space", cast.shared.id)]] == ["0.txt", "1.txt", "2.txt"]
    assert attached.attached(cast.ben, []) == {}
