"""Message catalogues of all modules, merged per language. Reads the compiled file, or the source when that is newer.

Files in, translations out: who reads in which language is for i18n.py.
"""

from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path
from threading import Lock

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

DOMAIN = "messages"
Stamp = tuple[tuple[str, int], ...]


class Catalogues:
    """The messages of every language, from the `translations` folders of the core and of each module.

    Where two folders hold the same message, the earlier one's words count. With `watch`, files changed meanwhile
    are read again: for development, where nobody should look at stale words.
    """

    def __init__(self, folders: Sequence[Path], *, watch: bool = False) -> None:
        self.folders = tuple(folders)
        self._watch = watch
        self._kept: dict[str, tuple[Stamp, NullTranslations]] = {}
        self._lock = Lock()

    def of(self, language: str) -> NullTranslations:
        """All messages in `language` ("es"); the messages themselves for one that has no catalogue."""
        kept = self._kept.get(language)
        if kept and not (self._watch and kept[0] != self._stamp(language)):
            return kept[1]
        with self._lock:
            stamp = self._stamp(language)
            self._kept[language] = (stamp, _merged(self._files(language)))
            return self._kept[language][1]

    def _files(self, language: str) -> list[Path]:
        places = (folder / language / "LC_MESSAGES" / DOMAIN for folder in self.folders)
        return [file for place in places if (file := _newest(place)) is not None]

    def _stamp(self, language: str) -> Stamp:
        return tuple((str(file), file.stat().st_mtime_ns) for file in self._files(language))


def _newest(place: Path) -> Path | None:
    """The compiled catalogue, unless there is none or the source was written after it."""
    compiled, source = place.with_suffix(".mo"), place.with_suffix(".po")
    if not source.exists():
        return compiled if compiled.exists() else None
    fresh = compiled.exists() and compiled.stat().st_mtime_ns >= source.stat().st_mtime_ns
    return compiled if fresh else source


def _merged(files: Iterable[Path]) -> NullTranslations:
    merged: Translations | None = None
    for file in reversed(list(files)):
        catalogue = _read(file)
        if merged is None:
            merged = catalogue
        else:
            merged.merge(catalogue)
    return merged or NullTranslations()


def _read(file: Path) -> Translations:
    if file.suffix == ".mo":
        with file.open("rb") as compiled:
            return Translations(compiled, domain=DOMAIN)
    buffer = BytesIO()
    with file.open("rb") as source:
        write_mo(buffer, read_po(source, domain=DOMAIN))  # fuzzy messages are left out, as in a build
    buffer.seek(0)
    return Translations(buffer, domain=DOMAIN)
