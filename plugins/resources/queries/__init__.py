"""Reads of resources. What a person asks for starts from visible(...)."""
