"""The ledger: written with the deed, sealed in order; what is changed or gone shows, what is purged may be."""

import threading

import pytest
from sqlalchemy import delete, func, select, update

from community.access import System
from community.data.database import session
from community.data.refs import Ref
from community.data.unit_of_work import unit_of_work
from community.ledger import record
from community.ledger.chain import BATCH, seal_waiting, verify
from community.ledger.models import Entry, Note
from community.ledger.queries import readable_entries
from community.ledger.record import digest

PATIENCE = 20
SITE = System("tests")


class Stop(Exception):
    """Something goes wrong on purpose."""


def enter(count=1, reason="because"):
    """So many entries about the things 1 to `count`."""
    with unit_of_work():
        for number in range(1, count + 1):
            record("tests.done", Ref("tests.thing", number), SITE, reason)


def seal():
    while seal_waiting():
        pass


@pytest.fixture
def chain(app):
    """Five entries with notes, sealed."""
    enter(5)
    seal()
    assert verify().broken == ()
    return app


def change(statement):
    with unit_of_work():
        session().execute(statement)


def test_an_entry_is_written_with_the_deed_or_not_at_all(app):
    with pytest.raises(RuntimeError, match="outside a unit of work"):
        record("tests.done", None, SITE)
    with pytest.raises(Stop), unit_of_work():  # noqa: PT012 - a unit is more than one statement
        record("tests.done", Ref("tests.thing", 1), SITE, "because")
        raise Stop
    assert session().scalars(select(Entry)).all() == []
    assert session().scalars(select(Note)).all() == []


def test_an_entry_says_who_what_and_to_which_thing(app, make, acting):
    actor = acting(make.person())
    with unit_of_work():
        record("tests.done", Ref("tests.thing", 7), actor, "because", scope_id=3)
        record("tests.done", None, SITE)
    first, second = session().scalars(select(Entry).order_by(Entry.id)).all()
    assert (first.action, first.actor_id, first.system, first.kind, first.object_id, first.scope_id) == (
        "tests.done", actor.id, "", "tests.thing", 7, 3,
    )  # fmt: skip
    assert (second.actor_id, second.system, second.kind, second.digest) == (None, "tests", None, "")
    assert first.digest == digest("because")
    assert "because" not in first.digest
    assert session().scalars(select(Note.text)).all() == ["because"]


def test_what_waits_is_said_and_then_sealed_without_gaps(app):
    enter(3)
    assert (verify().sealed, verify().unsealed) == (0, 3)
    seal()
    enter(2)
    assert (verify().sealed, verify().unsealed, verify().broken) == (3, 2, ())
    seal()
    assert (verify().sealed, verify().unsealed, verify().broken) == (5, 0, ())
    assert session().scalars(select(Entry.sequence).order_by(Entry.id)).all() == [1, 2, 3, 4, 5]


def test_more_than_a_batch_is_one_chain(app):
    enter(BATCH + 3, reason="")
    assert seal_waiting() is True
    assert seal_waiting() is False
    found = verify()
    assert (found.sealed, found.unsealed, found.broken) == (BATCH + 3, 0, ())


@pytest.mark.parametrize(
    "values",
    [
        {"action": "tests.undone"}, {"actor_id": 99}, {"system": "somebody else"}, {"kind": "tests.other"},
        {"object_id": 99}, {"scope_id": 99}, {"digest": "0" * 64}, {"seal": "0" * 64},
    ],
    ids=lambda values: next(iter(values)),
)  # fmt: skip
def test_a_changed_entry_shows(chain, values):
    change(update(Entry).where(Entry.sequence == 3).values(**values))
    third = session().scalar(select(Entry.id).where(Entry.sequence == 3))
    assert any(f"entry {third}" in fault for fault in verify().broken)


