"""What of bulletins can be found: their titles and texts."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from community.sdk import DocumentSource, Draft, Space, faces, plain, session
from community.sdk import lazy_gettext as _l
from community_bulletins.models import Bulletin


def load(ids: Sequence[int]) -> Iterable[Draft]:
    """Drafts of bulletins: two queries."""
    query = select(Bulletin, Space.title).join(Space, Space.id == Bulletin.space_id).where(Bulletin.id.in_(ids))
    rows = session().execute(query).all()
    known = faces([row[0].author_id for row in rows])
    for one, where in rows:
        face = known[one.author_id]
        yield Draft(
            kind="bulletins.bulletin",
            id=one.id,
            title=one.title,
            body=plain(one.body),
            author_id=one.author_id,
            author=face.name,
            district=face.organization,
            space_id=one.space_id,
            space=where,
            language=one.language,
            created=one.created_at,
            updated=one.updated_at,
        )


def ids(after: int, limit: int) -> Sequence[int]:
    """Ids in rising order."""
    return session().scalars(select(Bulletin.id).where(Bulletin.id > after).order_by(Bulletin.id).limit(limit)).all()


source = DocumentSource("bulletins.bulletin", load, ids, _l("Bulletins"), ("bulletin", "boletin"))
