"""Fields as they stand on a page: what they say when something does not fit, and what a browser may not cut off."""

import re
from html import unescape

from community.web.forms import Form, LineField, MarkdownField, ParagraphField

MACROS = """{% from "_macros/fields.html" import field, form_errors %}
{{ form_errors(form) }}{{ field(form.title) }}{{ field(form.note) }}"""


class Sample(Form):
    """Three texts."""

    title = LineField("Title", longest=20)
    note = ParagraphField("Note", longest=30, required=False)
    body = MarkdownField("Your text", longest=100)


def shown(site, **data):
    """The form after it was sent."""
    with site.test_request_context(method="POST", data=data):
        form = Sample(meta={"csrf": False})
        form.validate()
        return unescape(site.jinja_env.from_string(MACROS).render(form=form))


def test_the_summary_names_each_field(site):
    page = shown(site, title=" ", body="")
    assert re.findall(r'<a href="#(\w+)">([^<]+)</a>', page) == [
        ("title", "Title: Please fill this in."),
        ("body", "Your text: Please fill this in."),
    ]


def test_no_browser_cuts_off_what_is_too_long(site):
    long = "A title that is far too long for its field"
    page = shown(site, title=long, note="n" * 31, body="Fine")
    assert "maxlength" not in page
    assert f'value="{long}"' in page
    assert 'data-longest="20"' in page
    assert "Title: Use at most 20 characters." in page
    assert "Note: Use at most 30 characters." in page
