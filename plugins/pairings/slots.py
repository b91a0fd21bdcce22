"""What pairings show elsewhere: what is owed, on My work; a team's own words, on its page."""

from collections.abc import Mapping, Sequence
from typing import Any

from community.sdk import Actor, OwedItem, Part
from plugins.pairings.queries import owed as queries
from plugins.pairings.queries import own_words, teams, words


def owed(actor: Actor) -> Sequence[OwedItem]:
    """Everything that the actor's teams owe in rounds, and what those who facilitate look after."""
    asked = (queries.entries, queries.feedback, queries.answers, queries.news, queries.steering)
    return [item for ask in asked for item in ask(actor)]


def team(actor: Actor, context: Mapping[str, Any]) -> Part | None:
    """A team's own words; its members come to change them from here."""
    found = context["team"]
    said, mine = own_words.of(found.id), found.id in teams.mine(actor)
    if not mine and not any((said.challenge, said.strengths, said.looks_for, said.helps_with)):
        return None
    return Part("pairings/_own_words.html", {"team": found, "said": said, "mine": mine, "stages": words.STAGES})
