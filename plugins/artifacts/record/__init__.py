"""The record of an artifact as values: what every page, print, export, difference and version is made from. Pure."""

from plugins.artifacts.record.values import (
    Aim,
    Commitment,
    Cycle,
    Evidence,
    Mark,
    Measure,
    Node,
    Point,
    Record,
    Section,
    Words,
)

__all__ = ["Aim", "Commitment", "Cycle", "Evidence", "Mark", "Measure", "Node", "Point", "Record", "Section", "Words"]
