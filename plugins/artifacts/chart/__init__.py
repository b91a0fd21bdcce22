"""Run charts: the median, the two rules that tell a signal from chance, and where everything is drawn. Pure."""

from plugins.artifacts.chart.drawing import Drawing, draw
from plugins.artifacts.chart.rules import Finding, find

__all__ = ["Drawing", "Finding", "draw", "find"]
