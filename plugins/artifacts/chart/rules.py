"""What a run chart says: shift and crossings, after Anhøj and Olesen, "Run charts revisited", PLoS ONE 9(11), 2014.

Both rules look at useful values: those that are not on the median. There is no trend rule; see `find`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb, log2
from statistics import median

LEAST = 10  # useful values below which neither rule says anything


@dataclass(frozen=True)
class Finding:
    """What the rules say of a series.

    `values`: how many there are; `useful`: those not on the median. `longest`: the longest run of useful values on one
    side, `longest_limit`: the longest that chance explains. `crossings`: how often the line crosses the median,
    `crossings_limit`: the fewest that chance explains. `run`: positions in the series of the first and the last value
    of the longest run. With fewer than LEAST useful values both limits are None, and there is no signal.
    """

    values: int
    median: float | None
    useful: int
    longest: int
    longest_limit: int | None
    crossings: int
    crossings_limit: int | None
    run: tuple[int, int] | None

    @property
    def enough(self) -> bool:
        """Whether there are enough useful values for the rules."""
        return self.longest_limit is not None

    @property
    def shift(self) -> bool:
        """A run longer than chance explains."""
        return self.longest_limit is not None and self.longest > self.longest_limit

    @property
    def few_crossings(self) -> bool:
        """Fewer crossings than chance explains."""
        return self.crossings_limit is not None and self.crossings < self.crossings_limit

    @property
    def signal(self) -> bool:
        """Something other than chance is at work: one rule is enough."""
        return self.shift or self.few_crossings


def longest_limit(useful: int) -> int:
    """The longest run that chance explains among so many useful values: log2(n) + 3, rounded."""
    return round(log2(useful) + 3)


def crossings_limit(useful: int) -> int:
    """The fewest crossings that chance explains: the 5 % quantile of the binomial distribution (n - 1, 1/2)."""
    steps, below, fewest = useful - 1, 0, 0
    while True:
        below += comb(steps, fewest)
        if 20 * below >= 2**steps:
            return fewest
        fewest += 1


def find(values: Sequence[float | None], baseline: int = 0) -> Finding:
    """What the rules say of a series in the order of time; None stands for a value that is not shown.

    The median is that of the first `baseline` shown values, or of all with 0. A run goes on across values on the
    median, which belong to no side. Steady rises and falls are no rule here: in simulations of its authors a rule
    for trends found next to nothing and cried wolf.
    """
    shown = [(place, value) for place, value in enumerate(values) if value is not None]
    if not shown:
        return Finding(0, None, 0, 0, None, 0, None, None)
    # The mean of 72.1 and 72.3 is 72.2: a value of 72.2 is on it, whatever binary fractions make of that.
    middle = round(float(median([value for _place, value in shown[: baseline or None]])), 9)
    sides = [(place, value > middle) for place, value in shown if value != middle]
    longest, run, crossings = _runs(sides)
    enough = len(sides) >= LEAST
    return Finding(
        values=len(shown), median=middle, useful=len(sides), longest=longest,
        longest_limit=longest_limit(len(sides)) if enough else None, crossings=crossings,
        crossings_limit=crossings_limit(len(sides)) if enough else None, run=run,
    )  # fmt: skip


def _runs(sides: Sequence[tuple[int, bool]]) -> tuple[int, tuple[int, int] | None, int]:
    longest, run, crossings, began = 0, None, 0, 0
    for n, (place, side) in enumerate(sides):
        if n and side != sides[n - 1][1]:
            crossings += 1
            began = n
        if n - began + 1 > longest:
            longest, run = n - began + 1, (sides[began][0], place)
    return longest, run, crossings
