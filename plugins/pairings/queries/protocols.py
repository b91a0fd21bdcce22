"""Protocols: what a team is asked to write, in which order. Other modules add theirs to the point pairings.protocol."""

import typing
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from community.sdk import host
from community.sdk import lazy_gettext as _l

POINT = "pairings.protocol"
MOST_SUGGESTIONS = 5
SUGGESTION = "suggestion-"


@dataclass(frozen=True)
class Prompt:
    """One thing to write about. `sentences`: how many are usual; fewer are allowed, and the page says so."""

    name: str
    title: Any
    hint: Any = ""
    sentences: int = 0


@dataclass(frozen=True)
class Protocol:
    """A way of giving feedback. After its prompts come suggestions, each of which the other team answers.

    `question`: whether the giving team may ask one clarifying question before it writes.
    """

    name: str
    title: Any
    about: Any
    prompts: tuple[Prompt, ...]
    question: bool = True


@typing.runtime_checkable
class ProtocolSpec(typing.Protocol):
    """What the point takes: any value of this shape, so that whoever contributes one need not know this module."""

    @property
    def name(self) -> str:
        """How it is kept; letters, digits and underscores."""

    @property
    def title(self) -> Any:
        """What it is called, a lazy text."""

    @property
    def about(self) -> Any:
        """For what it is good."""

    @property
    def prompts(self) -> Sequence[Any]:
        """What there is to write about: each with name, title, hint and sentences."""

    @property
    def question(self) -> bool:
        """Whether one clarifying question may be asked."""


def parts(asked: ProtocolSpec) -> Mapping[str, Any]:
    """Everything that can be written, by name, with its title, in order."""
    named = {one.name: one.title for one in asked.prompts}
    return named | {f"{SUGGESTION}{n}": _l("A suggestion") for n in range(1, MOST_SUGGESTIONS + 1)}


_FROM_US = Prompt(
    "from_us",
    _l("From our district"),
    _l("Something that you tried yourselves. Paste the address of an artifact, and it becomes a card."),
)

TUNING = Protocol(
    "tuning",
    _l("Tuning"),
    _l("Warm feedback, then cool, about one question. Good for plans and for work in progress."),
    (
        Prompt("warm", _l("What stands out, and why"), _l("Tie it to what you saw in their work."), 2),
        Prompt("cool", _l("What we would wonder about"), _l("About their question. Wonder; do not judge."), 2),
        _FROM_US,
    ),
)
LIKE_WISH_WONDER = Protocol(
    "like_wish_wonder",
    _l("I like, I wish, I wonder"),
    _l("The lightest one: three short notes. Good for a first round."),
    (
        Prompt("like", _l("We like"), "", 1),
        Prompt("wish", _l("We wish"), "", 1),
        Prompt("wonder", _l("We wonder"), "", 1),
    ),
    question=False,
)
CONSULTANCY = Protocol(
    "consultancy",
    _l("Consultancy"),
    _l("For a dilemma that a team cannot see its way out of."),
    (
        Prompt("heard", _l("What we heard"), _l("Their dilemma in your words. Say where you are not sure."), 2),
        Prompt("behind", _l("What may lie behind it"), _l("Assumptions, causes, people who are not in the room."), 2),
        Prompt("if_ours", _l("If it were ours, we would look at"), "", 1),
        _FROM_US,
    ),
)
PDSA_CONSULT = Protocol(
    "pdsa",
    _l("PDSA consult"),
    _l("About a cycle: what was predicted, what happened, what comes next."),
    (
        Prompt("prediction", _l("Their prediction and what happened"), _l("Where do the two part?"), 2),
        Prompt("evidence", _l("What their evidence shows, and does not show"), "", 2),
        Prompt("next", _l("What the next cycle could find out"), "", 1),
        _FROM_US,
    ),
)
OURS = (TUNING, LIKE_WISH_WONDER, CONSULTANCY, PDSA_CONSULT)


def protocols() -> Mapping[str, ProtocolSpec]:
    """All that this site has, by name, ours first."""
    return {one.name: one for one in host().contributions(POINT)}


def protocol(name: str) -> ProtocolSpec:
    """One of them; tuning, where the module that brought it is gone."""
    return protocols().get(name, TUNING)
