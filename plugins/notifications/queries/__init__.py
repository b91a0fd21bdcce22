"""Reads of notifications: notices.py says which notices, lines.py how they read. Nothing here writes."""
