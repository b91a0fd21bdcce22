"""What hostile writers try: nothing outside the allow-list leaves the renderer, and nothing takes it long."""

import random
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from community.web.markup import LONGEST, TooLong, placeholders, plain, render
from community.web.markup.sanitiser import sanitise
from tests.community.web.markup.allowed import held_to_the_list

PAYLOADS = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.test/x.js></sCrIpT>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><script>alert&#40;1)</script></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><img src onerror=alert(1)></style></mglyph></table></mtext></math>",
    "<math href='javascript:alert(1)'>x</math>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data='data:text/html;base64,PHNjcmlwdD4='></object>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href=' java\tscript:alert(1)'>x</a>",
    "<base href='//evil.test/'>",
    "<meta http-equiv=refresh content='0;url=//evil.test'>",
    "<form action=//evil.test><input name=password></form>",
    "<style>*{background:url(//evil.test)}</style>",
    "<link rel=stylesheet href=//evil.test>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<?xml version='1.0'?><x/>",
    "<!DOCTYPE html>",
    "</p></div></body><script>alert(1)</script>",
    "<template><script>alert(1)</script></template>",
    "<span data-mention='admin'>@admin</span>",
    '<span data-mention="admin">@admin</span>',
    '<span data-image="abcdefghijkl">x</span>',
    '<div data-card="/x/y"><a href="/x/y" rel="nofollow noopener ugc">x</a></div>',
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java&#115;cript:alert(1))",
    "[x](&#x6A;avascript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](&Tab;javascript:alert(1))",
    "[x](<java\tscript:alert(1)>)",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](DATA:text/html,<script>alert(1)</script>)",
    "[x](file:///etc/passwd)",
    "[x](file:abcdefghijkl/../../etc)",
    "[x](blob:https://a.test/x)",
    "[x](//evil.test)",
    "[x](/\\evil.test)",
    "[x](/&#9;/evil.test)",
    "[x](\\\\evil.test)",
    "[x](https:evil.test)",
    "[x](http://)",
    '[x](https://a.test/" onmouseover="alert(1))',
    "[x](https://a.test 'title\" onclick=\"alert(1)')",
    "[x](https://a.test/<script>)",
    "![x](javascript:alert(1))",
    "![x](data:image/svg+xml,<svg onload=alert(1)>)",
    '![x" onerror="alert(1)](https://a.test/x.png)',
    "![<script>](file:abcdefghijkl)",
    '!["><script>](file:abcdefghijkl)',
    '![a](file:abcdefghijkl "title")',
    "[![a](file:abcdefghijkl)](https://a.test)",
    "[![a](https://b.test/x.png)](https://a.test)",
    "[a [b](https://b.test) c](https://a.test)",
    "[a https://b.test @ana](https://a.test)",
    "<javascript:alert(1)>",
    '<https://a.test/"onclick=alert(1)>',
    "<a@b.test>",
    "javascript:alert(1)//https://a.test",
    'https://a.test/"><script>alert(1)</script>',
    "https://a.test/'onclick='alert(1)",
    "https://аррӏе.test/\u202egpj.exe",
    "www.a.com/<img src=x onerror=alert(1)>",
    '@ana"><script>alert(1)</script>',
    "@ana-lopez",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "&#0;&#x0;&#xD800;&#1114112;",
    "\\<script>alert(1)\\</script>",
    "`<script>alert(1)</script>`",
    '``` "><script>\nalert(1)\n```',
    "~~~ onload=alert(1)\n</pre><script>\n~~~",
    "    </code></pre><script>alert(1)</script>",
    "$<script>alert(1)</script>$",
    "$$\n<script>alert(1)</script>\n$$",
    '| <script> | " onclick=x |\n|:--|--:|\n| </table><script> | `|` |',
    "[x]: javascript:alert(1)\n\n[x]",
    '[x]: https://a.test "t" onclick\n\n[x]',
    "# <script>alert(1)</script> #",
    "999999999999. x",
    "<\x00script>alert(1)</script>",
    "<scr\u200bipt>\u202ealert(1)\u2066",
    "\ud800<script>",
    "<<script>script>alert(1)<</script>/script>",
]
WRAPPINGS = [
    "{}", "> {}", "- {}", "1. {}", "**{}**", "_{}_", "~~{}~~", "`{}`", "[{}](https://a.test)",
    "![{}](https://a.test/x.png)",
    "# {}", "| {} |\n|---|\n| {} |", "{}\n===", "{}\n\n{}", "text {} text", "{}{}", "    {}", "```\n{}\n```",
    "> - {}\n>   {}",    "${}$", "<{}>", '"{}"', "({})", "[{}]({})", "[{}]: {}\n\n[{}]", "@{}", "https://a.test/{}",
    "&{};", "\\{}", "{}  \n{}",
]  # fmt: skip
JOINTS = ["", "\n", "\n\n", " ", "<"]


