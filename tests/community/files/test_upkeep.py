"""Rows and bytes stay in step: what expired goes, what is held stays, and damage is found."""

import io
import json
import threading
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from community.clock import frozen, now
from community.data.database import session
from community.data.refs import Ref
from community.data.unit_of_work import unit_of_work
from community.files import service, upkeep
from community.files.commands import files
from community.files.models import Blob, File, FileSize
from community.files.stores import store
from tests.community.files.pictures import plain

MONTH = timedelta(days=31)


def bring(actor, colour="teal"):
    data = io.BytesIO(plain(800, 600, colour))
    return service.receive(actor, data, "a.png", purpose="post_image")


def keep(cast, received):
    with unit_of_work():
        service.attach(cast.ana, f"/files/{received.public_id}", Ref("spaces.space", cast.shared.id))


def rows():
    with unit_of_work():
        return [session().scalar(select(func.count()).select_from(model)) for model in (File, FileSize, Blob)]


def path_of(name):
    return store().root / name[:2] / name[2:4] / name


def run(cast, *arguments):
    return cast.app.test_cli_runner().invoke(files, arguments)


def test_what_nobody_attached_goes_after_a_month(cast):
    bring(cast.ana)
    assert upkeep.sweep() == 0
    assert rows() == [1, 1, 2]
    with frozen(now() + MONTH):
        assert upkeep.sweep() == 2
    assert rows() == [0, 0, 0]
    assert list(store().names()) == []


def test_what_is_attached_stays(cast):
    keep(cast, bring(cast.ana))
    with frozen(now() + MONTH * 12):
        assert upkeep.sweep() == 0
    assert rows() == [1, 1, 2]


def test_bytes_that_another_file_holds_stay(cast):
    bring(cast.ana)
    keep(cast, bring(cast.ana))
    with frozen(now() + MONTH):
        assert upkeep.sweep() == 0
    assert rows() == [1, 1, 2]
    assert upkeep.check().sound


def test_a_released_file_goes_with_the_next_sweep_and_its_bytes_a_day_later(cast):
    keep(cast, bring(cast.ana))
    with unit_of_work():
        service.release(Ref("spaces.space", cast.shared.id))
    assert upkeep.sweep() == 0
    assert rows() == [0, 0, 2]
    with frozen(now() + timedelta(days=2)):
        assert upkeep.sweep() == 2
    assert rows() == [0, 0, 0]


def test_bytes_that_are_brought_again_meanwhile_stay(cast):
    """The row of the bytes is loose and old; somebody brings them again just before the sweep."""
    bring(cast.ana)
    with frozen(now() + MONTH) as clock:
        with unit_of_work():
            session().execute(File.__table__.update().values(expires_at=now()))
        keep(cast, bring(cast.ana))
        clock.advance(60)
        upkeep.sweep()
        assert rows() == [1, 1, 2]
    assert upkeep.check().sound


def test_sweeps_and_uploads_at_once_lose_nothing(cast):
    def upload():
        with cast.app.app_context():
            keep(cast, bring(cast.ana))

    threads = [threading.Thread(target=upload) for _ in range(3)]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        upkeep.sweep()
    for thread in threads:
        thread.join()
    assert rows()[0] == 3
    assert upkeep.check().sound


def test_a_sound_store_is_said_to_be_sound(cast):
    keep(cast, bring(cast.ana))
    result = run(cast, "check")
    assert result.exit_code == 0
    assert "2 checked, 0 missing, 0 damaged, 0 orphans" in result.output


def test_missing_and_damaged_bytes_are_found(cast):
    keep(cast, bring(cast.ana))
    names = sorted(store().names())
    path_of(names[0]).unlink()
    path_of(names[1]).write_bytes(b"x" * path_of(names[1]).stat().st_size)
    result = run(cast, "check", "--json")
    assert result.exit_code == 1
    told = json.loads(result.stdout)
    assert told == {
        "checked": 2, "missing": names[:1], "damaged": names[1:], "orphans": [], "strays": [], "waiting": [],
        "sound": False,
    }  # fmt: skip


def test_a_shortened_file_is_damaged(cast):
    keep(cast, bring(cast.ana))
    name = next(store().names())
    path_of(name).write_bytes(b"")
    assert upkeep.check().damaged == [name]


def test_orphans_are_listed_but_harm_nobody(cast):
    orphan = store().put([b"nobody's"], 10).sha256
    result = run(cast, "check")
    assert result.exit_code == 0
    assert f"orphans   {orphan}" in result.output
    with frozen(now() + timedelta(days=2)):
        assert upkeep.sweep() == 1
    assert upkeep.check().orphans == []


@pytest.mark.parametrize("batch", [1, 2, 500])
def test_every_row_is_checked_in_batches(cast, monkeypatch, batch):
    monkeypatch.setattr(upkeep, "_BATCH", batch)
    for colour in ("red", "green", "blue"):
        keep(cast, bring(cast.ana, colour))
    told = []
    report = upkeep.check(told.append)
    assert (report.checked, told[-1], report.sound) == (6, 6, True)


def test_the_sweep_is_on_the_schedule():
    (job,) = upkeep.SCHEDULE
    assert job.name == "files.sweep"
