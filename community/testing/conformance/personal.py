"""What a module keeps of people: all of it is exported, and none of it is left when an account is closed."""

import json
from typing import Any

import pytest
from sqlalchemy import String, Table, func, or_, select

from community.data.database import session
from community.data.unit_of_work import unit_of_work
from community.host import switches
from community.host.checks.tables import PERSON, tables_of
from community.people.models import Person
from community.people.service import departure
from community.testing.conformance.scene import OnASite, Scene


class PersonalRows(OnASite):
    """What it keeps of people."""

    def test_everything_is_exported(self, full: Scene) -> None:
        """For somebody with rows in every table about people, the module's part of the file is not empty."""
        empty = [table.name for table in self._about_people() if not _rows(table, full.ana)]
        assert empty == [], "fill makes no row about scene.ana in these, so nothing would be proven"
        kept = json.loads(departure.export(full.acting(full.ana), full.ana.public_id))["kept"]
        if self._about_people():
            assert kept[self.plugin.name]
        others = json.loads(departure.export(full.acting(full.olga), full.olga.public_id))["kept"]
        assert full.ana.name not in json.dumps(others.get(self.plugin.name, []))

    @pytest.mark.parametrize("on", [True, False], ids=["on", "off"])
    def test_nothing_is_left_when_an_account_is_closed(self, full: Scene, *, on: bool) -> None:
        """Also while the module is switched off. What stays, stays unnamed; others' rows are not touched."""
        told = {"name": full.ana.name, "email": full.ana.email, "handle": full.ana.handle}
        others = {table.name: _rows(table, full.ben, without=full.ana) for table in self._about_people()}
        with unit_of_work():
            switches.switch(self.plugin.name, on=on)
        departure.close_account(full.acting(full.ana), full.ana.public_id)
        assert [table.name for table in self._about_people() if _rows(table, full.ana)] == []
        left = {table.name: _rows(table, full.ben, without=full.ana) for table in self._about_people()}
        assert [name for name, rows in left.items() if rows < others[name]] == []
        for table in tables_of(self.plugin):
            for what, words in told.items():
                assert not _says(table, words), f"{table.name} still holds the {what} of somebody who left"

    def _about_people(self) -> list[Table]:
        return [
            table
            for table in tables_of(self.plugin)
            if any(key.target_fullname == PERSON for key in table.foreign_keys)
        ]


def _rows(table: Table, person: Person, without: Person | None = None) -> int:
    """How many rows are about a person; `without` those that are about another too."""
    columns = [key.parent for key in table.foreign_keys if key.target_fullname == PERSON]
    query = select(func.count()).select_from(table).where(or_(*(column == person.id for column in columns)))
    if without is not None:
        query = query.where(*(column.is_distinct_from(without.id) for column in columns))
    return session().scalar(query) or 0


def _says(table: Table, words: Any) -> bool:
    texts = [column for column in table.columns if isinstance(column.type, String)]
    if not words or not texts:
        return False
    found = (
        select(func.count())
        .select_from(table)
        .where(or_(*(column.contains(words, autoescape=True) for column in texts)))
    )
    return bool(session().scalar(found))
