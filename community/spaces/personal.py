"""What spaces keep of a person: shares they gave, team spaces they entered, what they follow."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import case, delete, select, update

from community.clock import now
from community.data.database import session
from community.host.contract import PersonalData
from community.spaces.models import Follow, Share, StaffEntry


def export(person_id: int) -> Iterable[Mapping[str, Any]]:
    """Shares given, team spaces entered, things followed."""
    for share in session().scalars(select(Share).where(Share.by_id == person_id)):
        yield {"what": "share", "of": f"{share.kind}", "version": share.version, "from": share.starts_at.isoformat()}
    for entry in session().scalars(select(StaffEntry).where(StaffEntry.person_id == person_id)):
        yield {"what": "entered a team space", "why": entry.reason, "from": entry.starts_at.isoformat()}
    for follow in session().scalars(select(Follow).where(Follow.person_id == person_id)):
        yield {"what": "follow", "of": follow.kind, "level": follow.level, "from": follow.at.isoformat()}


def erase(person_id: int) -> None:
    """Entries end; shares stay, given by nobody in particular. Their words go."""
    session().execute(update(Share).where(Share.by_id == person_id).values(by_id=None, note=""))
    mine = StaffEntry.person_id == person_id
    at = now()
    over = case((StaffEntry.starts_at > at, StaffEntry.starts_at), else_=at)  # what has not begun never does
    session().execute(update(StaffEntry).where(mine, StaffEntry.ends_at > at).values(ends_at=over))
    session().execute(update(StaffEntry).where(mine).values(reason=""))
    session().execute(delete(Follow).where(Follow.person_id == person_id))


personal_data = PersonalData(("spaces_share", "spaces_staff_entry", "spaces_follow"), export, erase)
