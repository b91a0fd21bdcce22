"""Review before publishing: the conversation, who may say what, and who is told."""

import pytest

from community.errors import Conflict, Forbidden, Invalid, NotFound
from plugins.notifications.queries import lines, notices
from plugins.resources.service import reviews


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
    asked = browse(scene.mo).post(f"{address}/review", {"what": "asked", "text": "Which grade is it for?"})
    assert asked.status_code == 303
    answered = browse(scene.ana).post(f"{address}/review", {"what": "answered", "text": "Grade 4."})
    assert answered.status_code == 303
    page = browse(scene.mo).get(address).text
    assert page.index("Which grade is it for?") < page.index("Grade 4.")
    assert browse(scene.mo).post(f"{address}/review", {"what": "published", "text": ""}).status_code == 303
    assert browse(scene.ben).get(address).status_code == 200
    assert "Grade 4." not in browse(scene.ben).get(address).text
    scene.drain()
    assert "1 resource waits" not in browse(scene.mo).get("/").text


def test_who_is_told(scene, acting, waiting):
    assert told(scene, scene.mo) == ["Ana Ruiz would like “Exit ticket” reviewed"]
    assert told(scene, scene.ben) == []
    reviews.review(acting(scene.mo), waiting.public_id, "published", "Thank you.")
    scene.drain()
    assert told(scene, scene.ana) == ["Mo Diaz reviewed “Exit ticket”: read the answer"]
    assert told(scene, scene.ben) == ["Ana Ruiz added “Exit ticket”"]


@pytest.mark.parametrize("what", ["asked", "declined"])
def test_a_no_says_why(scene, acting, waiting, what):
    with pytest.raises(Invalid):
        reviews.review(acting(scene.mo), waiting.public_id, what, "")


def test_nobody_reviews_who_does_not_moderate(scene, acting, waiting):
    with pytest.raises(Forbidden):
        reviews.review(acting(scene.ana), waiting.public_id, "published", "")
    with pytest.raises(NotFound):
        reviews.review(acting(scene.ben), waiting.public_id, "published", "")
    with pytest.raises(NotFound):
        reviews.answer(acting(scene.ben), waiting.public_id, "Me too")
    with pytest.raises(Forbidden):
        reviews.answer(acting(scene.mo), waiting.public_id, "As the author")


def test_declined_it_stays_with_its_author_who_may_try_again(scene, acting, browse, waiting):
    reviews.review(acting(scene.mo), waiting.public_id, "declined", "It names a child.")
    with pytest.raises(Conflict):
        reviews.review(acting(scene.mo), waiting.public_id, "published", "")
    address = f"/resources/{waiting.public_id}"
    assert "It names a child." in browse(scene.ana).get(address).text
    scene.again(waiting, "Without the name", "No names now.")
    reviews.review(acting(scene.mo), waiting.public_id, "published", "")
    assert "Without the name" in browse(scene.ben).get(address).text
    assert browse(scene.ben).get(f"{address}/versions/1").status_code == 404


def test_while_one_waits_its_author_may_bring_a_better_one(scene, acting, browse, waiting):
    scene.again(waiting, "A better text", "Asked for by Mo.")
    reviews.review(acting(scene.mo), waiting.public_id, "published", "")
    assert "A better text" in browse(scene.ben).get(f"/resources/{waiting.public_id}").text


def test_what_moderators_add_does_not_wait(scene, browse):
    scene.review()
    found = scene.text("By Mo", by=scene.mo)
    assert browse(scene.ben).get(f"/resources/{found.public_id}").status_code == 200
