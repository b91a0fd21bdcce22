"""The addresses of files: what they take in, what they hand out, and to whom. Nothing handed out can act as a page."""

import io
import re

import pytest

from community.data.refs import Ref
from community.data.unit_of_work import unit_of_work
from community.events import tasks
from community.files import service
from community.files.stores.folder import FolderStore
from tests.community.files.pdfs import pdf
from tests.community.files.pictures import encoded, noise, plain, seen

pytestmark = pytest.mark.parametrize("cast", ["sqlite"], indirect=True)  # headers do not depend on the database
JSON = {"Accept": "application/json, text/html"}


def post(client, data=None, name="a.png", headers=JSON, **form):
    picture = io.BytesIO(plain() if data is None else data)
    return client.post("/files/", data={"file": (picture, name), **form}, headers=headers)


@pytest.fixture
def posted(cast):
    """The address of a photo of Ana's in the shared space."""
    made = post(cast.client("ana"), encoded(noise(300, 200), "JPEG"), "Tür 1.jpeg").json
    with unit_of_work():
        service.attach(cast.ana, made["url"], Ref("spaces.space", cast.shared.id))
    return made["url"]


def test_a_script_gets_json(cast):
    answer = post(cast.client("ana"), alt="A chart", space=cast.shared.public_id)
    assert answer.status_code == 201
    told = answer.json
    assert told | {"id": "", "url": ""} == {
        "id": "", "url": "", "name": "A chart", "alt": "A chart", "image": True, "width": 40, "height": 30, "note": "",
        "type": "image/webp", "size": told["size"], "state": "ready",
    }  # fmt: skip
    assert told["url"] == f"/files/{told['id']}"
    assert cast.client("ana").get(told["url"]).status_code == 200


@pytest.mark.parametrize(
    ("wanted", "there"), [("/spaces/shared/", "/spaces/shared/"), ("//evil.example/", None), ("", None)]
)
def test_without_scripts_one_comes_back(cast, wanted, there):
    answer = post(cast.client("ana"), headers={"Accept": "text/html,*/*;q=0.8"}, next=wanted)
    assert answer.status_code == 303
    assert answer.location == there if there else answer.location.startswith("/files/")


def test_an_animation_is_said_to_be_still_now(cast):
    from PIL import Image  # late: optional, tests alone make pictures

    frames = [Image.new("RGB", (9, 9), colour) for colour in ("red", "blue")]
    data = encoded(frames[0], "GIF", save_all=True, append_images=frames[1:])
    assert "moves" in post(cast.client("ana"), data).json["note"]


def test_refusals_are_said_in_words(cast):
    client = cast.client("ana")
    strict = {"Accept": "application/json"}
    answer = post(client, b"<svg onload=alert(1)>", "photo.png", headers=strict)
    assert answer.status_code == 422
    assert "holds code" in answer.json["error"]["errors"]["file"]
    assert client.post("/files/", data={}, headers=strict).status_code == 422
    assert post(client, space="aaaaaaaaaaaa", headers=strict).status_code == 404


def test_a_visitor_brings_nothing(cast):
    answer = post(cast.client())
    assert answer.status_code == 302
    assert answer.location.startswith("/sign-in")


def test_a_form_without_its_token_is_refused(cast):
    cast.app.config["WTF_CSRF_ENABLED"] = True
    assert post(cast.client("ana"), headers={"Accept": "application/json"}).status_code == 400


def test_a_file_and_its_sizes_are_handed_out(cast, posted):
    for address, size in ((posted, (300, 200)), (f"{posted}/thumb", (300, 200))):
        answer = cast.client("ben").get(address)
        assert (answer.status_code, answer.mimetype) == (200, "image/jpeg")
        assert seen(answer.data).size == size
        assert answer.content_length == len(answer.data)


