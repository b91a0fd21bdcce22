"""The embedded engine's scores are BM25 as published, over living documents, whatever the commits were."""

import tempfile
from collections import Counter
from math import log
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from community.search.engines.contract import Drop, Question, Watermark, Window
from community.search.engines.whoosh.engine import WhooshEngine
from community.search.language.stems import stems
from community.search.language.tokens import composed, tokens
from community.search.language.weights import ranked_words
from tests.community.search import strategies
from tests.community.search.test_conformance import EVERYBODY, fill, opened, quick, tree_of


def written(document, *, title_only=False):
    pages = [f"{one.label} {one.text}" for one in document.pages]
    texts = (document.title,) if title_only else (document.title, *document.tags, document.body, *pages)
    return [token for text in texts for token in tokens(composed(text))]


def fields_of(document):
    """The words of each field that scores, and the length that it is measured by."""
    every = written(document)
    stemmed = stems((t.text for t in every), document.language)
    title = stems((t.text for t in written(document, title_only=True)), document.language)
    return {
        "all": (Counter(stemmed), len(stemmed)),
        "title": (Counter(title), len(title)),
        "exact": (Counter(t.text for t in every), len(stemmed)),
        "loud": (Counter(t.text for t in every if t.loud), len(stemmed)),
    }


def asked(word, weight):
    if not word.stems:
        return [("loud" if word.loud else "exact", word.text, weight)]
    return [pair for stem in word.stems for pair in (("all", stem, weight), ("title", stem, 0.3 * weight))]


def reference(documents, words):
    """BM25, k1 1.5 and b 0.75, for every document."""
    read = {document.key: fields_of(document) for document in documents}
    scores = dict.fromkeys(read, 0.0)
    for field, text, weight in (part for word, heavy in words.items() for part in asked(word, heavy)):
        having = [key for key, fields in read.items() if fields[field][0][text]]
        average = sum(fields[field][1] for fields in read.values()) / len(read) or 1.0
        rareness = log(len(read) / (len(having) + 1)) + 1
        for key in having:
            counts, length = read[key][field]
            times = counts[text]
            scores[key] += weight * rareness * times * 2.5 / (times + 1.5 * (0.25 + 0.75 * length / average))
    return scores


@quick
@given(data=st.data())
def test_scores_are_those_of_the_formula(data):
    documents = [opened(one) for one in data.draw(strategies.documents())]
    engine = WhooshEngine(Path(tempfile.mkdtemp()) / "index")
    engine.open()
    fill(engine, documents, commits=data.draw(st.integers(1, 3)))
    gone = {one.ref for one in documents if data.draw(st.integers(0, 5)) == 0}
    engine.apply([Drop(ref) for ref in gone], Watermark(0, 9))
    left = [one for one in documents if one.ref not in gone]
    for _ in range(4):
        tree = tree_of(data.draw(strategies.queries()), data.draw(st.booleans()))
        result = engine.search(Question(tree=tree, visible=EVERYBODY, window=Window(0, 1000)))
        scores = reference(left, ranked_words(tree)) if left else {}
        for hit in result.hits:
            assert abs(hit.score - scores[hit.key]) < 1e-4
    engine.close()
