"""What moderation checks before others' content is saved: too many links, and words that moderators watch for."""

import re
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from community.sdk import Actor, Opinion, Person, rules, session, setting

LINK = re.compile(r"https?://", re.IGNORECASE)


def check(actor: Actor, _kind: str, values: Mapping[str, Any]) -> Opinion:
    """Hold what has more links than allowed, or a watched word; never where nobody could release it."""
    space_id = values.get("space_id")
    if not isinstance(actor, Person) or space_id is None or not _has_moderators(space_id):
        return Opinion()
    if actor.has("space.moderator", space_id):
        return Opinion()
    words = "\n".join(value for value in values.values() if isinstance(value, str))
    if len(LINK.findall(words)) > setting("moderation.most_links"):
        return Opinion("hold", "many links")
    if _watched(words):
        return Opinion("hold", "watched word")
    return Opinion()


def _watched(words: str) -> bool:
    watched = [line.strip() for line in setting("moderation.watched_words").splitlines() if line.strip()]
    pattern = "|".join(rf"\b{re.escape(one)}\b" for one in watched)
    return bool(watched and re.search(pattern, words, re.IGNORECASE))


def _has_moderators(space_id: int) -> bool:
    pairs = rules().scopes["space.moderator"].pairs().subquery()
    _person, where = tuple(pairs.c)[:2]
    return session().scalar(select(where).where(where == space_id).limit(1)) is not None
