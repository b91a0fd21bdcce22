"""Files that people bring: kept by content, checked, written anew, served safely. No page of another module."""

from community.files.stores import install

__all__ = ["install"]
