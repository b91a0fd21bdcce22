"""Which fields the index has, and how a document is laid into them. A change here raises VERSION.

Texts come as lists of finished words, so that no analyser is pickled into the index. Nothing but keys is stored.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from whoosh import columns, fields
from whoosh.analysis.analyzers import IDAnalyzer

from community.search.documents import Document, passages
from community.search.language.fields import tag
from community.search.language.stems import stems
from community.search.language.tokens import composed, tokens

VERSION = 3
META = "__meta__"
BREAK = "\x1e"  # stands between passages, so that no phrase runs over a seam

_LISTS = (
    "ref", "within", "label", "clause", "unless", "kind", "tag", "author", "district", "space", "language", "file",
    "has", "author_word", "district_word", "space_word",
)  # fmt: skip


def schema() -> fields.Schema:
    """`all` ranks, `title` adds to it, `exact` holds words as written, `loud` those in capitals; the rest filters."""
    ids = {name: fields.ID() for name in _LISTS}
    return fields.Schema(
        key=fields.ID(sortable=True),
        meta=fields.STORED(),
        all=fields.TEXT(analyzer=IDAnalyzer(), phrase=False),
        title=fields.TEXT(analyzer=IDAnalyzer(), phrase=False),
        exact=fields.TEXT(analyzer=IDAnalyzer()),
        exact_title=fields.TEXT(analyzer=IDAnalyzer()),
        loud=fields.TEXT(analyzer=IDAnalyzer(), phrase=False),
        created=fields.COLUMN(columns.NumericColumn("q")),
        updated=fields.COLUMN(columns.NumericColumn("q")),
        length=fields.COLUMN(columns.NumericColumn("i")),
        title_length=fields.COLUMN(columns.NumericColumn("i")),
        **ids,
    )


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SMALLEST = timedelta(microseconds=1)


def ticks(moment: datetime) -> int:
    """A moment as the index compares it: microseconds."""
    return (moment - _EPOCH) // _SMALLEST


def laid_out(document: Document) -> dict[str, Any]:
    """The values of one document for the writer."""
    return {
        "key": [document.key],
        "_stored_key": document.key,
        "ref": [document.ref.key],
        "created": ticks(document.created),
        "updated": ticks(document.updated),
        **_texts(document),
        **_values(document),
        **_visibility(document),
    }


def _texts(document: Document) -> dict[str, Any]:
    title, *others = ([*tokens(composed(text))] for text in passages(document))
    written = [token.text for token in title]
    rest = [token for passage in others for token in passage]
    exact = list(written)
    for passage in others:
        exact += [BREAK, *(token.text for token in passage)]
    every = stems([*written, *(token.text for token in rest)], document.language)
    titled = stems(written, document.language)
    return {
        "all": every,
        "length": len(every),
        "title": titled,
        "title_length": len(titled),
        "exact": exact,
        "exact_title": written,
        "loud": [token.text for token in (*title, *rest) if token.loud],
    }


def _values(document: Document) -> dict[str, list[str]]:
    return {
        "kind": [document.kind],
        "tag": sorted({tag(one) for one in document.tags}),
        "author": [] if document.author_id is None else [str(document.author_id)],
        "district": sorted({str(one) for one in document.districts}),
        "space": [] if document.space_id is None else [str(document.space_id)],
        "language": [document.language],
        "file": sorted(document.files),
        "has": sorted(document.has),
        "author_word": _names(document.author),
        "district_word": _names(document.district),
        "space_word": _names(document.space),
    }


def _names(text: str) -> list[str]:
    return sorted({token.text for token in tokens(composed(text))})


def _visibility(document: Document) -> dict[str, list[str]]:
    return {
        "label": sorted(document.labels),
        "clause": sorted(clause_text(clause) for clause in document.clauses),
        "unless": sorted(document.unless),
        "within": sorted(document.within),
    }


def clause_text(clause: frozenset[str]) -> str:
    """A clause as one term; `clause_tokens` reads it back. The empty one, which nobody meets, has a term too."""
    return "\n".join(("any of", *sorted(clause)))


def clause_tokens(term: str) -> frozenset[str]:
    """The tokens of a clause's term."""
    return frozenset(term.split("\n")[1:])
