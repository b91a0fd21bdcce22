"""Throughline's modules: every one has the same shape, and enters by the same door as an outsider's."""
