"""A table of what is said about files, read from CSV: rows by the name of their file, and what is wrong, row by row.

Values in, values out. Cells are text, whatever a spreadsheet would make of them.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from community.sdk import clean_line
from community.sdk import gettext as _

MOST_ROWS = 500
TITLE, SUMMARY = 160, 1000  # characters
HEADS = {
    "filename": "filename", "file": "filename", "archivo": "filename", "nombre de archivo": "filename",
    "title": "title", "título": "title", "titulo": "title",
    "summary": "summary", "resumen": "summary",
    "tags": "tags", "etiquetas": "tags",
    "licence": "licence", "license": "licence", "licencia": "licence",
    "language": "language", "idioma": "language",
}  # fmt: skip
LANGUAGES = {"": "", "en": "en", "english": "en", "inglés": "en", "es": "es", "spanish": "es", "español": "es"}


@dataclass(frozen=True)
class Line:
    """What a row says about its file; an empty value says nothing. `tags` are names as they were typed.

    `notes` say what of the row could not be used, and what holds instead.
    """

    number: int
    filename: str
    title: str = ""
    summary: str = ""
    tags: Sequence[str] = ()
    licence: str = ""
    language: str = ""
    notes: Sequence[str] = ()


@dataclass
class Table:
    """The rows that can be used, by file name in small letters, and a sentence for each that cannot."""

    lines: dict[str, Line] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def read(content: bytes, licences: Mapping[str, str]) -> Table:
    """The table in some bytes; `licences` maps every way to write a licence, in small letters, to its key."""
    table = Table()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        table.problems.append(
            _("The table is not UTF-8 text. In your spreadsheet choose “CSV UTF-8” when you save it.")
        )
        return table
    try:
        for number, cells in _rows(text, table):
            line = _line(number, cells, licences, table)
            if line is not None:
                _keep(line, table)
    except csv.Error:
        table.problems.append(_("The table cannot be read further: a quotation mark is open or a cell is too long."))
    return table


def _rows(text: str, table: Table) -> Iterator[tuple[int, dict[str, str]]]:
    first = text.partition("\n")[0]
    mark = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text), delimiter=mark, strict=True)
    heads = [HEADS.get(" ".join(head.split()).lower(), "") for head in next(reader, [])]
    if "filename" not in heads:
        table.problems.append(_("The first row must name the columns, one of them “filename”."))
        return
    for row in reader:
        if reader.line_num > MOST_ROWS + 1:
            table.problems.append(_("Only the first %(number)s rows were looked at.", number=MOST_ROWS))
            return
        if any(cell.strip() for cell in row):
            yield reader.line_num, {head: clean_line(cell) for head, cell in zip(heads, row, strict=False) if head}


def _line(number: int, cells: dict[str, str], licences: Mapping[str, str], table: Table) -> Line | None:
    name = cells.get("filename", "")
    if not name:
        table.problems.append(_("Row %(row)s names no file.", row=number))
        return None
    licence, language = cells.get("licence", "").lower(), cells.get("language", "").lower()
    title, summary, notes = cells.get("title", ""), cells.get("summary", ""), []
    if licence and licence not in licences:
        words = _("There is no license “%(name)s”: the one chosen in the form holds.", name=cells["licence"][:60])
        notes.append(words)
    if language not in LANGUAGES:
        notes.append(_("The language is English or Spanish: the one chosen in the form holds."))
    if len(title) > TITLE:
        notes.append(_("The title is longer than 160 characters: the name of the file stands for it."))
    if len(summary) > SUMMARY:
        notes.append(_("The summary is longer than 1,000 characters and is left out."))
    tags = [tag.strip() for tag in cells.get("tags", "").replace(";", ",").split(",") if tag.strip()]
    return Line(
        number, name, title if len(title) <= TITLE else "", summary if len(summary) <= SUMMARY else "", tags,
        licences.get(licence, ""), LANGUAGES.get(language, ""), notes,
    )  # fmt: skip


def _keep(line: Line, table: Table) -> None:
    key = line.filename.lower()
    if key in table.lines:
        words = _("Row %(row)s: “%(name)s” stands in an earlier row too.", row=line.number, name=line.filename[:80])
        table.problems.append(words)
    else:
        table.lines[key] = line
