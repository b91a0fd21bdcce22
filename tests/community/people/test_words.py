"""The small pure parts: browsers, handles, addresses, links."""

import pytest

from community.people import addresses, browsers, handles, tokens


@pytest.mark.parametrize(
    ("said", "short"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/141.0 Safari/537.36 Edg/141.0",
            "Edge/Windows",
        ),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18.0 Safari/605.1.15", "Safari/macOS"),
        ("Mozilla/5.0 (Linux; Android 15; Pixel) Chrome/141.0 Mobile Safari/537.36", "Chrome/Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) CriOS/141.0 Mobile Safari/604.1", "Chrome/iPhone"),
        ("Mozilla/5.0 (X11; CrOS x86_64) Chrome/141.0 Safari/537.36", "Chrome/ChromeOS"),
        ("curl/8.0", "/"),
    ],
)
def test_browsers_are_recognised(said, short):
    assert browsers.recognised(said) == short


@pytest.mark.parametrize(
    ("short", "words"),
    [
        ("Edge/Windows", "Edge on Windows"),
        ("/iPhone", "A browser on iPhone"),
        ("Edge/", "Edge"),
        ("/", "A browser we do not know"),
    ],
)
def test_browsers_in_words(inside, short, words):
    assert browsers.in_words(short) == words


@pytest.mark.parametrize(
    ("name", "handle"),
    [
        ("Ana López-Ruiz", "ana-lopez-ruiz"),
        ("  Ñandú  O'Brien ", "nandu-o-brien"),
        ("李雷", "member"),
        ("x" * 80, "x" * 50),
    ],
)
def test_handles(name, handle):
    assert handles.base(name) == handle


def test_a_handle_is_taken_once():
    assert handles.free("ana", set()) == "ana"
    assert handles.free("ana", {"ana", "ana-2", "ana-lopez"}) == "ana-3"


@pytest.mark.parametrize("address", ["a@b.example", "ana.lopez+x@school.k12.example"])
def test_addresses(address):
    assert addresses.is_mail(address)


@pytest.mark.parametrize(
    "address", ["a", "a@", "@b", "a b@c.example", "a@b.example\n", "a@b,c@d", "a@-b.example", "a" * 250 + "@b.c"]
)
def test_no_addresses(address):
    assert not addresses.is_mail(address)


def test_domains_include_those_below():
    assert addresses.in_domain("a@x.alder.example", "Alder.example")
    assert not addresses.in_domain("a@notalder.example", "alder.example")


def test_links_differ_by_purpose_key_and_site(inside):
    assert tokens.derived("reset", "1") == tokens.derived("reset", "1")
    assert len({tokens.derived("reset", "1"), tokens.derived("reset", "2"), tokens.derived("invitation", "1")}) == 3
    assert len(tokens.derived("reset", "1")) >= 43
