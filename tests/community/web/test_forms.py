"""What forms take in and hand out: cleaned, bounded, and with errors in the reader's language."""

import re
from pathlib import Path

import pytest
import wtforms
from flask import Flask
from werkzeug.datastructures import MultiDict
from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange

from community.errors import Conflict, Invalid
from community.web.forms import (
    BooleanField,
    DateField,
    EmailField,
    Form,
    IntegerField,
    LineField,
    MarkdownField,
    PasswordField,
    SelectField,
    errors_for,
    messages,
)
from community.web.i18n import speaking


class SampleForm(Form):
    """One field of each kind."""

    title = LineField("Title", longest=20, hint="A few words.")
    body = MarkdownField("Text", required=False)
    email = EmailField("Mail", required=False)
    plain = StringField("Plain", validators=[InputRequired(), Length(max=10)])
    secret = PasswordField("Password", validators=[Length(max=100)])
    key = HiddenField()
    day = DateField("Day", validators=[wtforms.validators.Optional()])
    many = IntegerField("How many", default=1, validators=[NumberRange(min=1, max=5)])
    kind = SelectField("Kind", choices=[("a", "A"), ("b", "B")], default="a")
    agreed = BooleanField("Agreed")


GOOD = {"title": "A title", "plain": "x", "many": "2", "kind": "a"}


def made(site: Flask, **values: str) -> SampleForm:
    """The form with `values` sent; checked."""
    with site.test_request_context("/"):
        form = SampleForm(MultiDict({**GOOD, **values}), meta={"csrf": False})
        form.validate()
        return form


def test_typed_text_is_cleaned(site: Flask) -> None:
    form = made(
        site, title="  A \u202etitle\x00\u00a0 of\tJose\u0301 ", body="\r\n  one  \r\ntwo\n\n", plain=" x ",
        secret=" a  b ", email=" Ana@District.ORG ", key=" k ",
    )  # fmt: skip
    values = form.values()
    assert values["title"] == "A title of José"
    assert values["body"] == "  one  \ntwo"
    assert (values["plain"], values["secret"], values["email"], values["key"]) == (
        "x",
        " a  b ",
        "ana@district.org",
        " k ",
    )
    assert (values["many"], values["kind"], values["agreed"], values["day"]) == (2, "a", False, None)
    assert "csrf_token" not in values
    assert form.errors == {}


@pytest.mark.parametrize("blank", ["", "   ", "\u202e", "\u00a0\n"])
def test_required_means_more_than_spaces(site: Flask, blank: str) -> None:
    form = made(site, title=blank, plain=blank)
    assert errors_for(form) == [("title", "Please fill this in."), ("plain", "Please fill this in.")]


def test_length_is_counted_after_cleaning(site: Flask) -> None:
    assert made(site, title="a" * 20 + "   ").errors == {}
    assert made(site, title="a" * 21).errors == {"title": ["Use at most 20 characters."]}
    assert 'maxlength="20"' in made(site).title()


@pytest.mark.parametrize("address", ["ana@district.org", "a.b+c@k12.ca.us", "ñandu@escuela.mx"])
def test_mail_addresses_pass(site: Flask, address: str) -> None:
    assert made(site, email=address).errors == {}


@pytest.mark.parametrize(
    "address", ["ana", "ana@district", "a b@x.org", "<a@x.org>", "a@x.org,b@x.org", "@x.org", "a@x.org\nBcc: b@x.org"]
)
def test_other_things_do_not(site: Flask, address: str) -> None:
    assert list(made(site, email=address).errors) == ["email"]


def test_errors_speak_the_readers_language(site: Flask) -> None:
    with site.test_request_context("/"), speaking("es"):
        form = SampleForm(MultiDict({"title": "a" * 30, "many": "9", "kind": "z", "day": "x"}), meta={"csrf": False})
        assert not form.validate()
        spanish = dict(errors_for(form))
    english = dict(errors_for(made(site, title="a" * 30, many="9", kind="z", day="x", plain="")))
    assert set(spanish) == set(english) == {"title", "plain", "many", "kind", "day"}
    assert not set(spanish.values()) & set(english.values())


def test_no_message_of_the_library_is_left_out() -> None:
    """The library's own list of messages, and those of its validators for files."""
    listed = Path(wtforms.__file__).parent / "locale" / "wtforms.pot"
    singular = set(re.findall(r'^msgid "(.+)"$', listed.read_text(encoding="utf-8"), re.MULTILINE))
    assert singular - set(messages._ONE) - set(messages._MANY) == set()


def test_a_text_without_a_limit_cannot_be_declared() -> None:
    with pytest.raises(TypeError, match="note"):

        class Endless(Form):
            note = TextAreaField("Note")

    class Bounded(Form):
        note = TextAreaField("Note", [Length(max=5)])
        key = HiddenField()

    assert Bounded


def test_what_a_service_refused_stands_beside_its_field(site: Flask) -> None:
    form = made(site)
    form.refuse(Invalid({"title": "There is one already.", "": "Try later.", "gone": "No such field."}))
    assert errors_for(form) == [("", "Try later."), ("", "No such field."), ("title", "There is one already.")]
    form = made(site)
    form.refuse(Conflict("Somebody was first."))
    assert errors_for(form) == [("", "Somebody was first.")]


def test_a_form_without_its_token_is_refused(site: Flask) -> None:
    with site.test_request_context("/", method="POST", data=GOOD):
        form = SampleForm()
        assert not form.validate_on_submit()
        assert "csrf_token" in form.errors


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_days_at_the_ends_of_the_calendar_are_refused(site: Flask, day: str) -> None:
    assert made(site, day=day).day.errors == ["Use a day from 1900-01-01 to 2199-12-31."]
    assert not made(site, day="2199-12-31").errors
