"""Refusals at start: one function a rule of the house, each naming the rule, the place and the fix. Mends nothing."""

from collections.abc import Sequence

from flask import Flask

from community.host.checks import app as of_app
from community.host.checks import files, names, references, tables
from community.host.checks.names import SDK_VERSION
from community.host.contract import Plugin

__all__ = ["SDK_VERSION", "check_app", "check_plugins"]

RULES = (*names.RULES, *files.RULES, *tables.RULES, *references.RULES)


def check_plugins(plugins: Sequence[Plugin]) -> None:
    """Hold every module against the rules that its value and its files can break. Raises RuleBroken."""
    for plugin in plugins:
        for rule in RULES:
            rule(plugin, plugins)


def check_app(app: Flask, plugins: Sequence[Plugin]) -> None:
    """Hold the assembled app against the rules. Raises RuleBroken."""
    for rule in of_app.RULES:
        rule(app, plugins)
