"""What a search must find, said again without an engine: one document at a time, in plain Python.

Shares with the product only how texts become words and stems, which has tests of its own.
"""

from collections import Counter
from functools import cached_property

from community.search.language import nodes
from community.search.language.fields import tag
from community.search.language.stems import stems
from community.search.language.tokens import composed, tokens


class Read:
    """One document, read."""

    def __init__(self, document):
        self.document = document
        pages = [f"{page.label} {page.text}" for page in document.pages]
        self.passages = [[*tokens(composed(text))] for text in (document.title, *document.tags, document.body, *pages)]

    @cached_property
    def stems(self):
        return set(stems((t.text for some in self.passages for t in some), self.document.language))

    @cached_property
    def title_stems(self):
        return set(stems((t.text for t in self.passages[0]), self.document.language))

    @cached_property
    def words(self):
        return {t.text for some in self.passages for t in some}

    @cached_property
    def loud(self):
        return {t.text for some in self.passages for t in some if t.loud}

    def says(self, wanted, passages):
        wanted = list(wanted)
        for some in passages:
            texts = [t.text for t in some]
            if any(texts[at : at + len(wanted)] == wanted for at in range(len(texts) - len(wanted) + 1)):
                return True
        return False

    def value(self, name):
        d = self.document
        return {
            "author": {str(d.author_id)} if d.author_id is not None else set(),
            "district": {str(one) for one in d.districts},
            "space": {str(d.space_id)} if d.space_id is not None else set(),
            "kind": {d.kind},
            "tag": {tag(one) for one in d.tags},
            "file": set(d.files),
            "has": set(d.has),
            "language": {d.language},
        }[name]

    def name_words(self, name):
        text = {"author": self.document.author, "district": self.document.district, "space": self.document.space}
        return {t.text for t in tokens(composed(text[name]))} if name in text else set()


def sees(visible, document):
    """Whether a reader may know of a document."""
    keys = {document.ref.key} | document.within
    return bool(
        document.labels & visible.tokens
        and all(clause & visible.tokens for clause in document.clauses)
        and not document.unless & visible.tokens
        and not keys & visible.masked
    )


def matches(node, read):
    """Whether a document matches a tree."""
    match node:
        case nodes.All(children):
            plain = [child for child in children if nodes.optional(child)]
            rest = [child for child in children if not nodes.optional(child)]
            return (not plain or any(matches(c, read) for c in plain)) and all(matches(c, read) for c in rest)
        case nodes.Any(children):
            return any(matches(child, read) for child in children)
        case nodes.Not(inner):
            return not matches(inner, read)
        case nodes.Alike(words, others):
            return any(matches(child, read) for child in (*words, *others))
        case _:
            return _leaf(node, read)


def _leaf(node, read):  # noqa: PLR0911 - one answer for each kind of leaf
    match node:
        case nodes.Word(text, stemmed, loud):
            if stemmed:
                return bool(stemmed & read.stems)
            return text in (read.loud if loud else read.words)
        case nodes.Phrase(words):
            return read.says(words, read.passages)
        case nodes.Prefix(letters):
            return any(word.startswith(letters) for word in read.words)
        case nodes.Title(words, exact):
            if exact:
                return read.says([word.text for word in words], read.passages[:1])
            title = {t.text for t in read.passages[0]}
            return all(word.stems & read.title_stems if word.stems else word.text in title for word in words)
        case nodes.Field(name, values, words):
            named = bool(words) and set(words) <= read.name_words(name)
            return named or bool(values & read.value(name))
        case nodes.During(moment, since, until):
            at = getattr(read.document, moment)
            return (since is None or at >= since) and (until is None or at < until)
    raise AssertionError(node)


def whole(node, read):
    """Whether a document has all plain words of a node."""
    match node:
        case nodes.All(children):
            return all(whole(child, read) for child in children)
        case nodes.Any(children):
            return any(whole(child, read) for child in children)
        case nodes.Alike(words, others):
            return all(_leaf(word, read) for word in words) or any(_leaf(other, read) for other in others)
        case _:
            return matches(node, read)


def complete(tree, read):
    """The same for a query; None where it is not asked."""
    asked = [node for node in tree.nodes if nodes.optional(node)]
    return all(whole(node, read) for node in asked) if 2 <= len(asked) <= 3 else None


def passes(filters, read, but=None):
    """Whether a document passes the chosen facets and the span, one facet left out."""
    d = read.document
    chosen = all(values & read.value(name) for name, values in filters.chosen.items() if values and name != but)
    return (
        chosen
        and (not filters.since or d.created >= filters.since)
        and (not filters.until or d.created < filters.until)
    )


def facets(names, documents, filters):
    """Counts of every facet over documents that match and may be seen."""
    counted = {}
    for name in names:
        counts = Counter(value for read in documents if passes(filters, read, but=name) for value in read.value(name))
        counted[name] = counts
    return counted
