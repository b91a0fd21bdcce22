"""Where a run chart is drawn: a page of 720 by 310, numbers in, places out. Words and colours are the template's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil, floor, log10

from plugins.artifacts.chart.rules import Finding, find
from plugins.artifacts.record.values import Measure

WIDTH, HEIGHT = 720, 310
LEFT, RIGHT, TOP, BOTTOM = 84, 690, 34, 246
LABELS = 8  # days written below the axis, at most
APART = 30  # between the numbers of two changes; those nearer to each other share a place


@dataclass(frozen=True)
class Tick:
    """A line of the scale, or a day below it. `year` stands below it where there are several."""

    at: float
    value: float = 0
    on: date | None = None
    year: int | None = None


@dataclass(frozen=True)
class Dot:
    """A value. `state`: "" or, within the longest run when it is a signal, "run"."""

    x: float
    y: float
    on: date
    value: float
    state: str = ""


@dataclass(frozen=True)
class Change:
    """What happened on a day: its number in the list below the chart.

    `label` is written above its line: its number, with those of the next ones where they are near; "" where it is
    written with the one before.
    """

    x: float
    number: int
    label: str
    on: date
    text: str
    cycle: str


@dataclass(frozen=True)
class Drawing:
    """All places of a chart. `lines` are the stretches between values that are not shown, as SVG path data.

    `reached`: whether the last shown value reaches the goal; None without goal or value.
    """

    finding: Finding
    scale: Sequence[Tick]
    days: Sequence[Tick]
    dots: Sequence[Dot]
    lines: Sequence[str]
    changes: Sequence[Change]
    median: float | None
    goal: float | None
    last: float | None
    reached: bool | None


def draw(measure: Measure) -> Drawing:
    """The places of a measure's values, median, goal and changes. The distance between days is true to time."""
    points = sorted(measure.points, key=lambda point: point.on)
    finding = find([point.value for point in points], measure.baseline)
    shown = [point.value for point in points if point.value is not None]
    reach = [*shown, *([measure.goal] if measure.goal is not None else [])]
    scale = ticks(min(reach, default=0), max(reach, default=1))
    low, high = scale[0], scale[-1]
    days = [point.on for point in points] + [mark.on for mark in measure.marks]
    first, last = min(days, default=date(2000, 1, 1)), max(days, default=date(2000, 1, 1))

    def across(on: date) -> float:
        return round(LEFT + 8 + (on - first).days / max((last - first).days, 1) * (RIGHT - LEFT - 16), 1)

    def up(value: float) -> float:
        return round(BOTTOM - (value - low) / (high - low) * (BOTTOM - TOP), 1)

    run = finding.run if finding.shift and finding.run else (0, -1)
    dots = [
        Dot(across(one.on), up(one.value), one.on, one.value, "run" if run[0] <= n <= run[1] else "")
        for n, one in enumerate(points)
        if one.value is not None
    ]
    marks = sorted(measure.marks, key=lambda mark: mark.on)
    labels = _labels([across(mark.on) for mark in marks])
    return Drawing(
        finding=finding, scale=[Tick(up(value), value) for value in scale],
        days=[Tick(across(on), on=on, year=year) for on, year in _spread([point.on for point in points])], dots=dots,
        lines=_lines([(across(one.on), up(one.value)) if one.value is not None else None for one in points]),
        changes=[
            Change(across(one.on), n, label, one.on, one.text, one.cycle)
            for n, (one, label) in enumerate(zip(marks, labels, strict=True), start=1)
        ],
        median=up(finding.median) if finding.median is not None else None,
        goal=up(measure.goal) if measure.goal is not None else None, last=shown[-1] if shown else None,
        reached=_reached(measure, shown),
    )  # fmt: skip


def _reached(measure: Measure, shown: Sequence[float]) -> bool | None:
    if measure.goal is None or not shown:
        return None
    return shown[-1] >= measure.goal if measure.better == "up" else shown[-1] <= measure.goal


def _lines(places: Sequence[tuple[float, float] | None]) -> list[str]:
    lines: list[list[str]] = [[]]
    for place in places:
        if place is None:
            lines.append([])
        else:
            lines[-1].append(f"{place[0]} {place[1]}")
    return ["M" + "L".join(line) for line in lines if len(line) > 1]


def _labels(places: Sequence[float]) -> list[str]:
    """The numbers above the lines at these places, from 1; a line too near to the one before has its number there."""
    found: list[str] = []
    first = 0
    for n, place in enumerate(places):
        if n and place - places[first] < APART:
            found[first] = f"{first + 1}–{n + 1}"
            found.append("")
        else:
            first = n
            found.append(str(n + 1))
    return found


def _spread(days: Sequence[date]) -> list[tuple[date, int | None]]:
    """A few of the days, the first among them, far enough apart to be read; with their years if there are several."""
    some = list(days[:: ceil(len(days) / LABELS) or 1])
    if not days or days[0].year == days[-1].year:
        return [(on, None) for on in some]
    return [(on, on.year) for on in some]


TINY = 1e-100  # below, numbers lose their digits, and some processors take them for nothing


def ticks(low: float, high: float) -> list[float]:
    """Four to eight round numbers from at or below `low` to at or above `high`."""
    if high - low < TINY:
        around = abs(low) if abs(low) > TINY else 1
        low, high = low - around / 2, high + around / 2
    rough = (high - low) / 5
    size = 10.0 ** floor(log10(rough))
    step = next(size * one for one in (1, 2, 2.5, 5, 10) if size * one >= rough * 0.999)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    digits = 2 - floor(log10(step))  # of a value however small
    return [round(n * step, digits) for n in range(first, last + 1)]
