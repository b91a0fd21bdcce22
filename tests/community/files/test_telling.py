"""What the whole site makes of what happens to files: whoever brought one is told, and whose allowance it takes."""

import io

import pytest
from sqlalchemy import select

from community.access import audience, rules
from community.data.database import session
from community.data.refs import Ref
from community.data.unit_of_work import unit_of_work
from community.files import service
from community.files.models import File, Holder
from community.testing.scanner import TEST_VIRUS
from plugins.discussions import service as discussions


@pytest.fixture
def scanned(app, monkeypatch, scanner_peer):
    """The site with a scanner."""
    settings = app.extensions["community.settings"].model_copy(update={"clamd": scanner_peer.address})
    monkeypatch.setitem(app.extensions, "community.settings", settings)


@pytest.mark.usefixtures("scanned")
def test_the_owner_of_a_refused_file_is_told(make, acting, drain, browse):
    ana = make.member(make.team(make.collaboration()), "Ana Ruiz")
    received = service.receive(acting(ana), io.BytesIO(TEST_VIRUS), "plan.txt", purpose="attachment")
    drain()
    page = browse(ana).get("/notifications/")
    assert "“plan.txt” was not let in" in page.text
    assert browse(ana).get(f"/files/{received.public_id}").status_code == 409
    counted = session().scalars(select(File.organization_id)).one()
    assert counted == ana.organization_id


def test_everybody_who_may_read_a_file_is_known_in_one_statement(make, acting, drain):
    """Through things of every kind that can hold one, on every database: pages are moved by it, and notices told."""
    team = make.team(make.collaboration())
    ana, ben = make.member(team, "Ana Ruiz"), make.member(team, "Ben Ortiz")
    space = make.space(team)
    received = service.receive(acting(ana), io.BytesIO(b"Words."), "plan.txt", purpose="attachment")
    file_id = session().scalars(select(File.id)).one()
    kind = rules().kind("files.file")
    assert session().scalars(audience(kind, file_id)).all() == [ana.id]
    thread, _held = discussions.open_thread(acting(ana), space.public_id, discussions.written("Words", title="A plan"))
    reply, _held = discussions.reply(acting(ben), thread.public_id, discussions.written("More words"))
    make.row(Holder(file_id=file_id, kind="people.person", object_id=0))
    make.row(Holder(file_id=file_id, kind="resources.version", object_id=0))
    make.row(Holder(file_id=file_id, kind="discussions.reply", object_id=reply.id))
    with unit_of_work():
        service.attach_file(acting(ana), received.public_id, Ref("discussions.thread", thread.id))
    assert {ana.id, ben.id} <= set(session().scalars(audience(kind, file_id)))
    drain()