def test_what_is_handed_out_cannot_act(cast, posted):
    headers = cast.client("ben").get(posted).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    policy = headers["Content-Security-Policy"].split("; ")
    assert "default-src 'none'" in policy
    assert "sandbox" in policy
    assert not [one for one in policy if "script" in one]
    assert headers["Content-Disposition"] == "inline; filename=\"Tur 1.jpg\"; filename*=UTF-8''T%C3%BCr%201.jpg"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_browsers_keep_it_but_ask_each_time_and_nobody_else_keeps_it(cast, posted):
    client = cast.client("ben")
    first = client.get(posted)
    assert first.headers["Cache-Control"] == "private, no-cache"
    assert "Cookie" in first.headers["Vary"]
    again = client.get(posted, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert client.get(posted, headers={"If-None-Match": '"other"'}).status_code == 200


def test_an_answer_from_memory_asks_the_rules_too(cast, posted):
    tag = cast.client("ben").get(posted).headers["ETag"]
    assert cast.client("cleo").get(posted, headers={"If-None-Match": tag}).status_code == 404


@pytest.mark.parametrize(
    ("asked", "status", "part"),
    [
        ("bytes=0-9", 206, slice(0, 10)),
        ("bytes=10-", 206, slice(10, None)),
        ("bytes=-7", 206, slice(-7, None)),
        ("bytes=5-9999999", 206, slice(5, None)),
        ("bytes=9999999-", 416, slice(0, 0)),
        ("bytes=0-1,4-5", 200, slice(None)),
        ("lines=1-2", 200, slice(None)),
        ("bytes=nonsense", 200, slice(None)),
    ],
)
def test_parts_are_handed_out(cast, posted, asked, status, part):
    whole = cast.client("ben").get(posted).data
    answer = cast.client("ben").get(posted, headers={"Range": asked})
    assert (answer.status_code, answer.data) == (status, whole[part])
    if status == 206:
        start, stop, _step = part.indices(len(whole))
        assert answer.headers["Content-Range"] == f"bytes {start}-{stop - 1}/{len(whole)}"
    if status == 416:
        assert answer.headers["Content-Range"] == f"bytes */{len(whole)}"


def test_a_part_of_other_bytes_is_answered_with_the_whole(cast, posted):
    client, part = cast.client("ben"), {"Range": "bytes=0-9"}
    whole = client.get(posted)
    assert client.get(posted, headers={**part, "If-Range": whole.headers["ETag"]}).status_code == 206
    assert client.get(posted, headers={**part, "If-Range": '"other"'}).status_code == 200
    assert client.get(posted, headers={**part, "If-Range": "Mon, 23 Nov 2026 10:00:00 GMT"}).status_code == 200


def test_a_head_request_carries_nothing(cast, posted):
    answer = cast.client("ben").head(posted)
    assert (answer.status_code, answer.data) == (200, b"")
    assert answer.content_length > 0


def test_hidden_and_absent_look_the_same(cast, posted):
    client = cast.client("cleo")
    answers = [client.get(address) for address in (posted, f"{posted}/thumb", "/files/aaaaaaaaaaaa", f"{posted}/giant")]
    assert {answer.status_code for answer in answers} == {404}
    hidden, absent = (_without_address(answer) for answer in (answers[0], answers[2]))
    assert hidden == absent
    for name in ("", "cleo"):
        hidden, absent = (cast.client(name).get(address) for address in (posted, "/files/aaaaaaaaaaaa"))
        assert hidden.status_code == absent.status_code
        assert set(hidden.headers.keys()) == set(absent.headers.keys())


def _without_address(answer):
    """The page, apart from the address that was asked for and the form's token."""
    return re.sub(r'/files/\w+|(value|content)="[\w.-]{60,}"', "", answer.text)


def test_a_visitor_is_sent_to_sign_in_for_all(cast, posted):
    for address in (posted, "/files/aaaaaaaaaaaa"):
        answer = cast.client().get(address)
        assert answer.status_code == 302
        assert answer.location == f"/sign-in?next={address}"


def test_lost_bytes_are_a_missing_page_and_no_fault(cast, posted):
    for path in (cast.app.extensions["community.settings"].instance / "files").glob("??/??/*"):
        path.unlink()
    assert cast.client("ben").get(posted).status_code == 404


WORDS = b"Attendance <script>alert(1)</script> rose.\n"


def document(cast, data=WORDS, name="notes.txt", *, read=True):
    """The address of a document of Ana's, examined."""
    made = post(cast.client("ana"), data, name, purpose="attachment").json
    while read and tasks.run_due():
        pass
    return made["url"]


def test_a_document_is_saved_byte_for_byte(cast):
    answer = cast.client("ana").get(document(cast, name="Año 1.txt"))
    assert answer.data == WORDS
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.headers["Content-Disposition"] == (
        "attachment; filename=\"Ano 1.txt\"; filename*=UTF-8''A%C3%B1o%201.txt"
    )
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_parts_of_a_document_are_handed_out(cast):
    answer = cast.client("ana").get(document(cast), headers={"Range": "bytes=11-18"})
    assert (answer.status_code, answer.data) == (206, b"<script>")


@pytest.mark.parametrize(
    ("data", "name", "shown"),
    [
        (WORDS, "a.txt", True),
        (WORDS, "a.md", False),
        (b"a,b\n1,2\n", "a.csv", False),
        (pdf("Words"), "a.pdf", True),
        (
            pdf("Words").replace(b"/Catalog", b"/Catalog /OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"),
            "a.pdf",
            False,
        ),
    ],
    ids=("text", "markdown", "table", "pdf", "scripted pdf"),
)
def test_what_cannot_act_is_shown_where_it_is_asked_for(cast, data, name, shown):
    client, url = cast.client("ana"), document(cast, data, name)
    assert client.get(url).headers["Content-Disposition"].startswith("attachment")
    headers = client.get(f"{url}?inline=1").headers
    assert headers["Content-Disposition"].startswith("inline" if shown else "attachment")
    assert "default-src 'none'" in headers["Content-Security-Policy"]


def test_a_pdf_that_was_not_read_yet_is_not_shown(cast):
    url = document(cast, pdf("Words"), "a.pdf", read=False)
    assert cast.client("ana").get(f"{url}?inline=1").headers["Content-Disposition"].startswith("attachment")


def test_a_name_says_what_the_file_is(cast):
    for name, kept in (("report", "report.pdf"), ("a.pdf", "a.pdf"), ("x.v2", "x.v2.pdf")):
        answer = cast.client("ana").get(document(cast, pdf("Words"), name, read=False))
        assert f'filename="{kept}"' in answer.headers["Content-Disposition"]


def test_while_it_is_checked_a_reader_is_told_so_and_a_visitor_nothing(cast):
    settings = cast.app.extensions["community.settings"]
    cast.app.extensions["community.settings"] = settings.model_copy(update={"clamd": "unix:/none"})
    url = document(cast, read=False)
    answer = cast.client("ana").get(url)
    assert answer.status_code == 409
    assert "being checked" in answer.text
    assert cast.client("ben").get(url).status_code == 404
    assert cast.client().get(url).status_code == 302


def test_a_store_that_signs_hands_documents_out_itself(cast, monkeypatch):
    """Pictures, and what is shown in a page, still come from here."""
    asked = []

    def signed(self, sha256, **how):
        asked.append(how)
        return f"https://store.example/{sha256}"

    monkeypatch.setattr(FolderStore, "signed", signed)
    client, url = cast.client("ana"), document(cast)
    answer = client.get(url)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (303, "no-store")
    assert answer.location.startswith("https://store.example/")
    assert asked == [{"name": "notes.txt", "type": "text/plain", "seconds": 60}]
    assert client.get(f"{url}?inline=1").status_code == 200
    assert cast.client("ben").get(url).status_code == 404
    assert client.get(post(client).json["url"]).status_code == 200
    assert len(asked) == 1
