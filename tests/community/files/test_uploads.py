"""Uploads that come in parts: the protocol, what is kept when a connection breaks, whose they are, what ends them."""

import io
from base64 import b64encode
from contextlib import suppress
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from community import clock
from community.data.database import session
from community.data.unit_of_work import unit_of_work
from community.errors import Conflict, NotFound
from community.files import personal, service, upkeep, uploads
from community.files.models import Blob, File, Upload
from community.files.stores import store
from tests.community.files.pictures import encoded, noise, plain

TUS = {"Tus-Resumable": "1.0.0", "Accept": "application/json"}
PART = TUS | {"Content-Type": "application/offset+octet-stream"}
TEXT = b"Attendance rose where families were called the same day.\n" * 400


def metadata(**values):
    return ",".join(f"{name} {b64encode(value.encode()).decode()}" for name, value in values.items())


def begin(client, size, **values):
    values = {"filename": "notes.txt"} | values
    headers = TUS | {"Upload-Length": str(size), "Upload-Metadata": metadata(**values)}
    return client.post("/files/uploads/", headers=headers)


def send(client, address, offset, data, **headers):
    return client.patch(address, data=data, headers=PART | {"Upload-Offset": str(offset)} | headers)


def offset(client, address):
    answer = client.head(address, headers=TUS)
    assert answer.headers["Cache-Control"] == "no-store"
    return int(answer.headers["Upload-Offset"])


class Breaks(io.RawIOBase):
    """A body whose connection breaks after these bytes."""

    def __init__(self, data):
        self.left = data

    def readable(self):
        return True

    def readinto(self, buffer):
        if not self.left:
            raise ConnectionResetError
        part, self.left = self.left[: len(buffer)], self.left[len(buffer) :]
        buffer[: len(part)] = part
        return len(part)


def count(model):
    return session().scalar(select(func.count()).select_from(model))


def bytes_of(public_id):
    file = session().scalars(select(File).where(File.public_id == public_id)).one()
    return b"".join(store().read(session().get(Blob, file.blob_id).sha256))


def test_in_one_part(cast):
    client = cast.client("ana")
    made = begin(client, len(TEXT), space=cast.shared.public_id)
    assert (made.status_code, made.headers["Tus-Resumable"]) == (201, "1.0.0")
    address = made.headers["Location"]
    assert client.get(address).json == {"offset": 0, "length": len(TEXT)}
    last = send(client, address, 0, TEXT)
    assert (last.status_code, last.headers["Upload-Offset"]) == (200, str(len(TEXT)))
    told = last.json["file"]
    assert told | {"id": "", "url": ""} == {
        "id": "", "url": "", "name": "notes.txt", "alt": "", "image": False, "width": None, "height": None,
        "type": "text/plain", "size": len(TEXT), "state": "ready", "note": "",
    }  # fmt: skip
    assert bytes_of(told["id"]) == TEXT
    assert client.get(address).json["file"] == told
    assert list(store().stagings()) == []
    file = session().scalars(select(File)).one()
    assert (file.owner_id, file.space_id, file.purpose) == (cast.ana.id, cast.shared.id, "attachment")


def test_after_a_broken_connection_it_goes_on_where_it_was(cast):
    client = cast.client("ana")
    address = begin(client, len(TEXT)).headers["Location"]
    kept = 0
    for stop in (1, 7_000, 15_001):
        part = TEXT[kept:stop]
        broken = {"wsgi.input": Breaks(part), "CONTENT_LENGTH": str(len(TEXT) - kept)}
        answer = client.patch(address, headers=PART | {"Upload-Offset": str(kept)}, environ_overrides=broken)
        assert answer.status_code == 400
        kept = offset(client, address)
        assert kept == stop
    assert send(client, address, kept, TEXT[kept:20_000]).status_code == 204
    last = send(client, address, 20_000, TEXT[20_000:])
    assert bytes_of(last.json["file"]["id"]) == TEXT


