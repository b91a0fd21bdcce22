"""Files that travel with a thread, a reply and their rewording, for those whose scripts do not send them ahead."""

import io
import re

import pytest

PAPER = b"%PDF-1.4\n%%EOF"


def form(name="plan.pdf", content=PAPER, **more):
    """What a browser sends."""
    return {"body": "See below.", "language": "en", "files": [(io.BytesIO(content), name)], **more}


def held(text):
    """The addresses of the files that a page shows."""
    return re.findall(r'<a class="file-name" href="(/files/[a-z2-7]{12})"', text)


@pytest.fixture
def outsider(make):
    """Somebody of another collaboration."""
    return make.member(make.team(make.collaboration()))


def test_files_come_with_a_thread_a_reply_and_a_rewording(talk, browse, outsider):
    asks, answers, other = browse(talk.asks), browse(talk.answers), browse(outsider)
    opened = asks.post(f"/discussions/in/{talk.space.slug}/new", data=form(title="A plan"))
    here = opened.location
    assert len(held(answers.get(here).text)) == 1

    answers.post(f"{here}/replies", data=form("second.pdf"))
    page = asks.get(here).text
    assert len(held(page)) == 2
    edit = re.search(r"/discussions/replies/[a-z2-7]+/edit", answers.get(here).text)[0]
    written = "[third.pdf](" + held(page)[1] + ")"
    assert answers.post(edit, data=form("third.pdf", version="1", body=written)).status_code == 303
    addresses = held(asks.get(here).text)
    assert len(addresses) == 3
    for address in addresses:
        assert asks.get(address).data == PAPER
        assert other.get(address).status_code == 404


def test_a_refused_file_loses_nothing_and_says_why(talk, browse):
    thread, answers = talk.open(), browse(talk.answers)
    sent = answers.post(f"/discussions/threads/{thread.public_id}/replies", data=form("bad.pdf", b"<html>"))
    assert sent.status_code == 422
    assert "bad.pdf: The name of this file ends in .pdf" in sent.text
    assert ">See below.</textarea>" in sent.text


def test_another_persons_file_is_named_and_not_opened(talk, browse, outsider):
    other, answers = browse(outsider), browse(talk.answers)
    theirs = other.post("/files/", data={"file": (io.BytesIO(PAPER), "own.pdf"), "purpose": "attachment"})
    address = re.search(r"/files/[a-z2-7]{12}", theirs.location or theirs.text)[0]
    thread = talk.open()
    here = f"/discussions/threads/{thread.public_id}"
    answers.post(f"{here}/replies", data={"body": f"[mine]({address})", "language": "en"})
    assert held(answers.get(here).text) == []
    assert answers.get(address).status_code == 404
