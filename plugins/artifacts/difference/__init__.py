"""What changed between two texts, by word, moved blocks marked; and between two records, part by part. Pure."""

from plugins.artifacts.difference.records import Change, changed
from plugins.artifacts.difference.texts import Block, blocks

__all__ = ["Block", "Change", "blocks", "changed"]