def test_a_picture_is_written_anew(cast):
    client = cast.client("ana")
    data = encoded(noise(60, 40), "JPEG", comment=b"where I live")
    address = begin(client, len(data), filename="IMG 1.jpg", alt="A hall").headers["Location"]
    told = send(client, address, 0, data).json["file"]
    assert (told["image"], told["width"], told["name"], told["state"]) == (True, 60, "A hall", "ready")
    assert b"where I live" not in bytes_of(told["id"])


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"<html><script>alert(1)</script></html>", "page.pdf", "ends in .pdf"),
        (b"MZ" + bytes(400), "setup.exe", "program"),
        (plain()[:40], "a.png", "damaged"),
    ],
    ids=("page", "program", "cut"),
)
def test_what_is_refused_is_refused_in_words_at_its_end(cast, data, name, words):
    client = cast.client("ana")
    address = begin(client, len(data), filename=name).headers["Location"]
    last = send(client, address, 0, data)
    assert last.status_code == 200
    assert words in last.json["error"]
    assert client.get(address).json == last.json
    assert offset(client, address) == len(data)
    assert (count(File), list(store().stagings()), list(store().names())) == (0, [], [])


def test_what_is_too_large_or_empty_never_begins(cast):
    client = cast.client("ana")
    most = cast.app.extensions["community.settings"].document_max_bytes
    assert begin(client, most + 1).status_code == 413
    assert begin(client, 0).status_code == 422
    assert begin(client, most, purpose="program").status_code == 422
    assert begin(client, most, space="aaaaaaaaaaaa").status_code == 404
    assert begin(client, 20_000_000, purpose="avatar").status_code == 413
    assert count(Upload) == 0


def test_more_than_was_said_is_not_kept(cast):
    client = cast.client("ana")
    address = begin(client, 10).headers["Location"]
    assert send(client, address, 0, b"0123456789ABC").status_code == 413
    assert offset(client, address) == 0


def test_a_part_that_does_not_follow_is_refused(cast):
    client = cast.client("ana")
    address = begin(client, 10).headers["Location"]
    assert send(client, address, 3, b"345").status_code == 409
    assert send(client, address, 0, b"012").status_code == 204
    assert send(client, address, 0, b"012").status_code == 409
    assert offset(client, address) == 3


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Tus-Resumable": "0.2.1"}, 412),
        ({"Content-Type": "application/octet-stream"}, 415),
        ({"Upload-Offset": "-1"}, 400),
        ({"Upload-Offset": "1e3"}, 400),
        ({"Upload-Offset": "9" * 400}, 400),
    ],
)
def test_what_the_protocol_does_not_know_is_refused(cast, headers, status):
    client = cast.client("ana")
    address = begin(client, 10).headers["Location"]
    answer = client.patch(address, data=b"0123", headers=PART | {"Upload-Offset": "0"} | headers)
    assert answer.status_code == status
    if status == 412:
        assert answer.headers["Tus-Version"] == "1.0.0"
    assert offset(client, address) == 0


@pytest.mark.parametrize("said", ["filename ???", "filename /w==", "filename " + "A" * 5, "a b c,,"])
def test_metadata_that_cannot_be_read_is_refused(cast, said):
    headers = TUS | {"Upload-Length": "10", "Upload-Metadata": said}
    assert cast.client("ana").post("/files/uploads/", headers=headers).status_code in {400, 201}
    assert "filename" not in said or count(Upload) == 0


def test_what_is_offered(cast):
    answer = cast.client("ana").options("/files/uploads/")
    assert answer.status_code == 204
    assert answer.headers["Tus-Version"] == "1.0.0"
    assert answer.headers["Tus-Extension"] == "creation,expiration,termination"
    assert int(answer.headers["Tus-Max-Size"]) == cast.app.extensions["community.settings"].document_max_bytes


def test_an_upload_is_its_owners_alone(cast):
    address = begin(cast.client("ana"), 10).headers["Location"]
    stranger = cast.client("ben")
    assert stranger.get(address).status_code == 404
    assert stranger.head(address, headers=TUS).status_code == 404
    assert send(stranger, address, 0, b"0123456789").status_code == 404
    assert stranger.delete(address, headers=TUS).status_code == 404
    assert cast.client().post("/files/uploads/", headers=TUS).status_code in {302, 401}
    assert offset(cast.client("ana"), address) == 0


