"""Keeps the translations: compiles them, checks them against the code and templates, and brings them up to date.

One catalogue per module and language: the core's holds community/ and templates/, a plugin's holds its own folder.
"""

import argparse
import io
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("es",)  # English is the language of the sources
NAMED = re.compile(r"%\((\w+)\)[a-z]")
NAMELESS = re.compile(r"(?<!%)%[sdrif]")
KEYWORDS = {
    "_": None,
    "_l": None,
    "gettext": None,
    "lazy_gettext": None,
    "ngettext": (1, 2),
    "lazy_ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "lazy_pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
METHODS = [("**.py", "python"), ("**.html", "jinja2"), ("**.txt", "jinja2"), ("**.xml", "jinja2")]
OPTIONS = {"**.*": {"trimmed": "true", "newstyle_gettext": "true", "silent": "false", "encoding": "utf-8"}}
HEADER = """\
msgid ""
msgstr ""
"Language: {language}\\n"
"Plural-Forms: nplurals={count}; plural={plural};\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


@dataclass(frozen=True)
class Module:
    """A part with its own catalogues: the folders its messages come from and the folder they are translated in."""

    name: str
    sources: tuple[Path, ...]
    translations: Path

    def catalogue(self, language: str) -> Path:
        """Where the messages of one language lie."""
        return self.translations / language / "LC_MESSAGES" / "messages.po"


def modules(root: Path = ROOT) -> Iterator[Module]:
    """The core first, then each plugin."""
    yield Module("community", (root / "community", root / "templates"), root / "community" / "translations")
    for folder in sorted((root / "plugins").iterdir()) if (root / "plugins").is_dir() else ():
        if (folder / "__init__.py").is_file():
            yield Module(f"plugins/{folder.name}", (folder,), folder / "translations")


def compile_all(root: Path = ROOT) -> int:
    """Write messages.mo beside each messages.po that changed; answers how many. Quick when none did."""
    made = 0
    for module in modules(root):
        for po in sorted(module.translations.glob("*/LC_MESSAGES/messages.po")):
            mo, written = po.with_suffix(".mo"), po.stat().st_mtime_ns
            if mo.is_file() and mo.stat().st_mtime_ns == written:
                continue
            _compile(po, mo)
            os.utime(mo, ns=(written, written))
            made += 1
    return made


def _compile(po: Path, mo: Path) -> None:
    from babel.messages import mofile, pofile  # late: slow, and nothing to compile is the usual case

    with po.open("rb") as lines:
        catalogue = pofile.read_po(lines, locale=po.parent.parent.name)
    ready = io.BytesIO()
    mofile.write_mo(ready, catalogue)
    part = mo.with_name(f".{mo.name}.{os.getpid()}")  # several processes may compile at once
    part.write_bytes(ready.getvalue())
    part.replace(mo)


def extracted(module: Module):  # noqa: ANN201  babel is imported late
    """A catalogue of what the module's code and templates say now."""
    from babel.messages import catalog, extract  # late: slow

    found = catalog.Catalog()
    for source in module.sources:
        if not source.is_dir():
            continue
        for file, line, message, comments, context in extract.extract_from_dir(
            source, METHODS, OPTIONS, KEYWORDS, comment_tags=("Translators:",), directory_filter=_searched
        ):
            found.add(message, None, [(f"{source.name}/{file}", line)], auto_comments=comments, context=context)
    return found


def _searched(folder: str) -> bool:
    return Path(folder).name not in {"__pycache__", "static", "translations", "migrations", "node_modules", "testing"}


def complaints(module: Module, language: str) -> Iterator[str]:
    """What is wrong with one catalogue: one line per fault."""
    from babel.messages import pofile  # late: slow

    wanted, path = extracted(module), module.catalogue(language)
    if not path.is_file():
        if len(wanted):
            yield f"{module.name}: no catalogue at {path.relative_to(ROOT)}, {len(wanted)} messages to translate"
        return
    with path.open("rb") as lines:
        have = pofile.read_po(lines, locale=language, abort_invalid=True)
    for message in wanted:
        if message.id:
            yield from _compare(module, message, have.get(message.id, message.context))
    known = {_key(message) for message in wanted}
    for message in have:
        if message.id and _key(message) not in known:
            yield f"{module.name}: no longer used: {message.id!r}"
    for message in have.obsolete.values():
        yield f"{module.name}: obsolete: {message.id!r}"


def _compare(module: Module, wanted, have) -> Iterator[str]:  # noqa: ANN001  babel is imported late
    where = f"{module.name}: {wanted.locations[0][0]}:{wanted.locations[0][1]}"
    sources = wanted.id if isinstance(wanted.id, tuple) else (wanted.id,)
    if any(NAMELESS.search(NAMED.sub("", source)) for source in sources):
        yield f"{where}: use named placeholders, %(name)s: {wanted.id!r}"
    if have is None:
        yield f"{where}: missing: {wanted.id!r}"
        return
    if have.fuzzy:
        yield f"{where}: fuzzy: {wanted.id!r}"
    if isinstance(have.id, tuple) != isinstance(wanted.id, tuple):
        yield f"{where}: plural in one place and not in the other: {wanted.id!r}"
        return
    said = have.string if isinstance(have.string, tuple) else (have.string,)
    allowed = set().union(*(NAMED.findall(source) for source in sources))
    for number, text in enumerate(said):
        source = sources[min(number, len(sources) - 1)]
        needed = set(NAMED.findall(source))
        if not text.strip():
            yield f"{where}: not translated: {source!r}"
        elif not needed <= set(NAMED.findall(text)) <= allowed:
            yield f"{where}: other placeholders than {sorted(needed)}: {text!r}"


def _key(message) -> tuple[str, str | None]:  # noqa: ANN001  babel is imported late
    return (message.id[0] if isinstance(message.id, tuple) else message.id, message.context)


def update(module: Module, language: str) -> str:
    """Rewrite a catalogue: new messages come in empty, unused ones go, translations stay. Answers what changed."""
    from babel.messages import catalog, pofile  # late: slow

    wanted, path = extracted(module), module.catalogue(language)
    have = catalog.Catalog(locale=language)
    if path.is_file():
        with path.open("rb") as lines:
            have = pofile.read_po(lines, locale=language)
    before = {_key(message) for message in have if message.id}
    have.update(wanted, no_fuzzy_matching=True)
    gone = len(before - {_key(message) for message in wanted})
    empty = sum(1 for message in have if message.id and not any(_forms(message)))
    if not len(have) and not path.is_file():
        return f"{module.name} ({language}): nothing to say"
    body = io.BytesIO()
    pofile.write_po(body, have, width=110, no_location=True, omit_header=True, sort_output=True, ignore_obsolete=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    head = HEADER.format(language=language, count=have.num_plurals, plural=have.plural_expr)
    path.write_bytes(head.encode() + body.getvalue())
    return f"{module.name} ({language}): {len(have)} messages, {empty} to translate, {gone} dropped"


def _forms(message) -> tuple[str, ...]:  # noqa: ANN001  babel is imported late
    return message.string if isinstance(message.string, tuple) else (message.string,)


def main(arguments: list[str] | None = None) -> int:
    """The command line: compile, check or update."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("compile", "check", "update"))
    what = parser.parse_args(arguments).what
    if what == "compile":
        made = compile_all()
        print(f"catalogues: {made} compiled" if made else "catalogues: up to date")
        return 0
    pairs = [(module, language) for module in modules() for language in LANGUAGES]
    if what == "update":
        print("\n".join(update(*pair) for pair in pairs))
        return 0
    found = [f"{line} [{language}]" for module, language in pairs for line in complaints(module, language)]
    print("\n".join(found) if found else "catalogues: complete")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
