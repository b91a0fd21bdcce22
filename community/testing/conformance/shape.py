"""A module's files and words: the sdk alone, its own folders, a README, every message in Spanish, events as pinned."""

import ast
import os
import re
from collections.abc import Iterator
from dataclasses import MISSING, fields
from pathlib import Path

from community.events import Event
from community.host.checks.files import package_folder
from community.testing.conformance import words
from community.testing.conformance.scene import OnASite

PIN = "COMMUNITY_PIN"


class Shape(OnASite):
    """Its files."""

    def test_it_sees_the_core_through_the_sdk(self) -> None:
        """And no other module at all."""
        own = self.plugin.package
        outside = [
            f"{file.name}:{line}: {name}"
            for file in self._files()
            for line, name in _imports(file)
            if (name.startswith(("community.", "plugins.")) or name in {"community", "plugins"})
            and name != "community.sdk"
            and not f"{name}.".startswith(f"{own}.")
        ]
        assert outside == []

    def test_every_file_says_what_lives_in_it(self) -> None:
        """And the module has a README."""
        silent = [file.name for file in self._files() if not ast.get_docstring(ast.parse(file.read_text()))]
        assert silent == []
        places = (self._folder(), self._folder().parent, self.folder.parent)
        assert any((place / "README.md").is_file() for place in places), (
            "write a README.md: what the module is for, and what it adds"
        )

    def test_every_message_is_there_in_spanish(self) -> None:
        """Complete, none left over, with the placeholders of the English."""
        assert list(words.complaints(self._folder(), "es")) == []

    def test_events_carry_what_was_agreed(self) -> None:
        """Ids and small facts under reviewed names. A new field is fine; another meaning is a new version."""
        said = "".join(f"{line}\n" for line in sorted(map(_carried, self.plugin.events)))
        pinned = self.folder / "events.txt"
        before = pinned.read_text() if pinned.is_file() else ""
        bare = [f"{event.name}: {field}" for event in self.plugin.events for field in _new_and_bare(event, before)]
        assert bare == [], "the log holds events from before: give a new field a default"
        if os.environ.get(PIN) == "1":
            pinned.write_text(said)
        kept = pinned.read_text() if pinned.is_file() else ""
        assert said == kept, f"write this into {pinned} (or run once with {PIN}=1), and have it reviewed:\n{said}"

    def _folder(self) -> Path:
        folder = package_folder(self.plugin)
        assert folder is not None
        return folder

    def _files(self) -> list[Path]:
        return [file for file in sorted(self._folder().rglob("*.py")) if "migrations" not in file.parts]


def _carried(event: type[Event]) -> str:
    carried = [f"{one.name}: {getattr(one.type, '__name__', one.type)}" for one in fields(event)]
    touched = ", ".join(event.touches) or "nothing"
    return f"{event.name} v{event.version} ({', '.join(carried)}) touches {touched}"


def _new_and_bare(event: type[Event], pinned: str) -> list[str]:
    """The fields that this version did not carry when it was pinned, and that have no default."""
    known = re.search(rf"^{re.escape(event.name)} v{event.version} \((.*)\) touches", pinned, re.MULTILINE)
    if known is None:
        return []
    carried = {one.partition(":")[0] for one in known[1].split(", ")}
    bare = [one.name for one in fields(event) if one.default is MISSING and one.default_factory is MISSING]
    return [name for name in bare if name not in carried]


def _imports(file: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.lineno, node.module
