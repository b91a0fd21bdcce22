"""What a page is held to by machine: axe in light and dark, no sideways scrolling, one language."""

import re
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from babel.messages import pofile

ROOT = Path(__file__).resolve().parents[2]
WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 360, "height": 780}
ELEMENT = re.compile(r'<([a-z0-9]+)(?:\s[^>]*?class="([^"]*)")?')
NAMES = {"English"}  # a language is called by its own name where one chooses it
COLOUR = re.compile(r"\bd\d+\b")  # of a district: all twelve stand on /pieces
SIDEWAYS = """() => {
  const root = document.documentElement;
  if (root.scrollWidth <= innerWidth) return null;
  const wide = [...document.body.querySelectorAll("*")].filter((one) => one.getBoundingClientRect().right > innerWidth);
  return `${root.scrollWidth} of ${innerWidth}: ${wide.slice(-3).map((one) => one.outerHTML.slice(0, 120))}`;
}"""
TEXTS = """() => {
  const found = new Set(), walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!element.closest("[lang]:not(html)") && !element.closest("script, style")) found.add(node.data.trim());
  }
  for (const one of document.querySelectorAll("[aria-label], [placeholder], [title]"))
    for (const name of ["aria-label", "placeholder", "title"]) found.add((one.getAttribute(name) ?? "").trim());
  return [...found];
}"""


def faults(page, *rules):
    """What axe finds, one line each: the rule and the first places."""
    only = {"runOnly": {"type": "rule", "values": list(rules)}} if rules else {}
    found = Axe().run(page, options={"resultTypes": ["violations"], **only}).response["violations"]
    return [f"{one['id']}: {[node['html'][:160] for node in one['nodes'][:3]]}" for one in found]


def sideways(page):
    """What makes the page scroll sideways, if anything does: one line or none."""
    wide = page.evaluate(SIDEWAYS)
    return [f"scrolls sideways: {wide}"] if wide else []


def looked_at(page):
    """Everything that is wrong with the page that is open, in light and dark."""
    said = []
    for size in (NARROW, WIDE):
        page.set_viewport_size(size)
        said += sideways(page)
    page.emulate_media(color_scheme="light")
    said += faults(page)
    page.emulate_media(color_scheme="dark")
    return [*said, *(f"in the dark: {one}" for one in faults(page, "color-contrast"))]


def shape(text):
    """The sorts of elements that a page is made of: two pages of one shape look alike to axe."""
    return {(tag, COLOUR.sub("", classes)) for tag, classes in ELEMENT.findall(text)}


def english_only():
    """Messages that Spanish says in other words."""
    found = {}
    for file in sorted(ROOT.glob("*/**/translations/es/LC_MESSAGES/messages.po")):
        with file.open("rb") as lines:
            for message in pofile.read_po(lines, locale="es"):
                if isinstance(message.id, str) and message.id and "%(" not in message.id:
                    found.setdefault(message.id, set()).add(message.string)
    return {said for said, meant in found.items() if said not in meant} - NAMES


def english_in(page, messages):
    """What a Spanish page says in English."""
    assert page.locator("html").get_attribute("lang") == "es"
    return sorted(set(page.evaluate(TEXTS)) & messages)
