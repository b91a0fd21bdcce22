"""What texts show of images and files: to those who may read them, as far as they may be handed out."""

import io
from html.parser import HTMLParser

import pytest
from sqlalchemy import event, update

from community.data.database import db, session
from community.data.refs import Ref
from community.data.unit_of_work import unit_of_work
from community.files import pictures, service
from community.files.models import File
from community.web.markup import placeholders, render, resolve
from tests.community.files.pictures import plain

PAPER = b"%PDF-1.4\n" + b"%" * 2_000_000


def bring(cast, data=PAPER, name="plan <b>.pdf"):
    """A file of Ana's that stands in something of the shared space."""
    taken = service.receive(cast.ana, io.BytesIO(data), name, purpose="attachment")
    with unit_of_work():
        service.attach_file(cast.ana, taken.public_id, Ref("spaces.space", cast.shared.id))
    return taken


def shown(person, markdown):
    """The text as that person reads it."""
    return str(resolve(render(markdown), lambda places: pictures.shown(person, places)))


class Sound(HTMLParser):
    """Fails at a link inside a link, and at a block inside a paragraph."""

    inside: str = ""

    def handle_starttag(self, tag, _attrs):
        assert not (tag == "a" and self.inside == "a")
        assert tag in {"p", "a", "img", "span", "svg", "path", "circle", "br"}
        self.inside = "a" if tag == "a" else self.inside

    def handle_endtag(self, tag):
        self.inside = "" if tag == "a" else self.inside


def test_a_file_says_what_it_is_to_those_who_may_read_it(cast):
    taken = bring(cast)
    text = shown(cast.ben, f"See [the <i>plan</i>](/files/{taken.public_id}).")
    Sound().feed(text)
    assert f'<a class="file-name" href="/files/{taken.public_id}">the &lt;i&gt;plan&lt;/i&gt;</a>' in text
    assert "PDF document · 2.0 MB" in text
    assert "plan &lt;b&gt;.pdf" in shown(cast.ben, f"[](/files/{taken.public_id})")


def test_others_get_the_writers_words_and_no_name(cast):
    taken = bring(cast)
    for place in (taken.public_id, "aaaaaaaaaaaa"):
        text = shown(cast.cleo, f"See [the plan](file:{place}).")
        assert text == (
            '<p>See <span class="quiet">the plan (a file that is not available to you, or no longer there)</span>.'
            "</p>\n"
        )


@pytest.mark.parametrize(("state", "said"), [("checking", "is being checked"), ("refused", "virus")])
def test_what_is_not_handed_out_is_no_link(cast, state, said):
    taken = bring(cast)
    with unit_of_work():
        session().execute(update(File).values(state=state, why="virus" if state == "refused" else ""))
    text = shown(cast.ben, f"[the plan](file:{taken.public_id})")
    Sound().feed(text)
    assert "href" not in text
    assert said in text
    assert f"file-{state}" in text


def test_a_picture_leads_to_its_full_size(cast):
    taken = bring(cast, plain(800, 600), "IMG_1.png")
    text = shown(cast.ben, f'![A "chart"](file:{taken.public_id})')
    address = f"/files/{taken.public_id}"
    assert text == (
        f'<p><a class="picture" href="{address}"><img src="{address}" alt="A &#34;chart&#34;" loading="lazy"'
        ' width="800" height="600"></a></p>\n'
    )
    assert 'alt="A picture that nobody has described yet"' in shown(cast.ben, f"![](file:{taken.public_id})")
    assert "<img" not in shown(cast.cleo, f"![A](file:{taken.public_id})")


def test_within_a_link_there_is_no_second_one(cast):
    picture, paper = bring(cast, plain(), "IMG_1.png"), bring(cast)
    for inside in (f"![A](file:{picture.public_id})", f"![B](file:{paper.public_id})"):
        text = shown(cast.ben, f"[{inside}](https://x.org)")
        Sound().feed(text)
        assert text.count("<a ") == 1


def test_a_page_of_files_is_one_question(cast):
    names = [bring(cast).public_id for _ in range(5)]
    places = placeholders(render(" ".join(f"[x](file:{name})" for name in names)))
    statements = []
    event.listen(db.engine, "before_cursor_execute", lambda _c, _k, statement, *_: statements.append(statement))
    assert len(pictures.shown(cast.ben, places)) == 5
    assert 1 <= len([one for one in statements if one.startswith("SELECT")]) <= 2
