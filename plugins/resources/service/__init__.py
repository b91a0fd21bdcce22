"""Writes of resources: one file for each thing that people do."""
