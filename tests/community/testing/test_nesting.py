"""What the check of nesting names, and what it lets pass."""

import pytest

from community.testing.nesting import badly_nested

WELL = """<!doctype html><html lang="en"><head><title>a < b</title></head><body><!-- <p> -->
<ul><li><a href="/x" title="a > b">One</a> <svg><path d="M0 0"/><title>x</title></svg></li></ul>
<dl><div><dt>Aim</dt><dd><p>Words<br>and <strong>more</strong></p></dd></div></dl>
<table><thead><tr><th scope="col">A</th></tr></thead>
<tbody><tr><td><form><label>B <input></label></form></td></tr></tbody></table>
<script>if (a < b) document.write("<p>")</script></body></html>"""
WRONG = {
    "<p>one<div>two</div></p>": "<div> within <p>",
    "<span><form></form></span>": "<form> within <span>",
    "<form><div><form></form></div></form>": "<form> within <form>",
    '<a href="/x"><span><button>y</button></span></a>': "<button> within <a>",
    "<ul><div></div></ul>": "<div> in <ul>",
    "<div><li></li></div>": "<li> in <div>",
    "<table><tr></tr></table>": "<tr> in <table>",
    "<p><b>one</p></b>": "</p> ends b",
    "<div></div></div>": "</div> ends nothing",
    "<main><p>one</p>": "<main> is not ended",
    '<i id="x"></i><i id="x"></i>': "the id x stands twice",
}


def test_a_page_that_nests_is_left_in_peace():
    assert badly_nested(WELL) == []


@pytest.mark.parametrize("text", WRONG)
def test_what_a_browser_would_build_otherwise_is_named(text):
    assert WRONG[text] in " ".join(badly_nested(text))
