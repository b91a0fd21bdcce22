"""Reads of people. What a reader asks for starts from visible(...). One file per subject."""
