"""The site on a bucket, and while it moves to one: bring, hand out, sweep and check, as on a folder."""

import hashlib
import io
from datetime import timedelta

import pytest
import requests

from community.clock import frozen, now
from community.data.database import db, session
from community.files import moving, upkeep
from community.files.models import Blob
from community.files.stores import store
from tests.community.files.conftest import fill, make_app
from tests.community.files.pictures import encoded, noise, seen
from tests.community.files.test_uploads import TEXT, begin, send

MONTH = timedelta(days=31)


@pytest.fixture(params=["s3", "moving"])
def site(request, tmp_path, s3_store):
    """A site on a bucket; moving, with a folder behind it."""
    before = "files" if request.param == "moving" else ""
    app = make_app(tmp_path, files_store=s3_store, files_store_before=before)
    with app.app_context():
        yield fill(app)
        db.session.remove()
        db.engine.dispose()


def uploaded(cast, data=TEXT, name="notes.txt"):
    """The address of Ana's document, brought in two parts."""
    client = cast.client("ana")
    address = begin(client, len(data), filename=name, purpose="attachment").headers["Location"]
    assert send(client, address, 0, data[:5000]).headers["Upload-Offset"] == "5000"
    return send(client, address, 5000, data[5000:]).json["file"]["url"]


def pictured(cast):
    """The address of Ana's picture."""
    values = {"purpose": "post_image", "file": (io.BytesIO(encoded(noise(400, 300))), "a.png")}
    return cast.client("ana").post("/files/", data=values, headers={"Accept": "application/json"}).json["url"]


def test_a_document_comes_in_parts_and_is_handed_out_by_the_service(site):
    url = uploaded(site)
    assert list(store().stagings()) == []
    answer = site.client("ana").get(url)
    assert answer.status_code == 303
    assert answer.headers["Cache-Control"] == "no-store"
    away = requests.get(answer.location, timeout=10)
    assert away.content == TEXT
    assert away.headers["Content-Disposition"] == "attachment; filename*=UTF-8''notes.txt"


def test_nobody_gets_a_link_to_what_they_may_not_read(site):
    url = uploaded(site)
    assert site.client("ben").get(url).status_code == 404
    assert site.client().get(url).location.startswith("/sign-in")


def test_where_a_reader_looks_at_it_here_it_goes_through_the_site_whole_or_in_part(site):
    client, url = site.client("ana"), f"{uploaded(site)}?inline=1"
    assert client.get(url).data == TEXT
    part = client.get(url, headers={"Range": "bytes=4990-5009"})
    assert (part.status_code, part.data) == (206, TEXT[4990:5010])


def test_a_picture_goes_through_the_site(site):
    client, url = site.client("ana"), pictured(site)
    whole = client.get(url)
    assert (whole.status_code, seen(whole.data).size) == (200, (400, 300))
    part = client.get(url, headers={"Range": "bytes=100-299"})
    assert (part.status_code, part.data) == (206, whole.data[100:300])


def test_what_nobody_holds_goes_and_what_is_missing_or_damaged_is_found(site):
    uploaded(site)
    pictured(site)
    names = set(store().names())
    assert upkeep.check().sound
    assert upkeep.sweep() == 0
    sha256 = hashlib.sha256(TEXT).hexdigest()
    bucket = getattr(store(), "new", store()).bucket
    bucket.put(f"objects/{sha256}", TEXT[:-1] + b"!")
    assert upkeep.check().damaged == [sha256]
    bucket.delete([f"objects/{sha256}"])
    assert upkeep.check().missing == [sha256]
    with frozen(now() + MONTH):
        assert upkeep.sweep() == len(names) - 1
        assert list(store().names()) == []
    assert session().query(Blob).count() == 0


def test_a_site_moves_from_its_folder_and_serves_the_same_before_meanwhile_and_after(tmp_path, s3_store):
    stages = ({}, {"files_store": s3_store, "files_store_before": "files"}, {"files_store": s3_store})
    apps = [make_app(tmp_path, **settings) for settings in stages]
    with apps[0].app_context():
        cast = fill(apps[0])
        url = pictured(cast)
    served = []
    for app, settings in zip(apps, stages, strict=True):
        app.extensions["tests.people"].update(cast.people)
        with app.app_context():
            served.append(app.test_client().get(url, headers={"X-Test-Person": "ana"}).data)
            if "files_store_before" in settings:
                assert moving.move().done
            db.session.remove()
            db.engine.dispose()
    assert seen(served[0]).size == (400, 300)
    assert served[0] == served[1] == served[2]
