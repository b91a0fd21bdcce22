"""The one or two letters that stand for a district or another organization beside its colour. Pure."""

_GENERIC = frozenset(
    {"city", "county", "district", "education", "elementary", "high", "joint", "of", "office", "school", "the"}
    | {"unified", "union", "and", "for"}
)


def initials(name: str) -> str:
    """The letters of the first two words that say which one it is: "AC" for Alder Creek Unified School District."""
    words = [word for word in name.split() if word[0].isalnum()]
    telling = [word for word in words if word.lower() not in _GENERIC] or words
    return "".join(word[0] for word in telling[:2]).upper() or "?"