def test_every_payload_in_every_wrapping_stays_on_the_list() -> None:
    """Each of the payloads in each of the wrappings, in several company: more than 13,000 texts."""
    company = random.Random(7)
    count = 0
    for payload in PAYLOADS:
        for wrapping in WRAPPINGS:
            for joint in JOINTS:
                neighbour = company.choice(PAYLOADS)
                html = render(wrapping.replace("{}", payload) + joint + neighbour)
                held_to_the_list(html)
                count += 1
    assert count > 13_000


@settings(max_examples=400, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(PAYLOADS + WRAPPINGS), st.text(max_size=12)), max_size=8).map("".join))
def test_mixtures_stay_on_the_list_and_are_settled(markdown: str) -> None:
    """Rendering gives the same each time, cleaning again changes nothing, and the text of it can be read."""
    html = render(markdown)
    held_to_the_list(html)
    assert render(markdown) == html
    assert sanitise(html) == html
    assert isinstance(plain(markdown), str)


@pytest.mark.parametrize("payload", [p for p in PAYLOADS if p.startswith(("<span", "<div"))])
def test_a_placeholder_cannot_be_typed(payload: str) -> None:
    """A writer's own brackets stay text, so nobody can plant a card or a mention of their wording."""
    assert [place for place in placeholders(render(payload)) if place.kind != "mention"] == []
    assert all(place.words == "@" + place.key for place in placeholders(render(payload)))


@pytest.mark.parametrize(
    "piece",
    ["[", "![", "](", "> ", "- ", "*a **a ", "*_", "`a``", "<a ", "<!--", "&#x", "://", "http://", "http://a.b/(",
     "a@b.",     "www.a", "@a ", "$a", "$$a", "|a|\n|-|\n", "a|b\n-|-\n", "* * a\n", "1. ", "[a]: b\n", "https://a.org/\n"],
)  # fmt: skip
def test_one_piece_without_end_is_bounded(piece: str) -> None:
    """40,000 characters of what makes naive renderers quadratic end here, and grow into a bounded page."""
    html = render((piece * (LONGEST // len(piece) + 1))[:LONGEST])
    assert len(html) < 30 * LONGEST


def _calls(piece: str, length: int) -> int:
    """How many functions a rendering calls: its work, whatever the machine."""
    counted = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal counted
        counted += event == "call"

    sys.setprofile(count)
    try:
        render((piece * length)[:length])
    finally:
        sys.setprofile(None)
    return counted


@pytest.mark.parametrize("piece", ["[", "![", "**[", "[<", "](", "[a]("])
def test_work_grows_with_the_text_and_not_with_its_square(piece: str) -> None:
    assert _calls(piece, 8_000) < 5 * _calls(piece, 2_000)


@pytest.mark.parametrize("columns", [10, 300])
def test_a_table_has_so_many_cells_and_a_larger_one_stays_text(columns: int) -> None:
    html = render(("|" + "a|" * columns + "\n|" + "-|" * columns + "\n" + "|\n" * LONGEST)[:LONGEST])
    assert html.count("<td") == 0
    assert _calls("a\n|-|\n", 8_000) < 5 * _calls("a\n|-|\n", 2_000)
    assert render("|a" * 10 + "\n" + "|-" * 10 + "\n" + "|1\n" * 400 + "\nEnd").count("<td") == 4_000


def test_more_than_the_longest_is_refused() -> None:
    """The net under the forms' own limits."""
    render("a" * LONGEST)
    with pytest.raises(TooLong):
        render("a" * (LONGEST + 1))
