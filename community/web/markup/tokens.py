"""Small makers of the parser's tokens, shared by our rules. No rule lives here."""

from collections.abc import Iterator, Mapping, Sequence

from markdown_it.rules_core import StateCore
from markdown_it.token import Token


def text(words: str) -> Token:
    """`words` as text; escaped when it becomes HTML."""
    return Token("text", "", 0, content=words)


def wrapped(tag: str, attributes: Mapping[str, str], words: str) -> Iterator[Token]:
    """`words` inside one inline element."""
    kind = "link" if tag == "a" else tag
    yield Token(f"{kind}_open", tag, 1, attrs=dict(attributes))
    yield text(words)
    yield Token(f"{kind}_close", tag, -1)


def inlines(state: StateCore) -> Iterator[Token]:
    """The tokens of the text that hold inline content."""
    return (token for token in state.tokens if token.type == "inline")


def words_of(tokens: Sequence[Token] | None) -> str:
    """What `tokens` say, as one line."""
    return " ".join("".join(token.content or " " for token in tokens or ()).split())
