"""The sample network's one-click door: only there, only for those who were invented."""

import json

from community.config import SAMPLE_ACCOUNTS
from community.people.service.accounts import open_account
from tests.community.people.conftest import SITE, Browser, fill, new_site


def sample_site(folder, **settings):
    """A site with two sample accounts, and others."""
    app = new_site(folder, **{"sample": True, **settings})
    with app.app_context():
        people = fill()
    entries = [
        {"email": "lead@alder.example", "password": "x", "role": "team lead", "district": "Alder"},
        {"email": "administrator@office.example", "password": "x", "role": "administrator", "district": "Office"},
        {"email": "gone@alder.example", "password": "x", "role": "team member", "district": "Alder"},
    ]
    (folder / SAMPLE_ACCOUNTS).write_text(json.dumps(entries))
    return app, people


def test_sample_people_are_one_click_away(tmp_path):
    app, people = sample_site(tmp_path)
    browser = Browser(app)
    page = browser.get("/sign-in?next=/profile").text
    assert page.index("Office") < page.index("Alder")
    assert "Team lead" in page
    assert "gone@alder.example" not in page
    answer = browser.post("/sign-in/sample", {"person": people.public_ids["lead"], "next": "/profile"})
    assert (answer.status_code, answer.location) == (303, "/profile")
    assert browser.is_in


def test_others_are_not(tmp_path):
    app, people = sample_site(tmp_path)
    with app.app_context():
        real = open_account(SITE, "real@person.example", "Real").public_id
    browser = Browser(app)
    browser.get("/sign-in")
    for person in (real, people.public_ids["member"], "", "aaaaaaaaaaaa"):
        assert browser.post("/sign-in/sample", {"person": person}).status_code == 404
    assert not browser.is_in


def test_elsewhere_there_is_no_such_door(tmp_path):
    app, people = sample_site(tmp_path, sample=False)
    browser = Browser(app)
    assert "Be one of" not in browser.get("/sign-in").text
    assert browser.post("/sign-in/sample", {"person": people.public_ids["lead"]}).status_code == 404


def test_it_wants_a_token_too(tmp_path):
    app, people = sample_site(tmp_path)
    answer = Browser(app).client.post("/sign-in/sample", data={"person": people.public_ids["lead"]})
    assert answer.status_code == 400
