"""Files of people: taken in, seen by their owner, then by whoever may read what they are attached to."""

import io

import pytest
from sqlalchemy import func, select

from community.access import Anonymous, System, can, visible
from community.clock import now
from community.config import current
from community.data.database import session
from community.data.refs import Ref
from community.data.unit_of_work import in_unit_of_work, unit_of_work
from community.errors import Forbidden, Invalid, NotFound
from community.files import images, personal, policy, queries, service, taking
from community.files.attached import files_of
from community.files.models import Blob, File
from community.files.stores import store
from community.ledger.models import Entry
from tests.community.files.pictures import encoded, noise, plain


def bring(actor, data=None, **more):
    options = {"purpose": "post_image", **more}
    return service.receive(
        actor, io.BytesIO(plain() if data is None else data), options.pop("name", "a.png"), **options
    )


def count(model):
    with unit_of_work():
        return session().scalar(select(func.count()).select_from(model))


def attach(actor, received, ref):
    with unit_of_work():
        service.attach(actor, f'<p><span data-image="{received.public_id}">x</span></p>', ref)


def readers(cast, received):
    """Who may read it, asked one by one and as a list: two ways that must agree."""
    number = session().scalar(select(File.id).where(File.public_id == received.public_id))
    one_by_one = {name for name, person in cast.people.items() if can(person, "read", session().get(File, number))}
    listed = {name for name, person in cast.people.items() if files_of(person, [received.public_id])}
    assert one_by_one == listed
    return one_by_one


def test_a_picture_is_taken_in(cast):
    received = bring(cast.ana, plain(800, 600), name="chart.png", alt="  A run\nchart ", space=cast.shared.public_id)
    assert (received.name, received.alt, received.width, received.height) == ("chart.png", "A run chart", 800, 600)
    assert not received.moving
    file = queries.file(cast.ana, received.public_id)
    assert (file.owner_id, file.space_id, file.purpose) == (cast.ana.id, cast.shared.id, "post_image")
    assert file.expires_at > now()
    large, thumb = (queries.served(cast.ana, received.public_id, size) for size in (None, "thumb"))
    assert [b"".join(store().read(one.sha256))[8:12] for one in (large, thumb)] == [b"WEBP", b"WEBP"]
    assert large.size == store().size(large.sha256)


def test_the_original_is_not_kept(cast):
    data = encoded(noise(50, 40), "JPEG", comment=b"where I live")
    bring(cast.ana, data)
    assert all(b"where I live" not in b"".join(store().read(name)) for name in store().names())


def test_taking_in_is_noted(cast):
    bring(cast.ana)
    entry = session().scalars(select(Entry)).one()
    assert (entry.action, entry.actor_id, entry.kind) == ("files.file_received", cast.ana.id, "files.file")


def test_the_same_picture_lies_there_once(cast):
    one, two = bring(cast.ana), bring(cast.ben)
    assert one.public_id != two.public_id
    assert count(File) == 2
    assert count(Blob) == len(list(store().names())) == len({s.sha256 for s in session().scalars(select(Blob))})


def test_no_transaction_is_open_while_pictures_are_made(cast, monkeypatch):
    seen, make = [], images.make

    def watched(*args):
        seen.append((in_unit_of_work(), session().in_transaction()))
        return make(*args)

    monkeypatch.setattr(images, "make", watched)
    bring(cast.ana, space=cast.shared.public_id)
    assert seen == [(False, False)]
    with unit_of_work(), pytest.raises(RuntimeError, match="before the unit of work"):
        bring(cast.ana)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\ana\\photo.png", "photo.png"),
        ("a\r\nSet-Cookie: x.png", "a Set-Cookie: x.png"),
        ("", "file"),
        ("x" * 400 + ".png", "x" * 188 + ".png"),
        ("пример.png", "пример.png"),
    ],
)
def test_a_name_is_only_shown(speaking, name, kept):
    assert taking.shown_name(name) == kept


def test_refusals_leave_nothing(cast):
    too_much = bytes(current().upload_max_bytes + 1)
    for data in (b"", b"<svg/>", plain() + b"<script>", plain()[:40], too_much):
        with pytest.raises(Invalid):
            bring(cast.ana, data)
    with pytest.raises(Invalid):
        bring(cast.ana, purpose="program")
    assert count(File) == count(Blob) == 0
    assert list(store().names()) == []


def test_who_may_bring(cast):
    with pytest.raises(Forbidden):
        bring(Anonymous())
    with pytest.raises(NotFound):
        bring(cast.ana, space=cast.other.public_id)
    with pytest.raises(NotFound):
        bring(cast.ana, space="aaaaaaaaaaaa")


def test_before_it_is_attached_only_its_owner_sees_it(cast):
    received = bring(cast.ana)
    assert readers(cast, received) == {"ana"}
    with pytest.raises(NotFound):
        queries.served(cast.ben, received.public_id)
    with pytest.raises(NotFound):
        queries.served(Anonymous(), received.public_id)


def test_attached_it_is_as_visible_as_the_thing(cast):
    received = bring(cast.ana)
    attach(cast.ana, received, Ref("spaces.space", cast.shared.id))
    assert readers(cast, received) == {"ana", "ben"}
    assert queries.file(cast.ben, received.public_id).expires_at is None


