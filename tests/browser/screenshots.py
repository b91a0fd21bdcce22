"""Pictures of every sort of page of the sample network, narrow and wide, light and dark: `make screenshots`.

It walks the links of people in several roles, so that it knows no page by name. No test: nothing is asserted.
"""

import argparse
import os
import re
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from community.testing import served, servers
from tests.browser.day import live_a_day
from tests.browser.pages import sort_of, walk
from tests.browser.people import People, Reader

SIZES = {"narrow": {"width": 390, "height": 844}, "wide": {"width": 1440, "height": 900}}
SCHEMES = ("light", "dark")
ROLES = ("team lead", "moderator", "administrator")
README = Path(__file__).resolve().parents[2] / "docs" / "images" / "thread.png"
README_SIZE = {"width": 1280, "height": 940}


def name_of(path: str) -> str:
    """A file's name for a page of this sort."""
    return re.sub(r"[^a-z0-9]+", "-", sort_of(path).replace("*", "one")).strip("-") or "my-work"


def paths_of(reader: Reader, role: str, known: set[str]) -> list[str]:
    """One page of each sort that this role reaches and no role before it did."""
    start = "/" if role else "/sign-in"
    found = [path for path, _text in walk(reader, start, enough=1) if name_of(path) not in known]
    known |= {name_of(path) for path in found}
    return found


def take(people: People, into: Path, language: str) -> int:
    """Every sort of page in every size and scheme. Answers how many pictures were made."""
    count, known = 0, set[str]()
    for role in ("", *ROLES):
        reader = people.role(role) if role else people.visitor(locale=f"{language}-US")
        reader.speak(language)
        for path in paths_of(reader, role, known):
            reader.go(path)
            for size, viewport in SIZES.items():
                reader.page.set_viewport_size(viewport)
                for scheme in SCHEMES:
                    reader.page.emulate_media(color_scheme=scheme)
                    reader.page.screenshot(path=into / f"{name_of(path)}-{size}-{scheme}.png", full_page=True)
                    count += 1
    return count


def take_for_readme(people: People, file: Path) -> None:
    """The one picture in the README: the oldest talk of the sample network."""
    reader = people.member("Alder Creek", viewport=README_SIZE, color_scheme="light")
    reader.speak("en")
    reader.go("/discussions/in/reading-together/")
    reader.page.locator(".row-title a").last.click()
    reader.page.locator("#opening").wait_for()
    file.parent.mkdir(parents=True, exist_ok=True)
    reader.page.screenshot(path=file)


def chromium() -> tuple[str, list[str]]:
    """Where Chromium is, and what it needs to be told here."""
    path = servers.CHROMIUM.path()
    if path is None:
        sys.exit(f"Chromium is missing: {servers.CHROMIUM.how()}")
    return path, ["--disable-dev-shm-usage", *(["--no-sandbox"] if os.geteuid() == 0 else [])]


def photograph(browser: Browser, site: served.Served, options: argparse.Namespace) -> None:
    """What the command line asked for."""
    with People(browser, site) as people:
        if options.readme:
            take_for_readme(people, README)
            print(f"{README}: {README.stat().st_size // 1024} kB")
            return
        options.into.mkdir(exist_ok=True)
        live_a_day(people)
        print(f"{take(people, options.into, options.language)} pictures in {options.into}/")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("into", type=Path, nargs="?", default=Path("screenshots"))
    parser.add_argument("--language", default="en", choices=("en", "es"))
    parser.add_argument("--readme", action="store_true", help="only renew docs/images/thread.png")
    options = parser.parse_args()
    path, arguments = chromium()
    with tempfile.TemporaryDirectory() as folder:
        instance = Path(folder) / "site"
        served.make_sample(instance)
        with served.serving(instance) as site, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=path, args=arguments)
            photograph(browser, site, options)
            browser.close()


if __name__ == "__main__":
    main()
