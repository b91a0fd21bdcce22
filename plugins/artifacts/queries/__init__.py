"""Reads of artifacts. Each starts from what the actor may see."""