def test_a_part_without_the_form_token_is_refused(cast):
    address = begin(cast.client("ana"), 10).headers["Location"]
    cast.app.config["WTF_CSRF_ENABLED"] = True
    assert send(cast.client("ana"), address, 0, b"0123456789").status_code == 400
    assert offset(cast.client("ana"), address) == 0


def test_given_up_it_is_gone(cast):
    client = cast.client("ana")
    address = begin(client, 10).headers["Location"]
    send(client, address, 0, b"0123")
    assert client.delete(address, headers=TUS).status_code == 204
    assert client.head(address, headers=TUS).status_code == 404
    assert (count(Upload), list(store().stagings())) == (0, [])


def test_a_server_that_died_before_the_end_takes_it_in_when_asked(cast):
    """All bytes came, and the process ended before it had taken them in."""
    client = cast.client("ana")
    address = begin(client, len(TEXT)).headers["Location"]
    store().stage(address.rpartition("/")[2], 0, [TEXT])
    assert bytes_of(client.get(address).json["file"]["id"]) == TEXT


def test_taken_in_twice_at_once_it_is_there_once(cast, monkeypatch):
    """The client asks again while the first answer is still on its way."""
    address = begin(cast.client("ana"), len(TEXT)).headers["Location"]
    upload = address.rpartition("/")[2]
    take, again = uploads._taken, []

    def slow(row):
        taken = take(row)
        if not again:
            again.append(True)
            uploads.state(cast.ana, upload)
        return taken

    monkeypatch.setattr(uploads, "_taken", slow)
    state = proceed(cast, upload, 0, [TEXT])
    assert (count(File), bytes_of(state.file)) == (1, TEXT)


def test_two_connections_at_once_do_no_harm(cast):
    """The one before has not noticed that it is dead: its bytes come, too, and are the same."""
    upload = uploads.begin(cast.ana, about(cast, "notes.txt"), len(TEXT)).public_id

    def old():
        yield TEXT[:5_000]
        assert proceed(cast, upload, 0, [TEXT[:9_000]]).offset == 9_000
        yield TEXT[5_000:9_000]
        raise ConnectionResetError

    with suppress(ConnectionResetError, Conflict):
        proceed(cast, upload, 0, old(), 9_000)
    kept = uploads.state(cast.ana, upload).offset
    state = proceed(cast, upload, kept, [TEXT[kept:]])
    assert bytes_of(state.file) == TEXT


def proceed(cast, upload, offset, chunks, length=None):
    """Through the service: as many bytes as there are chunks, unless a `length` is said."""
    length = sum(map(len, chunks)) if length is None else length
    return uploads.proceed(cast.ana, upload, chunks, offset=offset, length=length)


def about(cast, name):
    return service.asked(cast.ana, name, purpose="attachment", space=None, alt="")


def test_what_nobody_ends_is_swept(cast, monkeypatch):
    begun = uploads.begin(cast.ana, about(cast, "a.txt"), 10)
    proceed(cast, begun.public_id, 0, [b"0123"])
    upkeep.sweep()
    assert uploads.state(cast.ana, begun.public_id).offset == 4
    later = clock.now() + uploads.LIVES + timedelta(days=2)
    with clock.frozen(later):
        upkeep.sweep()
        with pytest.raises(NotFound):
            uploads.state(cast.ana, begun.public_id)
    assert (count(Upload), list(store().stagings())) == (0, [])


def test_staged_bytes_of_an_erased_person_go(cast):
    begun = uploads.begin(cast.ana, about(cast, "a.txt"), 10)
    proceed(cast, begun.public_id, 0, [b"0123"])
    with unit_of_work():
        personal.erase(cast.ana.id)
    assert (count(Upload), upkeep.check().strays) == (0, [begun.public_id])
    with clock.frozen(clock.now() + timedelta(days=2)):
        upkeep.sweep()
    assert list(store().stagings()) == []