def test_an_owner_who_lost_the_thing_lost_the_file(cast):
    received = bring(cast.ana)
    attach(cast.ana, received, Ref("spaces.space", cast.other.id))
    assert readers(cast, received) == {"cleo"}


def test_an_avatar_is_as_visible_as_the_person(cast):
    received = bring(cast.ana, purpose="avatar")
    with unit_of_work():
        service.replace(cast.ana, received.public_id, Ref("people.person", cast.ana.id))
    assert readers(cast, received) == {"ana", "ben", "cleo"}
    assert {queries.served(cast.cleo, received.public_id, size).type for size in (None, "small")} == {"image/webp"}
    with pytest.raises(NotFound):
        queries.served(Anonymous(), received.public_id)


def test_a_new_avatar_takes_the_place_of_the_old_one(cast):
    ref = Ref("people.person", cast.ana.id)
    old, new = bring(cast.ana, purpose="avatar"), bring(cast.ana, noise_png(), purpose="avatar")
    for received in (old, new):
        with unit_of_work():
            service.replace(cast.ana, received.public_id, ref)
    assert readers(cast, new) == {"ana", "ben", "cleo"}
    assert readers(cast, old) == {"ana"}
    assert queries.file(cast.ana, old.public_id).expires_at <= now()


def noise_png():
    return encoded(noise(30, 30, seed=9))


def test_naming_a_file_of_somebody_else_does_not_open_it(cast):
    received = bring(cast.ana)
    attach(cast.ben, received, Ref("spaces.space", cast.other.id))
    assert readers(cast, received) == {"ana"}
    with unit_of_work(), pytest.raises(NotFound):
        service.replace(cast.ben, received.public_id, Ref("people.person", cast.ben.id))


def test_its_owner_may_let_several_things_hold_a_file(cast):
    received = bring(cast.ana)
    attach(cast.ana, received, Ref("spaces.space", cast.shared.id))
    assert readers(cast, received) == {"ana", "ben"}
    attach(cast.ana, received, Ref("people.person", cast.ana.id))
    assert readers(cast, received) == {"ana", "ben", "cleo"}
    attach(cast.ben, received, Ref("spaces.space", cast.other.id))  # a reader, not the owner
    release(Ref("people.person", cast.ana.id))
    assert readers(cast, received) == {"ana", "ben"}
    assert queries.file(cast.ben, received.public_id).expires_at is None
    release(Ref("spaces.space", cast.shared.id))
    assert readers(cast, received) == {"ana"}
    assert queries.file(cast.ana, received.public_id).expires_at <= now()


def release(ref):
    with unit_of_work():
        service.release(ref)


def test_attaching_is_part_of_the_saving(cast):
    received = bring(cast.ana)

    def save_and_fail():
        with unit_of_work():
            service.attach(cast.ana, f"/files/{received.public_id}", Ref("spaces.space", cast.shared.id))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        save_and_fail()
    assert readers(cast, received) == {"ana"}


def test_a_file_of_an_unknown_kind_is_seen_by_nobody(cast):
    received = bring(cast.ana)
    attach(cast.ana, received, Ref("gone.thing", 1))
    assert readers(cast, received) == set()
    assert queries.served(System("check"), received.public_id)


def test_leaving_out_kinds_hides_and_never_shows(cast):
    received = bring(cast.ana)
    attach(cast.ana, received, Ref("spaces.space", cast.shared.id))
    for kinds in ((), ("people.person",), (None, "gone.thing")):
        with policy.among(kinds):
            assert session().scalars(visible(cast.ben, File)).all() == []
    with policy.among(("spaces.space",)):
        assert len(session().scalars(visible(cast.ben, File)).all()) == 1
        assert session().scalars(visible(cast.cleo, File)).all() == []


def test_a_card_of_a_file(cast):
    received = bring(cast.ana, name="chart.png")
    number = session().scalar(select(File.id))
    assert queries.described(cast.ana, [number]) == {number: ("chart.png", f"/files/{received.public_id}")}
    assert queries.described(cast.ben, [number]) == {}


def test_what_is_kept_of_a_person_is_exported_and_erased(cast):
    purposes = {"0.png": "avatar", "1.png": "post_image", "2.png": "post_image"}
    avatar, waiting, posted = (bring(cast.ana, name=name, purpose=purpose) for name, purpose in purposes.items())
    with unit_of_work():
        service.replace(cast.ana, avatar.public_id, Ref("people.person", cast.ana.id))
    attach(cast.ana, posted, Ref("spaces.space", cast.shared.id))
    assert [row["name"] for row in personal.export(cast.ana.id)] == ["0.png", "1.png", "2.png"]
    with unit_of_work():
        personal.erase(cast.ana.id)
    assert list(personal.export(cast.ana.id)) == []
    assert {readers(cast, one) == set() for one in (avatar, waiting)} == {True}
    assert readers(cast, posted) == {"ana", "ben"}
    assert session().scalars(select(File.name)).all() == ["", "", ""]
