"""Each failure has one status and one page, in the reader's language, with words that help."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

STATUS = {"absent": 404, "forbidden": 403, "conflict": 409, "invalid": 422, "too-many": 429}


@pytest.mark.parametrize(("what", "status"), STATUS.items())
def test_product_errors_become_pages(ben: FlaskClient, what: str, status: int) -> None:
    answer = ben.get(f"/sample/guarded/{what}")
    assert answer.status_code == status
    assert "<h1>" in answer.text
    assert f"{status}" in answer.text


def test_words_of_the_error_are_shown(ben: FlaskClient) -> None:
    assert "Only the author edits this." in ben.get("/sample/guarded/forbidden").text
    assert "Ben changed this a minute ago." in ben.get("/sample/guarded/conflict").text
    invalid = ben.get("/sample/guarded/invalid").text
    assert "Say what it is about." in invalid
    assert "Something else." in invalid
    assert ben.get("/sample/guarded/too-many").headers["Retry-After"] == "42"


@pytest.mark.parametrize(("what", "status"), STATUS.items())
def test_programs_get_json(ben: FlaskClient, what: str, status: int) -> None:
    answer = ben.get(f"/sample/guarded/{what}", headers={"Accept": "application/json"})
    assert answer.status_code == status
    told = answer.get_json()["error"]
    assert told["status"] == status
    assert told["message"]
    assert told.get("retry_after") == (42 if what == "too-many" else None)
    assert set(told.get("errors", {})) == ({"title", ""} if what == "invalid" else set())


@pytest.mark.parametrize("path", ["guarded/absent", "guarded/forbidden", "guarded/absent?off=sample"])
def test_a_visitor_is_sent_to_sign_in_whatever_they_asked_for(visitor: FlaskClient, path: str) -> None:
    answer = visitor.get(f"/sample/{path}")
    assert answer.status_code == 302
    assert answer.location.startswith("/sign-in?next=/sample/guarded/")


@pytest.mark.parametrize("path", ["guarded/absent", "guarded/forbidden", "guarded/absent?off=sample"])
def test_a_visitor_who_posts_is_sent_to_sign_in_too(visitor: FlaskClient, path: str) -> None:
    """Without a form's token as well: the answer must not tell guarded addresses apart."""
    answer = visitor.post(f"/sample/{path}")
    assert (answer.status_code, answer.location) == (302, "/sign-in")


def test_public_pages_tell_visitors_what_is_wrong(visitor: FlaskClient) -> None:
    assert visitor.get("/sample/public/absent").status_code == 404
    assert visitor.get("/no/such/page").status_code == 404
    assert visitor.post("/sample/public/fine").status_code == 400


def test_other_http_errors_have_pages(visitor: FlaskClient, ben: FlaskClient) -> None:
    wrong_method = visitor.get("/language")
    assert wrong_method.status_code == 405
    assert "POST" in wrong_method.headers["Allow"]
    assert "There is no page here for you" in wrong_method.text
    assert ben.get("/sample/guarded").status_code == 404


def test_a_fault_of_ours_has_a_reference(visitor: FlaskClient) -> None:
    answer = visitor.get("/sample/public/broken")
    assert answer.status_code == 500
    assert "Something went wrong on our side" in answer.text
    assert "Reference" in answer.text
    assert "a fault of ours" not in answer.text


def test_an_error_page_that_fails_has_a_plain_one_behind_it(site: Flask, ben: FlaskClient) -> None:
    """The frame cannot be made, the actor cannot be loaded: still an answer with the right status."""

    def out_of_order(*_: object) -> None:
        raise RuntimeError("the database is gone")

    site.extensions["community.slots"] = None
    answer = ben.get("/sample/guarded/absent")
    assert (answer.status_code, "There is no page here for you" in answer.text) == (404, True)
    site.extensions["community.actor_loader"] = out_of_order
    for path, status in (("/sample/public/absent", 404), ("/sample/guarded/absent", 500)):
        answer = ben.get(path)
        assert (answer.status_code, "<h1>" in answer.text) == (status, True)
        assert answer.headers["Content-Security-Policy"]


def test_pages_speak_the_readers_language(visitor: FlaskClient, ana: FlaskClient) -> None:
    assert 'lang="es"' in ana.get("/sample/guarded/absent").text
    assert "There is no page" not in ana.get("/sample/guarded/absent").text
    spanish = visitor.get("/sample/public/absent", headers={"Accept-Language": "es-MX,es;q=0.9"})
    assert 'lang="es"' in spanish.text
    assert spanish.headers["Content-Language"] == "es"


def test_a_visitor_who_asked_too_often_is_told_in_minutes_and_shown_the_door(
    visitor: FlaskClient, ben: FlaskClient
) -> None:
    page = visitor.get("/sample/public/far-too-many")
    assert (page.status_code, page.headers["Retry-After"]) == (429, "184")
    assert "Please try again in 4 minutes." in page.text
    assert "My work" not in page.text
    assert 'href="/sign-in"' in page.text
    assert "Please try again in 42 seconds." in visitor.get("/sample/public/too-many").text
    assert "My work" in ben.get("/sample/public/far-too-many").text
