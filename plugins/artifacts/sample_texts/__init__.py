"""Words of our part of the sample network. All invented."""

from plugins.artifacts.sample_texts.begun import BEGUN
from plugins.artifacts.sample_texts.pieces import PIECES, TAKEN_UP, TERMS, Counted, Piece, Try

__all__ = ["BEGUN", "PIECES", "TAKEN_UP", "TERMS", "Counted", "Piece", "Try"]
