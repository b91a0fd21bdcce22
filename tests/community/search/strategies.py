"""Random documents, readers and queries from so few words that they keep meeting."""

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from community.access import Visibility
from community.search.documents import Document, Passage
from community.search.engines.contract import Filters
from community.search.language.fields import Reader

START = datetime(2026, 1, 1, tzinfo=UTC)
NOW = START + timedelta(days=300)
KINDS = ("talk.thread", "talk.reply", "people.person")
READER = Reader(NOW, me="2", kinds={"thread": frozenset({KINDS[0]}), "person": frozenset({KINDS[2]})})
TOKENS = ("everybody", "space.member:1", "space.member:2", "space.member:3", "person:7", "staff:1", "on:talk")
WORDS = (
    "plan", "plans", "planning", "study", "studies", "exit", "ticket", "tickets", "literacy", "literary", "the", "of",
    "EL", "el", "PDSA", "K-12", "math", "maths", "evaluación", "evaluaciones", "estudiante", "estudiantes", "año", "do",
    "act", "learner", "English", "don't", "2.5", "C++",
)  # fmt: skip
TAGS = ("math", "exit ticket", "Équité", "plan")
NAMES = ("Ana Ruiz", "José Núñez", "Lee", "")


def text(most):
    return st.lists(st.sampled_from(WORDS), max_size=most).map(" ".join)


def some(values, most=3):
    return st.frozensets(st.sampled_from(values), max_size=most)


@st.composite
def documents(draw, most=14):
    """Documents with keys of their own, some of them several versions of one thing."""
    found = []
    for number in range(1, draw(st.integers(0, most)) + 1):
        kind = draw(st.sampled_from(KINDS))
        versions = draw(st.sampled_from(((None,), (None,), (None, 1), (2, 3))))
        found += [draw(document(kind, number, version)) for version in versions]
    return found


@st.composite
def document(draw, kind, number, version):
    created = START + timedelta(hours=draw(st.integers(0, 40)) * 6)
    return Document(
        kind=kind,
        id=number,
        version=version,
        title=draw(text(4)),
        body=draw(text(12)),
        pages=tuple(
            Passage("sheet", number, label, words)
            for number, (label, words) in enumerate(draw(st.lists(st.tuples(text(2), text(6)), max_size=2)), 1)
        ),
        tags=tuple(draw(some(TAGS, 2))),
        author_id=draw(st.sampled_from((None, 1, 2))),
        author=draw(st.sampled_from(NAMES)),
        districts=tuple(sorted(draw(some((1, 2, 3), 2)))),
        district=draw(st.sampled_from(("Oak Valley", "Río Verde", ""))),
        space_id=draw(st.sampled_from((None, 10, 11))),
        space=draw(st.sampled_from(("Team room", ""))),
        language=draw(st.sampled_from(("en", "en", "es"))),
        created=created,
        updated=created + timedelta(hours=draw(st.integers(0, 30))),
        files=draw(some(("pdf", "docx"), 1)),
        has=draw(some(("file", "link"), 2)),
        labels=draw(some(TOKENS)),
        clauses=draw(st.frozensets(some(TOKENS, 2), max_size=2)),
        unless=draw(some(TOKENS, 1)),
        within=draw(some(("talk.thread:1", "talk.thread:2"), 1)),
    )


@st.composite
def readers(draw):
    tokens = draw(some(TOKENS, len(TOKENS)))
    masked = draw(some(("talk.thread:1", "talk.thread:2", "talk.reply:3", "people.person:1"), 2))
    return Visibility(tokens, masked, "signature")


def _clause():
    word = st.sampled_from(WORDS)
    return st.one_of(
        word,
        word,
        st.lists(word, min_size=1, max_size=4).map(lambda some: f'"{" ".join(some)}"'),
        word.map(lambda one: one[:3] + "*"),
        word.map("title:{}".format),
        st.lists(word, min_size=2, max_size=2).map(lambda some: f'title:"{" ".join(some)}"'),
        st.sampled_from(("tag:math", 'tag:"Exit  Ticket"', "author:ruiz", "author:me", 'author:"josé núñez"')),
        st.sampled_from(
            ("district:oak", "space:room", "kind:thread", "kind:person", "kind:cake", "has:link", "file:pdf")
        ),
        st.sampled_from(("before:2026-01-05", "after:2026-01-03", "updated:299d", "before:soon", "after:2026")),
    )


@st.composite
def queries(draw, depth=2):
    """Query texts of every kind."""
    parts = []
    for _ in range(draw(st.integers(0 if depth == 2 else 1, 4))):
        part = draw(_clause()) if depth == 0 or draw(st.integers(0, 4)) else f"({draw(queries(depth - 1))})"
        if draw(st.integers(0, 4)) == 0:
            part = f"-{part}"
        if parts and draw(st.integers(0, 4)) == 0:
            parts.append("OR")
        parts.append(part)
    return " ".join(parts)


@st.composite
def filters(draw):
    chosen = {}
    for name, values in (("kind", KINDS), ("space", ("10", "11")), ("district", ("1", "2")), ("tag", ("math", "plan"))):
        if draw(st.integers(0, 3)) == 0:
            chosen[name] = draw(some(values, 2))
    since = draw(st.sampled_from((None, None, START + timedelta(days=3))))
    return Filters(chosen, since, draw(st.sampled_from((None, None, START + timedelta(days=8)))))
