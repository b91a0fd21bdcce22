"""Reads of discussions. Every one starts from visible(...); counts count what the reader may see."""
