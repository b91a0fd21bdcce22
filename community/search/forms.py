"""What a search page is asked, read from its address. Anything that makes no sense is left out; nothing fails."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, get_args

from werkzeug.datastructures import MultiDict

from community.search.engines.contract import DEEPEST, Sort

SIZE = 20
PAGES = DEEPEST // SIZE
LONGEST = 2_000  # characters that are looked at; the language says how many count
SORTS: tuple[Sort, ...] = get_args(Sort)
FILTERS = ("kind", "space", "district", "tag", "language")
CHOICES = 20  # values of one filter


@dataclass(frozen=True)
class Asked:
    """One search: words, chosen values of filters (public ids), order, page; `exactly`: correct nothing."""

    text: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: Sort = "best"
    page: int = 1
    exactly: bool = False

    @property
    def empty(self) -> bool:
        """Whether nothing is asked."""
        return not self.text.strip() and not any(self.chosen.values())

    def address(self) -> dict[str, Any]:
        """The values for the page's address, defaults left out."""
        values: dict[str, Any] = {"q": self.text}
        values.update({name: list(some) for name, some in self.chosen.items() if some})
        if self.sort != "best":
            values["sort"] = self.sort
        if self.page > 1:
            values["page"] = self.page
        if self.exactly:
            values["exactly"] = 1
        return values

    def toggled(self, name: str, value: str) -> "Asked":
        """The same with a value of a filter chosen, or no longer, from the first page."""
        before = self.chosen.get(name, ())
        after = tuple(one for one in before if one != value) if value in before else (*before, value)
        return replace(self, chosen={**self.chosen, name: after}, page=1)


def asked(values: "MultiDict[str, str]") -> Asked:
    """Read an address."""
    return Asked(
        text=values.get("q", "")[:LONGEST],
        chosen={name: _some(values.getlist(name)) for name in FILTERS if values.getlist(name)},
        sort=next((one for one in SORTS if one == values.get("sort")), "best"),
        page=_page(values.get("page", "1")),
        exactly=bool(values.get("exactly")),
    )


def _some(values: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value[:200] for value in values if value))[:CHOICES]


def _page(text: str) -> int:
    return min(max(int(text), 1), PAGES) if text.isascii() and text.isdigit() and len(text) < 6 else 1
