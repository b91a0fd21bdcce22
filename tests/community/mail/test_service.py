"""Mails from templates, in the reader's language, sent outside of transactions."""

import email
from email.policy import default

import pytest
from flask import render_template_string
from jinja2 import DictLoader

from community.clock import frozen
from community.data.database import session
from community.data.unit_of_work import unit_of_work
from community.errors import RuleBroken
from community.mail.message import Message, Recipient
from community.mail.service import compose, link, send
from community.mail.transport import Refused
from community.web.i18n import current_locale, gettext, lazy_gettext

TEMPLATES = {
    "tests/mail/hello.txt": '{% extends "mail/base.txt" %}{% block body %}Hi {{ who }}.{% endblock %}',
    "tests/mail/hello.html": '{% extends "mail/base.html" %}{% block body %}<p>Hi {{ who }}.</p>{% endblock %}',
}


@pytest.fixture
def app(make_app):
    return _with_templates(make_app())


def _with_templates(app):
    own = app.jinja_loader
    app.jinja_env.loader = DictLoader(
        TEMPLATES | {n: own.get_source(app.jinja_env, n)[0] for n in own.list_templates()}
    )
    return app


def hello(locale="en", **more):
    context = {"who": "Ana", "action_url": link("/x?a=1&b=2"), "unsubscribe": link("/stop/abc"), **more}
    subject = context.pop("subject", lazy_gettext("Open the page"))
    return compose("tests/mail/hello", Recipient("ana@example.org", "Ana", locale), "tests:1", subject, **context)


def test_a_mail_has_words_and_pages(app):
    with app.app_context():
        mail = hello()
    assert mail.subject == "Open the page"
    assert "Hi Ana." in mail.text
    assert "https://site.example/x?a=1&b=2" in mail.text
    assert "https://site.example/stop/abc" in mail.text
    assert '<html lang="en">' in mail.html
    assert 'href="https://site.example/x?a=1&amp;b=2"' in mail.html
    assert mail.text == mail.text.strip("\n") + "\n" or "\n\n\n\n" not in mail.text


def test_it_is_in_the_readers_language_whoever_caused_it(app):
    with app.test_request_context("/", headers={"Accept-Language": "en"}):
        mail = hello("es")
        assert current_locale() == "en"
        assert gettext("Open the page") == "Open the page"
    assert '<html lang="es">' in mail.html
    assert mail.subject == "Abrir la página"
    for english in ("You get this mail", "Stop mails", "Open the page", "Or copy"):
        assert english not in mail.text + mail.html


def test_a_language_that_is_not_offered_falls_back(app):
    with app.app_context():
        assert hello("xx").subject == "Open the page"


def test_what_people_wrote_is_escaped_in_pages_and_kept_in_words(app):
    with app.app_context():
        mail = hello(who="<b>Ana</b> & co")
    assert "Hi <b>Ana</b> & co." in mail.text
    assert "<p>Hi &lt;b&gt;Ana&lt;/b&gt; &amp; co.</p>" in mail.html


def test_a_subject_is_one_line(app):
    with app.app_context():
        assert hello(subject="One\r\ntwo").subject == "One two"


def test_nothing_is_loaded_from_anywhere(app):
    with app.app_context():
        html = hello().html
    for loading in ("<img", "<link", "<script", "url(", "@import"):
        assert loading not in html


def test_both_templates_stand_alone(app):
    with app.app_context():
        for ending in ("txt", "html"):
            shown = render_template_string(
                f'{{% include "mail/base.{ending}" %}}', subject="x", site_name="y", link=link
            )
            assert "None" not in shown
            assert "y" in shown


def test_it_is_sent_by_the_transport_of_the_settings(app, tmp_path):
    with app.app_context(), frozen():
        send(hello())
        send(hello())
    (file,) = (tmp_path / "mail").iterdir()
    mail = email.message_from_bytes(file.read_bytes(), policy=default)
    assert str(mail["From"]) == "Throughline <throughline@localhost>"
    assert mail["List-Unsubscribe"] == "<https://site.example/stop/abc>"
    assert "Hi Ana." in mail.get_body(("plain",)).get_content()


def test_it_arrives_by_smtp(make_app, server):
    with _with_templates(make_app(mail_url=server.url, mail_from="site@district.example")).app_context():
        send(hello("es"))
    assert server.post.received[0].mail_from == "site@district.example"
    assert b"@district.example>" in server.post.received[0].content


def test_nothing_is_sent_inside_a_unit_of_work(app, tmp_path, message):
    with app.app_context():
        with unit_of_work(), pytest.raises(RuntimeError, match="after the commit"):
            send(message)
        assert not (tmp_path / "mail").exists()


def test_no_transaction_is_open_while_it_is_sent(app, message, monkeypatch):
    seen = []
    with app.app_context():
        transport = app.extensions["community.mail"]
        monkeypatch.setattr(type(transport), "send", lambda *_: seen.append(session().in_transaction()))
        session().connection()
        send(message)
    assert seen == [False]


def test_a_bad_address_is_refused_for_ever(app):
    with app.app_context(), pytest.raises(Refused):
        send(Message(Recipient("not an address"), "x", "y", "tests:2"))


def test_settings_that_make_no_sense_are_said_at_the_start(make_app):
    with pytest.raises(RuleBroken, match="mail_url"):
        make_app(mail_url="pigeon://x")
