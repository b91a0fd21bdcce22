"""A text with files that travel with it: they are named at its end, whatever else is wrong with the form."""

import io

import pytest
from sqlalchemy import select

from community.data.database import session
from community.files.forms import FilesForm
from community.files.models import File
from community.web.forms import LineField, MarkdownField
from community.web.i18n import lazy_gettext as _l
from tests.community.files.pictures import plain

PAPER = b"%PDF-1.4\n%%EOF"


class Letter(FilesForm):
    """A title and a text."""

    title = LineField(_l("Title"), longest=20)
    body = MarkdownField(_l("Text"), longest=200)


@pytest.fixture
def sent(cast):
    """Send the form as Ana: whether it passes, and the form."""

    def send(*files, title="A plan", **more):
        uploads = [(io.BytesIO(content), name) for name, content in files]
        data = {"title": title, "body": "See below.", "files": uploads, **more}
        with cast.app.test_request_context("/", method="POST", data=data):
            form = Letter()
            return form.passes(cast.ana), form

    return send


def brought():
    """The public ids of all files, oldest first."""
    return list(session().scalars(select(File.public_id).order_by(File.id)))


def test_files_are_named_at_the_end_of_the_text(sent):
    passed, form = sent(("plan [1].pdf", PAPER), ("wall.png", plain()), files_alt="A [green] wall\\")
    paper, picture = brought()
    assert passed
    assert form.body.data == f"See below.\n\n[plan 1.pdf](/files/{paper})\n\n![A green wall](/files/{picture})"


def test_without_files_it_is_a_form_like_any_other(sent, cast):
    assert sent()[0]
    assert not sent(title="")[0]
    with cast.app.test_request_context("/"):
        assert not Letter().passes(cast.ana)


def test_what_is_refused_says_why_and_the_rest_is_kept(sent):
    passed, form = sent(("bad.pdf", b"<html>"), ("plan.pdf", PAPER))
    [paper] = brought()
    assert not passed
    assert form.files.errors[0].startswith("bad.pdf: The name of this file ends in .pdf")
    assert form.body.data == f"See below.\n\n[plan.pdf](/files/{paper})"


def test_what_came_is_kept_when_something_else_is_wrong(sent):
    passed, form = sent(("plan.pdf", PAPER), title="")
    assert not passed
    assert "[plan.pdf](/files/" in form.body.data
    assert not form.files.errors


def test_a_picture_without_words_is_kept_and_asked_about(sent):
    passed, form = sent(("IMG_2041.png", plain()))
    assert not passed
    assert form.body.data == f"See below.\n\n![](/files/{brought()[0]})"
    assert "Say what the picture shows" in form.files.errors[0]
