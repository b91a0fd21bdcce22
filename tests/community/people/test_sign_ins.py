"""Where one is signed in: told in words, ended at once, noted when used, and a letter when a browser is new."""

from community.clock import frozen, now
from community.data.database import db
from community.events.models import LoggedEvent
from community.people.models import SignIn
from tests.community.people.conftest import Browser

PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1"


def events_named(app, name):
    """The payloads of logged events of that name."""
    with app.app_context():
        return [row.payload for row in db.session.query(LoggedEvent).filter_by(name=name).order_by(LoggedEvent.id)]


def test_browsers_are_listed_in_words_and_this_one_first(signed_in):
    signed_in("lead", agent=PHONE)
    page = signed_in("lead").get("/sign-ins").text
    assert page.index("Firefox on Windows") < page.index("Safari on iPhone")
    assert page.count("This browser") == 1


def test_the_whole_of_what_a_browser_says_is_not_kept(app, signed_in):
    signed_in("lead", agent=PHONE)
    with app.app_context():
        assert db.session.query(SignIn).one().agent == "Safari/iPhone"


def test_another_browser_is_signed_out_at_its_next_request(app, signed_in, people):
    phone, here = signed_in("lead", agent=PHONE), signed_in("lead")
    with app.app_context():
        row = db.session.query(SignIn).filter_by(agent="Safari/iPhone").one()
    here.get("/sign-ins")
    assert here.post(f"/sign-ins/{row.public_id}/end").location == "/sign-ins"
    assert not phone.is_in
    assert here.is_in
    assert events_named(app, "people.sign_in_ended") == [{"person_id": people.ids["lead"], "sign_in_id": row.id}]


def test_nobody_ends_a_sign_in_of_somebody_else(app, signed_in):
    signed_in("member")
    with app.app_context():
        theirs = db.session.query(SignIn).one().public_id
    here = signed_in("administrator")
    assert here.post(f"/sign-ins/{theirs}/end").status_code == 404


def test_all_others_at_once(app, signed_in, people):
    others = [signed_in("lead", agent=PHONE), signed_in("lead")]
    here, stranger = signed_in("lead"), signed_in("member")
    here.get("/sign-ins")
    assert "2 other browsers were signed out" in here.post("/sign-ins/end-others", follow_redirects=True).text
    assert [one.is_in for one in (*others, here, stranger)] == [False, False, True, True]
    assert len(events_named(app, "people.sign_in_ended")) == 2


def test_use_is_noted_after_the_answer_and_at_most_every_five_minutes(app, signed_in):
    def seen():
        with app.app_context():
            return db.session.query(SignIn).one().seen_at

    with frozen(now()) as clock:
        here = signed_in("lead")
        first = seen()
        clock.advance(200)
        here.get("/sign-ins").close()
        assert seen() == first
        clock.advance(200)
        answer = here.get("/sign-ins")
        assert seen() == first  # the page was made without writing
        answer.close()
        assert seen() == now()


def test_a_letter_tells_of_a_browser_that_is_new_to_the_account(app, signed_in, letters, people):
    signed_in("lead")
    assert letters() == []  # the first one of all surprises nobody
    signed_in("lead")
    assert letters() == []
    signed_in("lead", agent=PHONE)
    (letter,) = letters()
    assert letter.to == "lead@alder.example"
    assert "Safari on iPhone" in letter.text
    assert "<time" not in letter.text


def test_a_browser_that_says_nothing_is_told_in_words(app, people):
    here = Browser(app, agent="")
    here.sign_in("lead@alder.example")
    assert "A browser we do not know" in here.get("/sign-ins").text


def test_a_page_that_changes_nothing_leaves_the_cookie_alone(signed_in):
    here = signed_in("lead")
    here.get("/sign-ins")
    assert "Set-Cookie" not in here.get("/sign-ins").headers
