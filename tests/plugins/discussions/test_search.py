"""What of discussions the filters of the search know."""

from community.data.database import session
from community.people.models import Organization
from community.search import queries
from community.search.forms import Asked


def test_posts_are_found_by_their_authors_district(talk, acting, drain):
    talk.answer(talk.open("Reading aloud", "Reading in kindergarten"), "Reading twice")
    drain()

    def found(*districts):
        return queries.search(acting(talk.asks), Asked(text="reading", chosen={"district": districts}))

    mine, theirs = (session().get(Organization, one.organization_id) for one in (talk.asks, talk.answers))
    offered = {one.value: (one.title, one.count) for one in found().filters["district"]}
    assert offered == {one.public_id: (one.name, 1) for one in (mine, theirs)}
    assert [hit.kind for hit in found(mine.public_id).hits] == ["discussions.thread"]
    assert [hit.kind for hit in found(theirs.public_id).hits] == ["discussions.reply"]
