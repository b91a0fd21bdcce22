"""The promises of the look that can be computed: contrast, the two lists of dark colours, nothing inline.

What must be seen (screenshots, the accessibility checker) belongs to the browser tests.
"""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
CSS = ROOT / "community" / "static" / "css"
TEMPLATES = sorted([*ROOT.glob("templates/**/*.html"), *ROOT.glob("plugins/*/templates/**/*.html")])
READABLE = 4.5
PAIRS = [
    *((ink, ground) for ink in ("ink", "quiet", "accent", "danger") for ground in ("paper", "raised", "sunken")),
    ("on-accent", "accent"),
    ("on-accent", "accent-deep"),
    ("accent-deep", "accent-soft"),
    *((tone, f"{tone}-soft") for tone in ("warm", "cool", "danger", "success")),
    *(("ink", f"{tone}-soft") for tone in ("warm", "cool", "danger", "success")),
    ("warm", "paper"),
    ("cool", "paper"),
]


def _blocks() -> list[dict[str, str]]:
    """The custom properties of each rule of tokens.css that sets the paper: light, dark by device, dark by choice."""
    rules = re.findall(r"\{([^{}]*--paper[^{}]*)\}", (CSS / "tokens.css").read_text())
    return [dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6});", rule)) for rule in rules]


def _light(colour: str) -> float:
    """Relative luminance, as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    dark, light = sorted((_light(one), _light(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_words_can_be_read(theme: int, ink: str, ground: str) -> None:
    colours = _blocks()[theme]
    assert _contrast(colours[ink], colours[ground]) >= READABLE


@pytest.mark.parametrize("number", range(12))
def test_initials_can_be_read_on_every_district(number: int) -> None:
    found = re.search(rf"\.d{number} {{ --tint: (#[0-9a-f]{{6}});", (CSS / "districts.css").read_text())
    assert found is not None
    assert _contrast(found.group(1), "#ffffff") >= READABLE


def test_dark_is_the_same_by_device_and_by_choice() -> None:
    _, by_device, by_choice = _blocks()
    assert by_device == by_choice


def test_light_and_dark_name_the_same_colours() -> None:
    light, dark, _ = _blocks()
    assert light.keys() == dark.keys()


def test_nothing_is_inline() -> None:
    """The content security policy would drop it. Mail is no page: its styles must be inline."""
    inline = re.compile(r"<style|\sstyle=|\son[a-z]+=\"|<script(?![^>]*\ssrc=)")
    pages = [path for path in TEMPLATES if "mail" not in path.parts]
    assert len(pages) > 50
    assert [str(path.relative_to(ROOT)) for path in pages if inline.search(path.read_text())] == []


def test_every_part_of_the_stylesheet_is_imported() -> None:
    imported = set(re.findall(r'@import "([\w.-]+)"', (CSS / "app.css").read_text()))
    assert imported == {path.name for path in CSS.glob("*.css")} - {"app.css"}


def drawn() -> set[str]:
    """The icons that there are."""
    text = (ROOT / "templates/_macros/icons.html").read_text()
    return set(re.findall(r'^  "([a-z-]+)": \[', text, re.MULTILINE))


def asked_for(text: str) -> set[str]:
    """The icons that a template names in so many words."""
    calls = [*re.findall(r"\bicon\(([^{}]*?)\)", text), *re.findall(r"\bicon_name=([^{}]*?)(?:, \w+=|\)|\}|$)", text)]
    told = re.findall(r'"icon": ("[a-z-]+")', text)
    return {name for call in [*calls, *told] for name in re.findall(r'"([a-z-]+)"', re.sub(r'==\s*"[^"]*"', "", call))}


def test_every_icon_is_drawn() -> None:
    missing = {str(file.relative_to(ROOT)): asked_for(file.read_text()) - drawn() for file in TEMPLATES}
    assert len(drawn()) > 20
    assert {file: names for file, names in missing.items() if names} == {}


@pytest.mark.parametrize(
    "template",
    ['{{ icon("nosuch") }}', '{{ button(_("Go"), icon_name="nosuch") }}', '{{ menu("x", [{"icon": "nosuch"}]) }}'],
)
def test_an_icon_that_is_not_drawn_is_seen(template: str) -> None:
    assert asked_for(template) - drawn() == {"nosuch"}
