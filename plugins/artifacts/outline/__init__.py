"""The driver outline: its lines in the order of a tree, and the diagram that is drawn from it. Pure."""

from plugins.artifacts.outline.diagram import Box, Diagram, diagram
from plugins.artifacts.outline.tree import Line, lines

__all__ = ["Box", "Diagram", "Line", "diagram", "lines"]
