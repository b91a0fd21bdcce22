"""Spaces and shares: the one idea for who sees what. Shaped like a plugin; always on."""
