"""Two people change one text at once: both changes stay. Pure.

The three-way merge of Khanna, Kunal and Pierce, "A Formal Investigation of Diff3" (2007), over paragraphs; where both
changed the same paragraphs, both wordings stay, one after the other, for people to settle.
"""

from difflib import SequenceMatcher

MOST = 10_000  # comparisons of paragraphs: beyond, finding what is common may take its cube


def merged(base: str, theirs: str, mine: str) -> tuple[str, bool]:
    """One text with both changes of `base`, and whether some paragraphs stand there in two wordings."""
    if mine in (base, theirs):
        return theirs, False
    if theirs == base:
        return mine, False
    old, first, second = _paragraphs(base), _paragraphs(theirs), _paragraphs(mine)
    out: list[str] = []
    twice = False
    at_old = at_first = at_second = 0
    for start, in_first, in_second in [*_common(old, first, second), (len(old), len(first), len(second))]:
        before, one, two = old[at_old:start], first[at_first:in_first], second[at_second:in_second]
        if one in (before, two):
            out += two
        elif two == before:
            out += one
        else:
            out += one + [each for each in two if each not in one]
            twice = True
        out += old[start : start + 1]
        at_old, at_first, at_second = start + 1, in_first + 1, in_second + 1
    return "\n\n".join(out), twice


def _paragraphs(text: str) -> list[str]:
    return [one.strip("\n") for one in text.replace("\r\n", "\n").split("\n\n") if one.strip()]


def _common(old: list[str], first: list[str], second: list[str]) -> list[tuple[int, int, int]]:
    """Paragraphs of `old` that stand in both others, in order: their numbers in all three."""
    one, two = _places(old, first), _places(old, second)
    return [(n, one[n], two[n]) for n in sorted(one.keys() & two.keys())]


def _places(old: list[str], new: list[str]) -> dict[int, int]:
    """Where paragraphs of `old` stand in `new`, by their numbers.

    What is alike at both ends is found first; a middle that is too large counts as wholly new.
    """
    ends = min(len(old), len(new))
    head = next((n for n in range(ends) if old[n] != new[n]), ends)
    tail = next((n for n in range(ends - head) if old[-1 - n] != new[-1 - n]), ends - head)
    found = {n: n for n in range(head)} | {len(old) - n: len(new) - n for n in range(1, tail + 1)}
    left, right = old[head : len(old) - tail], new[head : len(new) - tail]
    if len(left) * len(right) <= MOST:
        blocks = SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks()
        found |= {head + block.a + n: head + block.b + n for block in blocks for n in range(block.size)}
    return found
