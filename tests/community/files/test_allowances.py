"""How much a person and a district may keep: what stays and what is on its way counts, also when many come at once."""

import io
import threading

import pytest
from sqlalchemy import func, select, update

from community.data.database import session
from community.data.refs import Ref
from community.data.unit_of_work import unit_of_work
from community.errors import Invalid
from community.files import allowances, service, uploads
from community.files.models import File, Upload
from community.people.models import Organization
from community.people.models import Person as PersonRow


def text(size, mark="a"):
    return (mark * 59 + "\n").encode() * (size // 60)


def bring(actor, data, name="a.txt"):
    return service.receive(actor, io.BytesIO(data), name, purpose="attachment")


def begin(actor, size):
    return uploads.begin(actor, service.asked(actor, "a.txt", purpose="attachment", space=None, alt=""), size)


def allow(cast, **values):
    settings = cast.app.extensions["community.settings"]
    cast.app.extensions["community.settings"] = settings.model_copy(update=values)


@pytest.fixture
def district(cast):
    """Ana and Cleo are of one district; its id."""
    with unit_of_work():
        row = Organization(name="Lowell", kind="district")
        session().add(row)
        session().flush()
        both = PersonRow.id.in_((cast.ana.id, cast.cleo.id))
        session().execute(update(PersonRow).where(both).values(organization_id=row.id))
    return row.id


def test_what_a_person_keeps_is_counted_and_limited(cast):
    allow(cast, files_person_bytes=20_000)
    bring(cast.ana, text(12_000))
    assert allowances.used(person_id=cast.ana.id) == 12_000
    with pytest.raises(Invalid, match="each person"):
        bring(cast.ana, text(9_000, "b"))
    assert session().scalar(select(func.count()).select_from(File)) == 1
    bring(cast.ana, text(7_800, "c"))
    bring(cast.ben, text(18_000, "d"))


def test_the_same_bytes_count_for_each_who_keeps_them(cast):
    for actor in (cast.ana, cast.ben):
        bring(actor, text(6_000))
    assert [allowances.used(person_id=one.id) for one in (cast.ana, cast.ben)] == [6_000, 6_000]


def test_what_is_let_go_counts_no_more(cast):
    allow(cast, files_person_bytes=20_000)
    ref = Ref("spaces.space", cast.shared.id)
    received = bring(cast.ana, text(18_000))
    with unit_of_work():
        service.attach_file(cast.ana, received.public_id, ref)
    with unit_of_work():
        service.release(ref)
    assert allowances.used(person_id=cast.ana.id) == 0
    bring(cast.ana, text(18_000, "b"))


def test_an_upload_takes_room_from_its_beginning(cast):
    allow(cast, files_person_bytes=20_000)
    begun = begin(cast.ana, 15_000)
    with pytest.raises(Invalid):
        begin(cast.ana, 6_000)
    with pytest.raises(Invalid):
        bring(cast.ana, text(6_000))
    data = text(15_000)
    assert uploads.proceed(cast.ana, begun.public_id, [data], offset=0, length=len(data)).file
    assert allowances.used(person_id=cast.ana.id) == 15_000
    other = begin(cast.ana, 5_000)
    uploads.give_up(cast.ana, other.public_id)
    assert allowances.used(person_id=cast.ana.id) == 15_000


def test_a_refused_upload_gives_its_room_back(cast):
    begun = begin(cast.ana, 4)
    assert uploads.proceed(cast.ana, begun.public_id, [b"MZ\0\0"], offset=0, length=4).refusal
    assert allowances.used(person_id=cast.ana.id) == 0


def test_a_district_is_limited_over_all_its_people(cast, district):
    allow(cast, files_organization_bytes=20_000)
    bring(cast.ana, text(12_000))
    with pytest.raises(Invalid, match="your district"):
        bring(cast.cleo, text(9_000, "b"))
    with pytest.raises(Invalid, match="your district"):
        begin(cast.cleo, 9_000)
    bring(cast.ben, text(18_000, "c"))
    assert allowances.used(organization_id=district) == 12_000


def test_fifty_at_once_get_no_more_than_there_is(cast, district):
    allow(cast, files_person_bytes=10_000, files_organization_bytes=15_000)
    start, refused = threading.Barrier(50), []

    def ask(actor):
        with cast.app.app_context():
            start.wait()
            try:
                begin(actor, 1_000)
            except Invalid as error:
                refused.append(error)

    asking = [threading.Thread(target=ask, args=((cast.ana, cast.cleo)[n % 2],)) for n in range(50)]
    for one in asking:
        one.start()
    for one in asking:
        one.join()
    assert session().scalar(select(func.count()).select_from(Upload)) == 15
    assert len(refused) == 35
    assert allowances.used(organization_id=district) == 15_000
