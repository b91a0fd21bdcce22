"""Pictures of the main pages of the sample network, narrow and wide, light and dark: `make screenshots`.

It follows the menu of a signed-in person, so that it knows no page by name. No test: nothing is asserted.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from community.testing import servers

SIZES = {"narrow": {"width": 390, "height": 844}, "wide": {"width": 1280, "height": 900}}
SCHEMES = ("light", "dark")
SECONDS_TO_START = 60


@contextmanager
def sample_site(instance: Path) -> Iterator[str]:
    """A site of its own with the sample network, as long as this lasts. Answers its address."""
    command = str(Path(sys.executable).with_name("community"))
    port = servers.free_port()
    settings = {**os.environ, "COMMUNITY_INSTANCE": str(instance), "COMMUNITY_BASE_URL": f"http://127.0.0.1:{port}"}
    for step in (["db", "upgrade"], ["sample", "load", "--if-empty"]):
        subprocess.run([command, *step], env=settings, check=True)
    serve = [command, "serve", "--host", "127.0.0.1", "--port", str(port)]
    with subprocess.Popen(serve, env=settings) as site:
        try:
            _wait_for(f"http://127.0.0.1:{port}/readyz", site)
            yield f"http://127.0.0.1:{port}"
        finally:
            site.terminate()


def _wait_for(address: str, site: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while site.poll() is None and time.monotonic() < until:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
    sys.exit(f"the site did not answer at {address}")


def sign_in(page: Page, site: str, account: dict[str, str]) -> None:
    """By the form, as anybody does."""
    page.goto(f"{site}/sign-in")
    page.fill("input[name=email]", account["email"])
    page.fill("input[name=password]", account["password"])
    page.press("input[name=password]", "Enter")
    page.wait_for_load_state()


def paths(page: Page, site: str) -> list[str]:
    """Where the navigation of this page leads, each address once, without the way out."""
    page.goto(site)
    found = page.eval_on_selector_all("nav a[href^='/']", "links => links.map(link => link.getAttribute('href'))")
    return list(dict.fromkeys(["/", *(path for path in found if "sign-out" not in path), "/search?q=plan"]))


def take(browser: Browser, site: str, account: dict[str, str], into: Path) -> int:
    """Every page in every size and scheme. Answers how many pictures were made."""
    count = 0
    for size, viewport in SIZES.items():
        for scheme in SCHEMES:
            with browser.new_context(viewport=viewport, color_scheme=scheme) as context:
                page = context.new_page()
                sign_in(page, site, account)
                for path in paths(page, site):
                    page.goto(site + path)
                    name = re.sub(r"\W+", "-", path).strip("-") or "home"
                    page.screenshot(path=into / f"{name}-{size}-{scheme}.png", full_page=True)
                    count += 1
    return count


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("into", type=Path, nargs="?", default=Path("screenshots"))
    into = parser.parse_args().into
    chromium = servers.CHROMIUM.path()
    if chromium is None:
        sys.exit(f"Chromium is missing: {servers.CHROMIUM.how()}")
    into.mkdir(exist_ok=True)
    arguments = ["--disable-dev-shm-usage", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with (
        tempfile.TemporaryDirectory() as instance,
        sample_site(Path(instance)) as site,
        sync_playwright() as playwright,
    ):
        accounts = json.loads((Path(instance) / "sample-accounts.json").read_text())
        browser = playwright.chromium.launch(executable_path=chromium, args=arguments)
        print(f"{take(browser, site, accounts[0], into)} pictures in {into}/")
        browser.close()


if __name__ == "__main__":
    main()
