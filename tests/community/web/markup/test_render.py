"""What writers get: each thing that our Markdown adds, leaves out or changes."""

import pytest

from community.web.markup import excerpt, plain, render, text_of

LINK = 'rel="nofollow noopener ugc"'


def one(markdown: str) -> str:
    """The rendered text without the line ends between blocks."""
    return str(render(markdown)).replace(">\n", ">").strip()


def test_line_breaks_stay_as_typed() -> None:
    """People write as in a letter."""
    assert one("one\ntwo") == "<p>one<br>two</p>"


def test_html_of_the_writer_is_shown_as_text() -> None:
    """Nothing of it is dropped, nothing of it acts."""
    assert one("<b>x</b>") == "<p>&lt;b&gt;x&lt;/b&gt;</p>"


def test_headings_start_at_three_and_skip_none() -> None:
    """A page has its h1 and h2."""
    assert one("# a\n#### b\n## c\n# d") == "<h3>a</h3><h4>b</h4><h4>c</h4><h3>d</h3>"
    assert one("##### a") == "<h3>a</h3>"
    assert "<h6>f</h6>" in render("# a\n## b\n### c\n#### d\n##### e\n###### f")


def test_strikethrough_yes_task_lists_no() -> None:
    """As decided: boxes that cannot be ticked would promise too much."""
    assert one("~~gone~~") == "<p><s>gone</s></p>"
    assert one("- [ ] todo") == "<ul><li>[ ] todo</li></ul>"


def test_table_lies_in_a_named_region() -> None:
    """Reachable by keyboard, named in the writer's own words and so in the writer's language."""
    html = one("| Escuela | **Año** |\n|:--|--:|\n| A | 1 |")
    assert html.startswith('<div class="table-scroll" role="region" tabindex="0" aria-label="Escuela, Año"><table>')
    assert '<th class="left" scope="col">Escuela</th>' in html
    assert '<td class="right">1</td>' in html


def test_table_without_headings_is_no_region() -> None:
    """A region without a name is noise."""
    assert one("|  |\n|--|\n| 1 |").startswith('<div class="table-scroll"><table>')


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("https://x.org/a_b_c*d*e", "https://x.org/a_b_c*d*e"),
        ("http://x.org/(a)", "http://x.org/(a)"),
        ("www.cde.ca.gov", "http://www.cde.ca.gov"),
        ("cde.ca.gov/ds", "http://cde.ca.gov/ds"),
        ("ana@district.k12.ca.us", "mailto:ana@district.k12.ca.us"),
    ],
)
def test_addresses_become_links(typed: str, address: str) -> None:
    """With a scheme or without, whole, whatever marks they hold."""
    assert one(f"see {typed}, please") == f'<p>see <a href="{address}" {LINK}>{typed}</a>, please</p>'


@pytest.mark.parametrize(
    "typed", ["at the end.In the", "v1.2.3", "readme.md", "ftp://x.org", "and/or", "a:b", "@ana.b"]
)
def test_what_only_looks_like_an_address_does_not(typed: str) -> None:
    """A missing space after a full stop makes no link."""
    assert "href" not in render(f"x {typed} x")


def test_links_lead_outside_only_by_http_and_mail() -> None:
    """Paths of this site are allowed too; another host behind two slashes is not."""
    assert one("[x](/spaces/math/)") == f'<p><a href="/spaces/math/" {LINK}>x</a></p>'
    for address in ("javascript:alert(1)", "data:text/html,x", "ftp://x.org", "//evil.test", "file:///etc/passwd"):
        assert "href" not in render(f"[x]({address})")


def test_images_of_elsewhere_become_links() -> None:
    """No reader's browser tells another host what they read."""
    assert one("![A graph](https://x.org/g.png)") == f'<p><a href="https://x.org/g.png" {LINK}>A graph</a></p>'
    assert one("[![A](https://x.org/g.png)](https://y.org)") == f'<p><a href="https://y.org" {LINK}>A</a></p>'


def test_files_of_this_site() -> None:
    """Images and files are placeholders; a picture that is a link keeps both."""
    assert one("![A graph](file:abcdefghijkl)") == '<p><span data-image="abcdefghijkl">A graph</span></p>'
    assert one("![A graph](/files/abcdefghijkl)") == '<p><span data-image="abcdefghijkl">A graph</span></p>'
    assert one("[The plan](file:abcdefghijkl)") == '<p><span data-file="abcdefghijkl">The plan</span></p>'
    assert one("[The *plan*](/files/abcdefghijkl)") == '<p><span data-file="abcdefghijkl">The plan</span></p>'
    assert one("[![A](file:abcdefghijkl)](file:mnopqrstuvwx)") == (
        f'<p><a href="/files/mnopqrstuvwx" {LINK}><span data-image="abcdefghijkl">A</span></a></p>'
    )
    assert one("[thumb](/files/abcdefghijkl/thumb)") == f'<p><a href="/files/abcdefghijkl/thumb" {LINK}>thumb</a></p>'
    assert "data-image" not in render("![x](file:ABCDEFGHIJKL)")


