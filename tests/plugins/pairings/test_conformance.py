"""Pairings as a module: what every module promises."""

from community.testing.conformance import conformance
from plugins.pairings.plugin import plugin

TestPairings = conformance(plugin)
