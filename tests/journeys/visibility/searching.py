"""Search held against the oracle: never ahead of the rules while the index is behind, equal to them after."""

from collections import Counter

from community.search.forms import Asked
from community.search.queries import search, suggest
from tests.journeys.visibility.oracle import Post
from tests.journeys.visibility.play import EVERYWHERE_WORD, MARK, Play
from tests.journeys.visibility.surfaces import readers

BEGINNING = "zqw"
SUGGESTED = 8


def _text(hit) -> str:
    return "".join(run.text for run in (*hit.title, *hit.snippet))


def _marks(texts) -> set[str]:
    return {mark for text in texts for mark in MARK.findall(text)}


def not_ahead(play: Play) -> None:
    """However far the index is behind: nothing is shown, counted, corrected or suggested beyond what may be read."""
    for person, actor in readers(play):
        allowed = play.world.texts(person)
        readable = [post for post in play.world.posts if play.world.reads(person, post)]
        found = search(actor, Asked(EVERYWHERE_WORD))
        assert _marks(_text(hit) for hit in found.hits) <= allowed
        assert found.total <= len(readable)
        assert _counted(found) <= Counter(play.ref(post).kind for post in readable)
        assert _spaces(found) <= _homes(play, person, readable)
        assert _marks(one.title + one.draft.body for one in suggest(actor, BEGINNING)) <= allowed
        for post in play.world.posts[:4]:
            _nothing_of(actor, post, allowed)


def _nothing_of(actor, post: Post, allowed: set[str]) -> None:
    for mark in post.texts:
        if mark not in allowed:
            found = search(actor, Asked(mark, exactly=True))
            assert (found.total, found.hits) == (0, ())
            misspelt = search(actor, Asked(mark[:-1]))
            assert _marks([misspelt.better, *map(_text, misspelt.hits)]) <= allowed


def _counted(found) -> Counter:
    return Counter({choice.value: choice.count for choice in found.filters["kind"]})


def _spaces(found) -> Counter:
    return Counter({choice.value: choice.count for choice in found.filters["space"]})


def _homes(play: Play, person, readable: list[Post]) -> Counter:
    """How many lie in each space; of a space that the reader is not in, not even the name is told."""
    return Counter(play.spaces[post.home].public_id for post in readable if play.world.is_in(person, post.home))


def agrees(play: Play) -> None:
    """The index has caught up: hits, totals, filters and suggestions are what may be read, in the version for each."""
    for person, actor in readers(play):
        readable = [post for post in play.world.posts if play.world.reads(person, post)]
        found = search(actor, Asked(EVERYWHERE_WORD))
        assert found.total == len(readable)
        assert len(found.hits) == min(len(readable), 20)
        assert _counted(found) == Counter(play.ref(post).kind for post in readable)
        homes = _homes(play, person, readable)
        assert _spaces(found) == homes
        documents = {post.number: _words(play, person, post) for post in readable}
        for mark in {mark for post in play.world.posts for mark in post.texts[-2:]}:
            expected = [number for number, words in documents.items() if mark in words]
            assert search(actor, Asked(mark, exactly=True)).total == len(expected), mark
        suggested = {one.draft.ref for one in suggest(actor, BEGINNING)}
        assert suggested <= {play.ref(post) for post in readable}
        assert len(suggested) == min(len(readable), SUGGESTED)


def _words(play: Play, person, post: Post) -> set[str]:
    """The marks in the document that a person finds: its text in their version; a reply bears its thread's title."""
    words = {post.texts[play.world.version(person, post) - 1]}
    return words if post.thread is None else words | {play.world.posts[post.thread].texts[-1]}
