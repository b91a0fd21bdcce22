"""Review before publishing: the conversation, who may say what, and who is told."""

import pytest

from community.errors import Conflict, Forbidden, Invalid, NotFound
from plugins.notifications.queries import lines, notices
from plugins.resources.service import checks, reviews, versions


@pytest.fixture
def waiting(scene):
    """Ana's text, waiting."""
    scene.review()
    found = scene.text("Exit ticket")
    scene.drain()
    return found


def told(scene, person):
    actor = scene.acting(person)
    return [str(line) for day in lines.days(actor, notices.listed(actor).items) for line in day.lines]


def test_the_conversation_goes_from_submitted_to_published(scene, acting, browse, waiting):
    address = f"/resources/{waiting.public_id}"
    assert "1 resource waits for your review" in browse(scene.mo).get("/").text
    assert "Exit ticket" in browse(scene.mo).get("/resources/reviews").text
    assert "Exit ticket" not in browse(scene.ben).get("/resources/reviews").text
    said = {"what": "asked", "number": "1", "text": "Which grade is it for?"}
    assert browse(scene.mo).post(f"{address}/review", said).status_code == 303
    answered = browse(scene.ana).post(f"{address}/review", {"what": "answered", "text": "Grade 4."})
    assert answered.status_code == 303
    page = browse(scene.mo).get(address).text
    assert page.index("Which grade is it for?") < page.index("Grade 4.")
    said = {"what": "published", "number": "1", "text": ""}
    assert browse(scene.mo).post(f"{address}/review", said).status_code == 303
    assert browse(scene.ben).get(address).status_code == 200
    assert "Grade 4." not in browse(scene.ben).get(address).text
    scene.drain()
    assert "1 resource waits" not in browse(scene.mo).get("/").text


def test_who_is_told(scene, acting, waiting):
    assert told(scene, scene.mo) == ["Ana Ruiz would like “Exit ticket” reviewed"]
    assert told(scene, scene.ben) == []
    reviews.review(acting(scene.mo), waiting.public_id, "published", "Thank you.", number=1)
    scene.drain()
    assert told(scene, scene.ana) == ["Mo Diaz reviewed “Exit ticket”: read the answer"]
    assert told(scene, scene.ben) == ["Ana Ruiz added “Exit ticket”"]


@pytest.mark.parametrize("what", ["asked", "declined"])
def test_a_no_says_why(scene, acting, waiting, what):
    with pytest.raises(Invalid):
        reviews.review(acting(scene.mo), waiting.public_id, what, "", number=1)


def test_nobody_reviews_who_does_not_moderate(scene, acting, waiting):
    with pytest.raises(Forbidden):
        reviews.review(acting(scene.ana), waiting.public_id, "published", "", number=1)
    with pytest.raises(NotFound):
        reviews.review(acting(scene.ben), waiting.public_id, "published", "", number=1)
    with pytest.raises(NotFound):
        reviews.answer(acting(scene.ben), waiting.public_id, "Me too")
    with pytest.raises(Forbidden):
        reviews.answer(acting(scene.mo), waiting.public_id, "As the author")


def test_declined_it_stays_with_its_author_who_may_try_again(scene, acting, browse, waiting):
    reviews.review(acting(scene.mo), waiting.public_id, "declined", "It names a child.", number=1)
    with pytest.raises(Conflict):
        reviews.review(acting(scene.mo), waiting.public_id, "published", "", number=1)
    address = f"/resources/{waiting.public_id}"
    assert "It names a child." in browse(scene.ana).get(address).text
    scene.again(waiting, "Without the name", "No names now.")
    reviews.review(acting(scene.mo), waiting.public_id, "published", "", number=2)
    assert "Without the name" in browse(scene.ben).get(address).text
    assert browse(scene.ben).get(f"{address}/versions/1").status_code == 404


def test_while_one_waits_its_author_may_bring_a_better_one(scene, acting, browse, waiting):
    scene.again(waiting, "A better text", "Asked for by Mo.")
    reviews.review(acting(scene.mo), waiting.public_id, "published", "", number=2)
    assert "A better text" in browse(scene.ben).get(f"/resources/{waiting.public_id}").text


def test_what_moderators_add_does_not_wait(scene, browse):
    scene.review()
    found = scene.text("By Mo", by=scene.mo)
    assert browse(scene.ben).get(f"/resources/{found.public_id}").status_code == 200


def test_nobody_publishes_what_came_after_the_page_that_they_read(scene, acting, browse, waiting):
    address = f"/resources/{waiting.public_id}"
    assert 'name="number" value="1"' in browse(scene.mo).get(address).text
    scene.again(waiting, "Something else", "Quietly.")
    for seen in ("1", "", "9" * 9, "two"):
        answer = browse(scene.mo).post(f"{address}/review", {"what": "published", "number": seen, "text": ""})
        assert answer.status_code == 303
    assert browse(scene.ben).get(address).status_code == 404
    with pytest.raises(Conflict):
        reviews.review(acting(scene.mo), waiting.public_id, "published", "", number=1)


def test_nothing_joins_a_version_past_its_review(scene, acting, browse):
    found = scene.file(b"some words", "words.txt", "Notes")
    captions = scene.bring(b"WEBVTT\n\n00:00.000 --> 00:02.000\nHello.\n", "words.vtt")
    scene.review()
    with pytest.raises(Conflict):
        versions.add_captions(acting(scene.ana), found.public_id, captions)
    with pytest.raises(Conflict):
        checks.keep_copy(acting(scene.ana), found.public_id)
    ana = browse(scene.ana)
    answer = ana.post(f"/resources/{found.public_id}/captions", {"file_id": captions})
    assert answer.status_code == 303
    assert "reviewed first" in ana.get(f"/resources/{found.public_id}").text
