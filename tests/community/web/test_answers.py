"""Headers, limits, proxies and the preview: what every answer carries and refuses."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask, request
from flask.testing import FlaskClient

from community.data.database import db
from community.web.headers import csp_nonce
from tests.community.web.conftest import make_site
from tests.community.web.test_i18n import token


@pytest.fixture
def behind_proxy(tmp_path: Path) -> Iterator[Flask]:
    """A site with an https address and one proxy before it."""
    app = make_site(tmp_path, base_url="https://community.test", trusted_proxies=1)
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def test_every_answer_says_what_may_run(visitor: FlaskClient) -> None:
    for path in ("/sample/public/fine", "/sample/public/absent", "/no/such/page", "/static/css/app.css"):
        with visitor.get(path) as answer:
            headers = answer.headers
        policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
        assert policy == {
            "default-src": "'self'", "script-src": "'self'", "style-src": "'self'", "img-src": "'self' blob:",
            "connect-src": "'self'", "object-src": "'none'", "frame-ancestors": "'none'", "form-action": "'self'",
            "base-uri": "'none'",
        }  # fmt: skip
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert "camera=()" in headers["Permissions-Policy"]
        assert "Strict-Transport-Security" not in headers


def test_what_signed_in_people_saw_is_kept_nowhere(visitor: FlaskClient, ben: FlaskClient) -> None:
    assert ben.get("/sample/guarded/absent").headers["Cache-Control"] == "private, no-store"
    assert visitor.get("/sample/public/absent").headers["Cache-Control"] == "private, no-cache"
    with visitor.get("/static/css/app.css") as file:
        assert "no-store" not in file.headers["Cache-Control"]


def test_a_nonce_is_let_in_only_where_it_is_used(site: Flask) -> None:
    site.add_url_rule("/nonce", "nonce", csp_nonce)
    first, second = (site.test_client().get("/nonce") for _ in range(2))
    assert f"script-src 'self' 'nonce-{first.text}'" in first.headers["Content-Security-Policy"]
    assert first.text != second.text


def test_only_the_proxies_we_know_are_believed(site: Flask, behind_proxy: Flask) -> None:
    seen = {}
    for name, app in (("none", site), ("one", behind_proxy)):
        app.add_url_rule("/who", "who", lambda: f"{request.remote_addr} {request.scheme}")
        headers = {"X-Forwarded-For": "6.6.6.6, 7.7.7.7", "X-Forwarded-Proto": "https"}
        answer = app.test_client().get("/who", headers=headers)
        seen[name] = answer.text
        assert ("Strict-Transport-Security" in answer.headers) is (name == "one")
    assert seen == {"none": "127.0.0.1 http", "one": "7.7.7.7 https"}


def test_too_often_is_refused_with_the_time_to_wait(visitor: FlaskClient, ben: FlaskClient) -> None:
    """Counted by address here, so that signing in as somebody else does not help."""
    data = {"csrf_token": token(visitor)}
    assert [visitor.post("/sample/often", data=data).status_code for _ in range(3)] == [200, 200, 429]
    refused = ben.post("/sample/often", data={"csrf_token": token(ben)})
    assert refused.status_code == 429
    assert 1 <= int(refused.headers["Retry-After"]) <= 61


def test_changes_are_counted_per_person(visitor: FlaskClient, ana: FlaskClient, ben: FlaskClient) -> None:
    """120 a minute; reading is not counted; one person's haste does not stop another."""
    data = {"csrf_token": token(ben), "body": "x"}
    answers = [ben.post("/language", data=data).status_code for _ in range(121)]
    assert answers == [303] * 120 + [429]
    assert ben.get("/sample/public/fine").status_code == 200
    assert ana.post("/language", data={"csrf_token": token(ana)}).status_code == 303


def test_preview_shows_what_the_reader_would_see(ben: FlaskClient) -> None:
    answer = ben.post("/preview", data={"csrf_token": token(ben), "body": "Hi *there* @ana <script>"})
    assert answer.text == "<p>Hi <em>there</em> <b>@ana</b> &lt;script&gt;</p>\n"
    too_long = ben.post("/preview", data={"csrf_token": token(ben), "body": "a" * 100_001})
    assert too_long.status_code == 422


def test_preview_is_for_people_who_signed_in(visitor: FlaskClient, ben: FlaskClient) -> None:
    assert visitor.post("/preview", data={"csrf_token": token(visitor), "body": "x"}).location == "/sign-in"
    assert ben.post("/preview", data={"body": "x"}).status_code == 400
