"""Clean copies: the owner's alone, a file of its own, and the first one stays as it was."""

import io

import pytest
from sqlalchemy import func, select

from community.data.database import session
from community.data.refs import Ref
from community.data.unit_of_work import unit_of_work
from community.errors import Conflict, Forbidden, Invalid, NotFound
from community.events import tasks
from community.files import attached, copies, queries, service
from community.files.models import File
from community.files.stores import store
from community.ledger.models import Entry
from tests.community.files.office import telling_docx
from tests.community.files.pictures import plain

pytestmark = pytest.mark.parametrize("cast", ["sqlite"], indirect=True)  # the rows are those of test_service.py


def bring(actor, data, name):
    received = service.receive(actor, io.BytesIO(data), name, purpose="attachment")
    work()
    return received.public_id


def work():
    while tasks.run_due():
        pass


def bytes_of(actor, public_id):
    return b"".join(store().read(queries.served(actor, public_id).sha256))


def share(cast, public_id):
    with unit_of_work():
        service.attach_file(cast.ana, public_id, Ref("spaces.space", cast.shared.id))


def test_a_clean_copy_says_nothing_more(cast):
    data = telling_docx()
    original = bring(cast.ana, data, "plan.docx")
    assert attached.file_of(cast.ana, original).findings
    share(cast, original)
    copy = copies.clean(cast.ana, original)
    work()
    assert (copy.name, copy.state) == ("plan.docx", "ready")
    assert copy.public_id != original
    assert attached.file_of(cast.ana, copy.public_id).findings == []
    assert bytes_of(cast.ana, original) == data
    with pytest.raises(NotFound):
        queries.served(cast.ben, copy.public_id)
    assert "files.file_cleaned" in session().scalars(select(Entry.action)).all()


def test_only_its_owner_makes_one(cast):
    original = bring(cast.ana, telling_docx(), "plan.docx")
    with pytest.raises(NotFound):
        copies.clean(cast.ben, original)
    share(cast, original)
    with pytest.raises(Forbidden):
        copies.clean(cast.ben, original)
    assert session().scalar(select(func.count()).select_from(File)) == 1


def test_what_has_nothing_to_take_out_is_refused_in_words(cast):
    with pytest.raises(Conflict, match="written anew"):
        copies.clean(cast.ana, bring(cast.ana, plain(), "a.png"))
    with pytest.raises(Invalid, match="clean copy"):
        copies.clean(cast.ana, bring(cast.ana, b"Words.", "a.txt"))


def test_by_its_address(cast):
    original = bring(cast.ana, telling_docx(), "plan.docx")
    answer = cast.client("ana").post(f"/files/{original}/clean", headers={"Accept": "application/json"})
    assert answer.status_code == 201
    assert answer.json["id"] != original
    back = cast.client("ana").post(
        f"/files/{original}/clean", data={"next": "/resources/x"}, headers={"Accept": "text/html"}
    )
    assert (back.status_code, back.location) == (303, "/resources/x")
    assert cast.client("ben").post(f"/files/{original}/clean").status_code == 404
