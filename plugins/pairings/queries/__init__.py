"""Reads of rounds; every one starts from what the actor may see."""
