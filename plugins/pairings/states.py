"""Which states a round, an entry, a pairing and a response have, and what may follow what. Pure."""

from collections.abc import Mapping

Steps = Mapping[str, frozenset[str]]


def _steps(**said: str) -> Steps:
    return {state: frozenset(after.split()) for state, after in said.items()}


ROUND = _steps(
    draft="collecting cancelled",
    collecting="frozen cancelled",
    frozen="collecting proposed cancelled",
    proposed="frozen published cancelled",
    published="open cancelled",
    open="responding cancelled",
    responding="closed cancelled",
    closed="archived",
    archived="",
    cancelled="",
)
ENTRY = _steps(
    invited="in out submitted missing",
    **{"in": "out submitted missing"},
    out="in submitted",
    submitted="submitted in out withdrawn",
    missing="submitted withdrawn",
    withdrawn="submitted",
)
PAIRING = _steps(
    planned="active released",
    active="drafting given overdue released waived",
    drafting="active given overdue released waived",
    overdue="active drafting given waived replaced released",
    given="drafting read closed",
    read="answered closed",
    answered="closed",
    closed="",
    released="",
    waived="",
    replaced="",
)
RESPONSE = _steps(none="draft sent", draft="sent", sent="")
ALL: Mapping[str, Steps] = {"round": ROUND, "entry": ENTRY, "pairing": PAIRING, "response": RESPONSE}

ENTERING = frozenset({"collecting", "frozen", "proposed", "published", "open"})  # a team's entry can still change
PAIRED = frozenset({"published", "open", "responding", "closed", "archived"})  # who gives to whom can be seen
GIVING = frozenset({"published", "open", "responding"})
OWED = frozenset({"active", "drafting", "overdue"})  # somebody still has to write
WRITTEN = frozenset({"given", "read", "answered", "closed"})
OVER = frozenset({"released", "waived", "replaced"})


def follows(kind: str, before: str, after: str) -> bool:
    """Whether a thing of that kind may go from one state to the other."""
    return after in ALL[kind].get(before, frozenset())
