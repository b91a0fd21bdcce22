"""Adding resources in real browsers: dropped, pasted, sent on after a reload, and told of what is there already."""

import re

import pytest

from tests.browser.files import FIELD, Line, pdf
from tests.browser.people import until_true

HERE, NEW_THREAD = "/resources/in/reading-together", "/discussions/in/reading-together/new"
LARGE = 6_000_000
# Files on their way from the desktop: what a browser hands a page that they are dropped on or pasted into.
CARRY = """([selector, kind, name, type, text]) => {
  const carried = new DataTransfer();
  carried.items.add(new File([text], name, {type}));
  const also = kind === "paste" ? {clipboardData: carried} : {dataTransfer: carried};
  document.querySelector(selector).dispatchEvent(
    kind === "paste" ? new ClipboardEvent(kind, {bubbles: true, cancelable: true, ...also})
                     : new DragEvent(kind, {bubbles: true, cancelable: true, ...also}));
}"""


@pytest.fixture
def writer(people):
    """Somebody who adds resources."""
    return people.member("Alder Creek", permissions=["clipboard-read", "clipboard-write"])


def carry(reader, selector, kind, name, text="a,b\n1,2\n", media="text/csv"):
    reader.page.wait_for_load_state()  # what a page says can be read before its scripts listen
    reader.page.evaluate(CARRY, [selector, kind, name, media, text])


def test_a_file_that_is_dropped_becomes_a_resource_and_answers_what_was_wrong(writer):
    writer.go(f"{HERE}/new?way=file")
    writer.page.eval_on_selector("form.stack", "form => form.noValidate = true")
    writer.page.click("button:has-text('Add it')")
    wrong = writer.page.locator(".field-wrong")
    until_true(writer.page, lambda: wrong.count() == 1)
    carry(writer, "[data-drop]", "drop", "reading minutes.csv")
    writer.page.get_by_text("reading minutes.csv is added.").wait_for()
    assert not wrong.count()
    assert not writer.page.locator(".field-error").count()
    writer.page.click("button:has-text('Add it')")
    writer.page.wait_for_url(re.compile("/resources/[a-z2-7]{12}$"))
    assert writer.page.locator("h1").inner_text() == "Reading minutes"
    assert not writer.failures


def test_a_file_that_is_pasted_goes_into_the_text(writer):
    writer.go(NEW_THREAD)
    carry(writer, "textarea[name=body]", "paste", "minutes.csv")
    writer.page.get_by_text("minutes.csv is added.").wait_for()
    assert "(/files/" in writer.page.locator("textarea[name=body]").input_value()


def test_after_a_reload_the_same_file_goes_on_where_it_was(writer, tmp_path):
    line, file = Line(writer), tmp_path / "large.pdf"
    file.write_bytes(pdf(LARGE))
    writer.go(NEW_THREAD)
    line.carries(2_000_000)
    writer.page.set_input_files(FIELD, file)
    writer.page.wait_for_function("() => document.querySelector('.upload progress')?.value > 0.4")
    begun, asked = [], []
    writer.page.on("dialog", lambda dialog: dialog.accept())
    writer.page.reload()
    writer.page.on(
        "request", lambda sent: begun.append(sent.url) if sent.method == "POST" else asked.append(sent.method)
    )
    line.carries()
    writer.page.set_input_files(FIELD, file)
    writer.page.get_by_text("large.pdf is added.").wait_for()
    assert "HEAD" in asked
    assert not [url for url in begun if url.endswith("/files/uploads/")], "it is not begun anew"


def test_while_a_title_is_typed_one_reads_what_is_there_already(writer):
    assert (
        "/resources/"
        in writer.post(
            f"{HERE}/new?way=text", title="Walkthrough with two colours", body="Two.", licence="cc-by", language="en"
        ).url
    )
    writer.go(f"{HERE}/new?way=text")
    writer.page.fill("[name=title]", "Walkthrough with two colors")
    place = writer.page.locator("[data-alike]")
    until_true(writer.page, lambda: "Walkthrough with two colours" in place.inner_text())
    writer.page.fill("[name=title]", "")
    until_true(writer.page, lambda: not place.inner_text())


def test_a_share_link_is_copied_with_a_button(people, writer):
    people.role("moderator").post(f"{HERE}/house", links="y", licence="cc-by")
    path = writer.post(
        f"{HERE}/new?way=text", title="An agenda for forty minutes", body="Three.", licence="cc-by", language="en"
    ).url
    writer.go(f"{path}/links")
    writer.page.click("button:has-text('Make a link')")
    writer.page.click("button:has-text('Copy the link')")
    writer.page.get_by_role("button", name="Copied").wait_for()
    assert (
        writer.page.evaluate("() => navigator.clipboard.readText()") == writer.page.locator("#fresh-link").inner_text()
    )
