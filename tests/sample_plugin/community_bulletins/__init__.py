"""Bulletins: short announcements in a space."""