def test_a_changed_time_shows(chain):
    from datetime import timedelta

    row = session().scalars(select(Entry).where(Entry.sequence == 3)).one()
    change(update(Entry).where(Entry.id == row.id).values(at=row.at + timedelta(microseconds=1)))
    assert verify().broken == (f"entry {row.id} does not match its seal",)


def test_a_removed_entry_shows(chain):
    third = session().scalar(select(Entry.id).where(Entry.sequence == 3))
    change(delete(Note).where(Note.entry_id == third))
    change(delete(Entry).where(Entry.id == third))
    broken = verify().broken
    assert broken[0] == "an entry is missing before number 4"


def test_a_removed_entry_shows_also_when_the_numbers_are_closed_up(chain):
    third = session().scalar(select(Entry.id).where(Entry.sequence == 3))
    change(delete(Note).where(Note.entry_id == third))
    change(delete(Entry).where(Entry.id == third))
    for number in (4, 5):
        change(update(Entry).where(Entry.sequence == number).values(sequence=number - 1))
    assert verify().broken


def test_two_entries_that_changed_places_show(chain):
    ids = dict(session().execute(select(Entry.sequence, Entry.id)).all())
    change(update(Entry).where(Entry.id == ids[2]).values(sequence=99))
    change(update(Entry).where(Entry.id == ids[3]).values(sequence=2))
    change(update(Entry).where(Entry.id == ids[2]).values(sequence=3))
    assert verify().broken


def test_a_changed_note_shows(chain):
    third = session().scalar(select(Entry.id).where(Entry.sequence == 3))
    change(update(Note).where(Note.entry_id == third).values(text="because of something else"))
    assert verify().broken == (f"the note of entry {third} was changed",)


def test_an_added_note_shows(app):
    enter(1, reason="")
    seal()
    change(Note.__table__.insert().values(entry_id=session().scalar(select(Entry.id)), text="added later"))
    assert len(verify().broken) == 1


def test_a_purged_note_is_counted_and_breaks_nothing(chain):
    third = session().scalar(select(Entry.id).where(Entry.sequence == 3))
    change(delete(Note).where(Note.entry_id == third))
    found = verify()
    assert (found.broken, found.purged, found.sealed) == ((), 1, 5)


def test_another_secret_verifies_nothing(chain):
    from community.config import Settings

    before = chain.extensions["community.settings"]
    chain.extensions["community.settings"] = Settings(**{**before.model_dump(), "secret_key": "somebody else's"})
    try:
        assert verify().broken
    finally:
        chain.extensions["community.settings"] = before


def test_many_records_at_once_are_one_chain(app):
    def work():
        with app.app_context():
            for _ in range(10):
                enter(1)

    threads = [threading.Thread(target=work, daemon=True) for _ in range(4)]
    for one in threads:
        one.start()
    while any(one.is_alive() for one in threads):
        seal_waiting()  # as the duty does meanwhile
        session().close()
    seal()
    found = verify()
    assert (found.sealed, found.unsealed, found.broken) == (40, 0, ())
    assert session().scalar(select(func.count()).select_from(Note)) == 40


def test_everybody_reads_their_own_deeds_moderators_those_of_their_collaboration(app, make, acting):
    here, there = make.collaboration(), make.collaboration()
    doer, other = acting(make.person()), acting(make.person())
    moderator = acting(make.role("moderator", here))
    administrator = acting(make.role("administrator"))
    ref, ours = Ref("tests.thing", 1), (Entry.kind == "tests.thing",)
    with unit_of_work():
        record("tests.here", ref, doer, scope_id=here.id)
        record("tests.there", ref, other, scope_id=there.id)

    def read(actor):
        return [
            entry.action for entry in session().scalars(readable_entries(actor).where(*ours).order_by(Entry.id.desc()))
        ]

    assert read(doer) == ["tests.here"]
    assert read(other) == ["tests.there"]
    assert read(moderator) == ["tests.here"]
    assert read(administrator) == ["tests.there", "tests.here"]
    assert session().scalars(readable_entries(acting(make.person()))).all() == []
