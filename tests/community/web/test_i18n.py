"""Whose language counts, where the words come from, and how a reader changes it."""

import os
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from community.web import i18n
from community.web.catalogues import Catalogues
from tests.community.web.conftest import BEN, CHOSEN


def write(folder: Path, **messages: str) -> Path:
    """A Spanish catalogue of `messages` in `folder`; its source file."""
    place = folder / "es" / "LC_MESSAGES"
    place.mkdir(parents=True, exist_ok=True)
    lines = ['msgid ""', 'msgstr "Content-Type: text/plain; charset=utf-8\\n"', ""]
    for message, words in messages.items():
        lines += [f'msgid "{message}"', f'msgstr "{words}"', ""]
    (place / "messages.po").write_text("\n".join(lines), encoding="utf-8")
    return place / "messages.po"


@pytest.mark.parametrize(
    ("person", "cookie", "asked", "expected"),
    [
        ("1", "en", "en", "es"),
        ("2", "es", "es", "en"),
        ("", "es", "en", "es"),
        ("", "", "es-US,en;q=0.5", "es"),
        ("", "fr", "fr", "en"),
        ("", "", "", "en"),
    ],
)
def test_the_persons_choice_then_the_cookie_then_the_browser(
    site: Flask, person: str, cookie: str, asked: str, expected: str
) -> None:
    headers = {"X-Test-Person": person, "Cookie": f"locale={cookie}", "Accept-Language": asked}
    with site.test_request_context("/", headers=headers):
        assert i18n.current_locale() == expected


def test_zone_is_the_persons_or_the_sites(site: Flask) -> None:
    with site.test_request_context("/", headers={"X-Test-Person": "1"}):
        assert str(i18n.current_zone()) == "America/New_York"
    with site.test_request_context("/"):
        assert str(i18n.current_zone()) == "America/Los_Angeles"


def test_mail_speaks_its_recipients_language_inside_anybodys_request(site: Flask) -> None:
    with site.test_request_context("/", headers={"X-Test-Person": "1"}):
        with i18n.speaking("en", "Asia/Tokyo"):
            assert (i18n.current_locale(), str(i18n.current_zone())) == ("en", "Asia/Tokyo")
            assert i18n.gettext("Go to My work") == "Go to My work"
        assert (i18n.current_locale(), str(i18n.current_zone())) == ("es", "America/New_York")
        assert i18n.gettext("Go to My work") != "Go to My work"


def test_a_task_without_a_request_can_speak(site: Flask) -> None:
    with site.app_context():
        assert i18n.current_locale() == "en"
        with i18n.speaking("es", "no/such/zone"):
            assert i18n.current_locale() == "es"
            assert str(i18n.current_zone()) == "America/Los_Angeles"
        with i18n.speaking("fr"):
            assert i18n.current_locale() == "en"


def test_lazy_words_are_chosen_when_they_are_shown(site: Flask) -> None:
    words = i18n.lazy_gettext("Go to My work")
    assert str(words) == "Go to My work"
    with site.app_context(), i18n.speaking("es"):
        assert str(words) != "Go to My work"


def test_catalogues_of_all_modules_are_one(tmp_path: Path) -> None:
    """Where two say the same message, the earlier folder counts."""
    write(tmp_path / "a", one="uno", both="de a")
    write(tmp_path / "b", two="dos", both="de b")
    found = Catalogues([tmp_path / "a", tmp_path / "b", tmp_path / "absent"]).of("es")
    assert [found.gettext(word) for word in ("one", "two", "both", "other")] == ["uno", "dos", "de a", "other"]


def test_plurals_follow_the_language(tmp_path: Path) -> None:
    place = tmp_path / "es" / "LC_MESSAGES"
    place.mkdir(parents=True)
    (place / "messages.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\nPlural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
        'msgid "%(num)d reply"\nmsgid_plural "%(num)d replies"\nmsgstr[0] "%(num)d respuesta"\n'
        'msgstr[1] "%(num)d respuestas"\n',
        encoding="utf-8",
    )
    write(tmp_path / "other", one="uno")
    found = Catalogues([tmp_path / "other", tmp_path]).of("es")
    assert found.ngettext("%(num)d reply", "%(num)d replies", 1) == "%(num)d respuesta"
    assert found.ngettext("%(num)d reply", "%(num)d replies", 0) == "%(num)d respuestas"


def test_stale_words_are_never_shown(tmp_path: Path) -> None:
    """The source counts when it was written after the compiled file; and what changes while watching is read anew."""
    source = write(tmp_path, one="uno")
    compiled = source.with_suffix(".mo")
    compiled.write_bytes(b"not a catalogue")
    os.utime(compiled, ns=(1, 1))
    watching, fixed = Catalogues([tmp_path], watch=True), Catalogues([tmp_path])
    assert watching.of("es").gettext("one") == fixed.of("es").gettext("one") == "uno"
    write(tmp_path, one="UNO")
    os.utime(source, ns=(10**18, 10**18))
    assert watching.of("es").gettext("one") == "UNO"
    assert fixed.of("es").gettext("one") == "uno"


def token(client: FlaskClient) -> str:
    """A form's token of this client's session."""
    page = client.get("/sample/public/absent").text
    return page.split('name="csrf_token" value="')[1].split('"')[0]


@pytest.mark.parametrize(
    ("wanted", "sent"),
    [("/spaces/x/?tab=1", "/spaces/x/?tab=1"), ("//evil.test", "/"), ("https://evil.test", "/"), ("/\\evil.test", "/"),
     ("/\t/evil.test", "/"), ("", "/"), ("javascript:alert(1)", "/"), ("/a\r\nSet-Cookie: x=1", "/")],
)  # fmt: skip
def test_the_switch_sends_back_into_this_site_only(visitor: FlaskClient, wanted: str, sent: str) -> None:
    answer = visitor.post("/language", data={"locale": "es", "next": wanted, "csrf_token": token(visitor)})
    assert (answer.status_code, answer.location) == (303, sent)


def test_the_switch_works_signed_out_and_is_kept(visitor: FlaskClient) -> None:
    visitor.post("/language", data={"locale": "es", "next": "/", "csrf_token": token(visitor)})
    assert 'lang="es"' in visitor.get("/sample/public/absent").text
    assert CHOSEN == []


def test_the_switch_is_kept_with_the_account(ben: FlaskClient) -> None:
    ben.post("/language", data={"locale": "es", "next": "/", "csrf_token": token(ben)})
    assert [(BEN.id, "es")] == CHOSEN


def test_an_unknown_language_changes_nothing(visitor: FlaskClient) -> None:
    answer = visitor.post("/language", data={"locale": "xx", "next": "/", "csrf_token": token(visitor)})
    assert answer.status_code == 303
    assert "locale" not in answer.headers.get("Set-Cookie", "")


def test_the_switch_asks_for_the_token(visitor: FlaskClient) -> None:
    assert visitor.post("/language", data={"locale": "es"}).status_code == 400
