"""What means the same in schools: a table, and putting it into a query. One hop, never inside quotes.

Seeded and read-only now; stewards will edit it, so nothing outside asks for more than `Group` values.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from community.search.language.nodes import Alike, All, Any, Phrase, QueryNode, Word
from community.search.language.stems import looked_up, meaningful, stem
from community.search.language.tokens import words


@dataclass(frozen=True)
class Group:
    """Names of one thing, as people write them. Names of two letters count only in capitals: EL is not el."""

    names: tuple[str, ...]


SEED: tuple[Group, ...] = tuple(
    Group(tuple(names.split(" = ")))
    for names in (
        "PDSA = plan do study act = planificar hacer estudiar actuar",
        "MTSS = multi-tiered system of support = multi-tiered systems of support",
        "EL = ELL = EB = MLL = English learner = English learners = multilingual learners = aprendices de inglés",
        "PLC = professional learning community = professional learning communities",
        "LCAP = local control and accountability plan",
        "CAASPP = SBAC = Smarter Balanced",
        "IEP = individualized education program = programa de educación individualizada",
        "SEL = social-emotional learning = social and emotional learning = aprendizaje socioemocional",
        "NGSS = next generation science standards",
        "CCSS = common core state standards",
        "PBIS = positive behavioral interventions and supports",
        "RTI = response to intervention",
        "NIC = networked improvement community = networked improvement communities",
        "RFEP = reclassified fluent English proficient",
        "FRPM = free or reduced-price meals",
        "SARC = school accountability report card",
        "TK = transitional kindergarten = kínder de transición",
        "UDL = universal design for learning = diseño universal para el aprendizaje",
        "chronic absenteeism = chronically absent = ausentismo crónico",
    )
)


@dataclass(frozen=True)
class _Name:
    """A name ready to be compared: its words with a meaning, and what to look for in its place."""

    title: str
    words: tuple[Word, ...]
    loud: bool
    node: Word | Phrase


class Synonyms:
    """A table made ready for queries."""

    def __init__(self, groups: Iterable[Group] = SEED) -> None:
        self._groups = [[_name(name) for name in group.names] for group in groups]
        self._by_first: dict[str, list[tuple[_Name, list[_Name]]]] = {}
        for group in self._groups:
            for name in group:
                others = [other for other in group if other is not name]
                for start in name.words[0].stems or {name.words[0].text}:
                    self._by_first.setdefault(start, []).append((name, others))

    def expanded(self, tree: All) -> tuple[All, tuple[str, ...]]:
        """The query with what else means the same, and the names that were added."""
        added: list[str] = []
        return All(self._sequence(tree.nodes, added)), tuple(dict.fromkeys(added))

    def _sequence(self, nodes: Sequence[QueryNode], added: list[str]) -> tuple[QueryNode, ...]:
        out: list[QueryNode] = []
        at = 0
        while at < len(nodes):
            node, used = self._alike(nodes, at, added)
            out.append(node)
            at += used
        return tuple(out)

    def _alike(self, nodes: Sequence[QueryNode], at: int, added: list[str]) -> tuple[QueryNode, int]:
        node = nodes[at]
        if isinstance(node, All):
            return All(self._sequence(node.nodes, added)), 1
        if isinstance(node, Any):
            return Any(tuple(self._alike((one,), 0, added)[0] for one in node.nodes)), 1
        if not isinstance(node, Word):
            return node, 1
        found = [pair for start in node.stems or {node.text} for pair in self._by_first.get(start, ())]
        for name, others in sorted(found, key=lambda pair: -len(pair[0].words)):
            run = nodes[at : at + len(name.words)]
            if _says(run, name):
                added += _unlike(name, others)
                typed = tuple(word for word in run if isinstance(word, Word))
                return Alike(typed, tuple(other.node for other in others), name.title), len(run)
        return node, 1


def _name(title: str) -> _Name:
    written = words(title)
    short = len(written) == 1 and title.isupper()
    node = looked_up(written[0], loud=short) if len(written) == 1 else Phrase(tuple(written))
    said = tuple(looked_up(word) for word in written if meaningful(word)) or (looked_up(written[0]),)
    return _Name(title, said, short and len(title) == 2, node)


def _says(run: Sequence[QueryNode], name: _Name) -> bool:
    if len(run) != len(name.words):
        return False
    for word, wanted in zip(run, name.words, strict=True):
        if not isinstance(word, Word) or (name.loud and not word.loud):
            return False
        if word.text != wanted.text and not word.stems & wanted.stems:
            return False
    return True


def _unlike(name: _Name, others: Sequence[_Name]) -> list[str]:
    """Names worth telling the reader: not the plural of what they wrote."""
    told: list[str] = []
    stems = [_gist(name)]
    for other in others:
        these = _gist(other)
        if these not in stems:
            stems.append(these)
            told.append(other.title)
    return told


def _gist(name: _Name) -> frozenset[str]:
    return frozenset(stem(word.text, "en") for word in name.words)
