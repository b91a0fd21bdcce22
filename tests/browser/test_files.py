"""Files in real browsers: sent ahead with their progress, over a line that breaks, by keyboard, without scripts."""

import re

import pytest
from playwright.sync_api import Error

from tests.browser.files import FIELD, Line, choose, pdf, png
from tests.browser.people import until_true
from tests.browser.test_keyboard import press, tab_to
from tests.browser.threads import SPACE, open_thread

WRITTEN = "The plan that we tried."
LARGE = 6_000_000  # two parts


@pytest.fixture
def writer(people):
    """A person at a thread of their own, about to reply."""
    reader = people.member("Alder Creek")
    open_thread(reader, "What do you plan a lesson with", "Ours is a page long.")
    return reader


def send(reader):
    """Send the reply that is written; answers the post."""
    reader.page.click("button:has-text('Post the reply')")
    reader.page.wait_for_url(re.compile("#r"))
    return reader.page.locator(".post").last


def body(reader):
    """What stands in the text so far."""
    return reader.page.locator("textarea[name=body]").input_value()


def test_a_document_goes_ahead_and_comes_back_byte_for_byte(writer, people):
    content = pdf()
    assert "200 MB" in writer.page.locator(".composer-files .hint").inner_text()
    choose(writer, ("Plan [1].pdf", "application/pdf", content))
    writer.page.fill("textarea[name=body]", WRITTEN)
    writer.page.get_by_text("Plan [1].pdf is added.").wait_for()
    assert re.search(r"\n\[Plan 1\.pdf\]\(/files/[a-z2-7]{12}\)", body(writer))
    card = send(writer).locator(".file")
    assert "PDF document" in card.inner_text()
    link = card.locator("a").get_attribute("href")
    other = people.member("Mirasol", 1)
    got = other.context.request.get(writer.site.address + link)
    assert got.body() == content
    assert got.headers["content-disposition"].startswith("attachment")
    assert people.member("Ocotillo Bend").get(link)[0] == 404


def test_a_line_that_breaks_is_waited_for_and_the_form_with_it(writer):
    content, line = pdf(LARGE), Line(writer)
    line.carries(2_000_000)
    writer.page.fill("textarea[name=body]", WRITTEN)
    choose(writer, ("large.pdf", "application/pdf", content))
    writer.page.wait_for_function("() => document.querySelector('.upload progress')?.value > 0.1")
    line.carries(offline=True)
    writer.page.locator(".upload[data-state=paused]").wait_for()
    reached = writer.page.evaluate("() => document.querySelector('.upload progress').value")
    assert "The connection is lost." in writer.page.locator(".upload-state").inner_text()

    thread = writer.path
    writer.page.click("button:has-text('Post the reply')")
    writer.page.get_by_text("Files are still on their way.").wait_for()
    assert writer.path == thread
    assert writer.page.locator("textarea[name=body]").input_value() == WRITTEN
    began = []
    writer.page.on("request", lambda sent: began.append(sent) if sent.url.endswith("/files/uploads/") else None)
    line.carries()
    writer.page.wait_for_url(re.compile("#r"))
    assert 0 < reached < 1
    assert not began, "it goes on where it was"
    link = writer.page.locator(".post").last.locator(".file a").get_attribute("href")
    assert writer.context.request.get(writer.site.address + link).body() == content
    writer.failures[:] = [said for said in writer.failures if "ERR_INTERNET_DISCONNECTED" not in said]
    assert not writer.failures