@pytest.mark.parametrize(
    "formula",
    ["$a_1 * b_2 * c_3$", "$\\frac{a}{b}$", "$$x = 1$$", "$\\{x \\mid x*y*z\\}$", "$a<b$", "$x_{https://x.org}$"],
)
def test_maths_is_left_as_typed(formula: str) -> None:
    """Neither emphasis nor escapes nor links touch it."""
    assert text_of(render(f"So {formula} holds.")) == f"So {formula} holds."
    assert "<em>" not in render(formula)


def test_maths_over_several_lines() -> None:
    """Lines that would be headings or lists outside stay lines."""
    assert one("$$\nx = 1\n- 2\n=\n$$") == "<p>$$\nx = 1\n- 2\n=\n$$</p>"


def test_prices_are_no_maths() -> None:
    """Dollars are mostly dollars here."""
    assert one("from $5,000 for *travel* to $6,000") == "<p>from $5,000 for <em>travel</em> to $6,000</p>"
    assert one("$5-$10 and *more*") == "<p>$5-$10 and <em>more</em></p>"


def test_quotes_nest_only_so_deep() -> None:
    """Deeper is left as text."""
    assert render(">" * 500 + " x").count("<blockquote>") <= 20


def test_invisible_trickery_is_removed() -> None:
    """A right-to-left override cannot make one file name look like another."""
    assert one("report\u202efdp.exe\x00") == "<p>reportfdp.exe</p>"


def test_composed_and_decomposed_letters_are_one() -> None:
    """Search and comparison see the same letters."""
    assert render("Jose\u0301") == render("José")


def test_plain_text_for_mail() -> None:
    """Structure by lines; where links lead, in brackets."""
    markdown = """# Plan

Read [the guide](https://x.org/g) and https://x.org/a, says @ana-lopez.

1. one
2. two
   - three

> quoted

| a | b |
|---|---|
| 1 | 2 |

```
x  = 1
  y
```
"""
    assert plain(markdown) == (
        "Plan\n\nRead the guide (https://x.org/g) and https://x.org/a, says @ana-lopez.\n\n"
        "1. one\n2. two\n  - three\n\nquoted\n\na | b\n1 | 2\n\nx  = 1\n  y"
    )


def test_plain_text_for_search_has_no_addresses() -> None:
    """Nobody looks for the path of a link."""
    assert plain("[the guide](https://x.org/g)", addresses=False) == "the guide"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("see https://www.x.org/a/b?c=d#e for more", "see x.org for more"),
        ("https://x.org/a%C3%B1o", "x.org"),
        ("www.x.org/deep/path", "x.org"),
        ("/discussions/threads/abcdefghijkl", ""),
        ("ask ana@x.org", "ask ana@x.org"),
        ("[https and you](https://x.org)", "https and you"),
        ("![IMG_2041 (2).JPG](file:abcdefghijkl) so", "so"),
        ("![A graph that rises](file:abcdefghijkl)", "A graph that rises"),
        ("[plan.pdf](file:abcdefghijkl)", "plan.pdf"),
    ],
)
def test_excerpts_name_no_picture_files_and_no_raw_addresses(typed: str, said: str) -> None:
    """They say nothing to somebody who looks for words; mail keeps them."""
    assert excerpt(render(typed)) == plain(typed, addresses=False) == said
    assert plain("https://www.x.org/a/b") == "https://www.x.org/a/b"


def test_loose_list_items_keep_their_numbers() -> None:
    """The number and its words stand on one line."""
    assert plain("3. one\n\n4. two") == "3. one\n4. two"


def test_excerpt_is_cut_between_words() -> None:
    """One line, no half words, a mark that something follows."""
    html = render("# Title\n\nSome words, and *more* words here")
    assert excerpt(html) == "Title Some words, and more words here"
    assert excerpt(html, 22) == "Title Some words, and…"
    assert excerpt(html, 18) == "Title Some words…"
    assert len(excerpt(render("a" * 500), 50)) == 50
