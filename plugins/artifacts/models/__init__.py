"""Tables of artifacts. What an artifact is stands in `artifact`, what it is made of in `parts`, its way in `spread`."""

from plugins.artifacts.models.artifact import Artifact, Cause, Idea, Term, Version
from plugins.artifacts.models.parts import Commitment, Cycle, Evidence, Mark, Measure, Node, Point, Section
from plugins.artifacts.models.spread import Adoption, Publication

__all__ = [
    "Adoption", "Artifact", "Cause", "Commitment", "Cycle", "Evidence", "Idea", "Mark", "Measure", "Node", "Point",
    "Publication", "Section", "Term", "Version",
]  # fmt: skip
