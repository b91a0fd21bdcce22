"""What bulletins check before anybody's content is saved: a text that shouts waits for a moderator."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from community.sdk import Actor, Opinion, Ref, Screen, now, publish, rules, session
from community.sdk import lazy_gettext as _l
from community_bulletins.events import Embargoed
from community_bulletins.models import Embargo

A_WORD = 20  # letters, so that "NASA" may be a title
HELD = timedelta(days=1)


def check(_actor: Actor, _kind: str, values: Mapping[str, Any]) -> Opinion:
    """Hold a title that is all capitals."""
    title = str(values.get("title", ""))
    if len(title) >= A_WORD and title.isupper():
        return Opinion("hold", _l("Its title is all capitals, so a moderator looks at it first."))
    return Opinion()


def hold(ref: Ref, _actor: Actor, _reason: str) -> None:
    """Embargo it for a day, inside the open unit of work."""
    model = rules().kind(ref.kind).model
    space_id = session().scalar(select(model.space_id).where(model.id == ref.id))
    if space_id is not None:
        session().add(Embargo(kind=ref.kind, object_id=ref.id, space_id=space_id, until=now() + HELD))
        publish(Embargoed(ref.kind, ref.id))


screen = Screen("bulletins.shouting", check, hold)