def test_what_is_refused_says_why_and_nothing_is_lost(writer):
    thread = writer.path
    writer.page.fill("textarea[name=body]", WRITTEN)
    page_as_pdf = ("lesson.pdf", "application/pdf", b"<!doctype html><script>alert(1)</script>")
    drawing = ("logo.svg", "image/svg+xml", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>")
    choose(writer, page_as_pdf, drawing, ("empty.pdf", "application/pdf", b""))
    refused = writer.page.locator(".upload[data-state=refused]")
    until_true(writer.page, lambda: refused.count() == 3)
    said = refused.all_inner_texts()
    assert "holds something else" in said[0]
    assert "holds code" in said[1]
    assert "empty" in said[2]
    assert writer.path == thread
    assert body(writer) == WRITTEN
    for _ in range(3):
        refused.first.get_by_role("button", name="Remove").click()
    assert send(writer).inner_text().count(WRITTEN) == 1


def test_a_picture_is_described_and_leads_to_its_full_size(writer):
    writer.page.fill("textarea[name=body]", WRITTEN)
    choose(writer, ("IMG_2041.png", "image/png", png()))
    field = writer.page.get_by_label("What does IMG_2041.png show?")
    assert writer.page.evaluate("() => document.activeElement.matches('.upload-words input')")
    choose(writer, ("plan.pdf", "application/pdf", pdf()))
    until_true(writer.page, lambda: "[plan.pdf](/files/" in body(writer))
    assert field.input_value() == "", "what arrives meanwhile goes into the text, wherever the focus is"
    writer.page.locator(".upload[data-state=arrived]").wait_for()
    writer.page.click("button:has-text('Post the reply')")
    writer.page.get_by_text("Say what the picture shows.").wait_for()
    assert "![" not in body(writer)
    field.fill("A shelf with [twelve] books")
    field.press("Enter")
    writer.page.wait_for_url(re.compile("#r"))
    picture = writer.page.locator(".post").last.get_by_role("link", name="A shelf with twelve books")
    picture.click()
    writer.page.wait_for_url(re.compile("/files/[a-z2-7]{12}$"))
    assert writer.page.evaluate("() => document.images[0].naturalWidth") == 640
    writer.go("/search?q=shelf")
    assert "IMG_2041" not in writer.page.locator("main").inner_text()


def test_files_by_keyboard_alone(writer):
    keys = writer.page.keyboard
    tab_to(writer, name="body")
    keys.type(WRITTEN)
    with writer.page.expect_file_chooser() as chosen:
        tab_to(writer, "Add files")
        keys.press("Enter")
    chosen.value.set_files([{"name": "shelf.png", "mimeType": "image/png", "buffer": png()}])
    until_true(writer.page, lambda: writer.page.evaluate("() => document.activeElement.matches('.upload-words input')"))
    keys.type("A shelf")
    keys.press("Enter")
    until_true(writer.page, lambda: "![A shelf](/files/" in body(writer))
    assert writer.page.evaluate("() => document.activeElement.name") == "body"
    press(writer, "Control+Enter")
    assert writer.page.locator(".post").last.locator("img[alt='A shelf']").count() == 1


def test_files_without_scripts(people):
    writer = people.member("Alder Creek", java_script_enabled=False)
    writer.go(SPACE)
    writer.page.click("text=New thread")
    writer.page.fill("[name=title]", "A plan without scripts")
    writer.page.fill("textarea[name=body]", WRITTEN)
    choose(writer, ("bad.pdf", "application/pdf", b"<html>"), ("plan.pdf", "application/pdf", pdf()))
    writer.page.click("button:has-text('Open the thread')")
    assert "bad.pdf: The name of this file ends in" in writer.page.locator("[role=alert]").inner_text()
    assert "[plan.pdf](/files/" in body(writer)
    choose(writer, ("shelf.png", "image/png", png()))
    writer.page.fill("[name=files_alt]", "A shelf")
    writer.page.click("button:has-text('Open the thread')")
    assert writer.page.locator("#opening .file").count() == 1
    assert writer.page.locator("#opening img[alt='A shelf']").count() == 1

    writer.page.click("summary:has-text('More')")
    writer.page.click("main a:has-text('Edit')")
    choose(writer, ("second.png", "image/png", png(40, 30)))
    writer.page.click("button:has-text('Save')")
    assert "Say what the picture shows" in writer.page.locator("[role=alert]").inner_text()
    writer.page.fill("textarea[name=body]", body(writer).replace("![](", "![A second shelf]("))
    writer.page.click("button:has-text('Save')")
    assert writer.page.locator("#opening img[alt='A second shelf']").count() == 1


def test_a_file_field_sends_ahead_and_names_what_came(people):
    writer = people.member("Alder Creek")
    writer.go("/resources/in/reading-together/new?way=file")
    field = writer.page.locator("[data-drop] input[type=file]")
    field.set_input_files({"name": "first.pdf", "mimeType": "application/pdf", "buffer": pdf()})
    kept = writer.page.locator("[data-drop-kept] input")
    second = writer.page.get_by_role("checkbox", name="second.pdf")
    kept.wait_for()
    assert kept.get_attribute("name") == "file_id"
    assert writer.page.get_by_role("checkbox", name="first.pdf").is_checked()
    field.set_input_files({"name": "second.pdf", "mimeType": "application/pdf", "buffer": pdf(500)})
    second.wait_for()
    assert kept.count() == 1, "one file, the last that was chosen"
    second.uncheck()
    assert field.evaluate("field => field.required")
    second.check()
    assert not field.evaluate("field => field.required")
    field.set_input_files({"name": "bad.pdf", "mimeType": "application/pdf", "buffer": b"<html>"})
    writer.page.locator(".upload[data-state=refused]").get_by_text("holds something else").wait_for()
    assert kept.count() == 1


EMBED = """address => Promise.all(["script", "iframe", "object"].map((name) => new Promise((done) => {
  const one = document.createElement(name);
  one[name === "object" ? "data" : "src"] = address;
  one.onload = one.onerror = done;
  document.body.append(one);
  setTimeout(done, 500);
})))"""


def opened(reader, address):
    """What a tab of its own says after it was sent to an address: whether a script ran; a download leaves it empty."""
    page = reader.open()
    try:
        page.goto(reader.site.address + address)
    except Error as error:
        if not re.search("Download is starting|ERR_ABORTED", str(error)):
            raise
    ran = page.evaluate("() => [window.ran ?? 0, document.title]")
    page.close()
    return ran


def test_nothing_that_was_brought_runs(writer):
    script = "window.ran = 1; document.title = 'ran'"
    text = f"{script}\n// <script>{script}</script>\n".encode()
    plan = pdf(script="app.alert(1)")
    choose(writer, ("notes.txt", "text/html", text), ("plan.pdf", "text/html", plan))
    until_true(writer.page, lambda: body(writer).count("](/files/") == 2)
    asked = []
    writer.context.on("dialog", lambda dialog: asked.append(dialog.message) or dialog.dismiss())
    for link in re.findall(r"\((/files/[^)]+)\)", body(writer)):
        for address in (link, f"{link}?inline=1"):
            got = writer.context.request.get(writer.site.address + address)
            assert got.headers["x-content-type-options"] == "nosniff"
            assert got.headers["content-type"].split(";")[0] in {"text/plain", "application/pdf"}
            assert opened(writer, address)[0] == 0
            writer.page.evaluate(EMBED, address)
    assert writer.page.evaluate("() => window.ran") is None
    assert not asked


def test_the_pieces_of_files_show_at_every_width(people):
    reader = people.member("Alder Creek")
    assert reader.go("/pieces").status == 200
    assert reader.page.locator(".file").count() >= 5
    assert reader.page.locator(f"{FIELD}:not([name])").count() == 1
