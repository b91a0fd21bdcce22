"""Throughline's core: the house that modules move into. It knows no module by name or noun."""

__version__ = "0.1.0"
