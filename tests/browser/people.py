"""People at their browsers: each with cookies of their own, signed in once a run, watched for what reaches them."""

import re
from urllib.parse import urljoin, urlsplit

from community.testing import network

SECONDS = 15
SIGNED_IN: dict[tuple[str, str], dict] = {}  # by site and address: signing in is slow on purpose


class Reader:
    """One browser of one person. `page` is Playwright's page; `frames` is every text that came over a socket."""

    def __init__(self, context, site, account):
        self.context, self.site, self.account = context, site, account
        self.frames, self.failures, self.token = [], [], ""
        context.set_default_timeout(SECONDS * 1000)
        self.page = self.open()

    def open(self):
        """Another tab."""
        page = self.context.new_page()
        page.on("websocket", self._listen)
        page.on("pageerror", lambda error: self.failures.append(str(error)))
        page.on("console", lambda said: said.type == "error" and self._complain(said.text))
        return page

    def _complain(self, text):
        if "status of 4" not in text:  # the tests ask for addresses that are not there
            self.failures.append(text)

    def _listen(self, socket):
        socket.on("framereceived", lambda data: self.frames.append(str(data)))

    def go(self, path):
        """Open an address of the site; answers the response."""
        return self.page.goto(urljoin(self.site.address, path))

    def get(self, path):
        """Ask for an address with this person's cookies, beside the page: (status, text)."""
        answer = self.context.request.get(urljoin(self.site.address, path), max_redirects=0)
        return answer.status, answer.text()

    def post(self, path, **values):
        """Send a form as one of this site's pages would: the response, after its redirects."""
        if not self.token:
            self.token = re.search(r'name="csrf-token" content="([^"]+)"', self.get("/my-data")[1]).group(1)
        url = urljoin(self.site.address, path)
        return self.context.request.post(url, form={"csrf_token": self.token, **values}, headers={"Referer": url})

    def speak(self, locale):
        """Choose the language of the pages, as at the foot of each."""
        if self.account:
            self.post("/language", locale=locale)

    @property
    def path(self):
        """Where the page is."""
        found = urlsplit(self.page.url)
        return found.path + (f"?{found.query}" if found.query else "")

    def until(self, script, argument=None):
        """Wait until an expression of the page is true."""
        return self.page.wait_for_function(script, arg=argument)

    def online(self):
        """Wait until the page's socket is open and in its rooms."""
        self.until("() => true")
        self.page.wait_for_timeout(0)
        until_true(self.page, lambda: any(frame.startswith("40") for frame in self.frames))

    @property
    def bell(self):
        """The number at the bell."""
        return number(self.page, "[data-bell]")

    def unread(self, title):
        """The number beside a space in the menu."""
        return number(self.page, f".rail-link:has-text('{title}') .count")

    def sign_in(self, password=None):
        """By the form, as anybody does."""
        self.go("/sign-in")
        self.page.fill("input[name=email]", self.account["email"])
        self.page.fill("input[name=password]", password or self.account["password"])
        self.page.press("input[name=password]", "Enter")
        self.page.wait_for_url(lambda url: "/sign-in" not in url)
        self.token = ""


def number(page, selector):
    """What a counter shows; 0 when it shows none."""
    mark = page.locator(selector).first
    if not mark.count() or not mark.is_visible():
        return 0
    return int(mark.locator("[data-number]").inner_text().rstrip("+"))


def until_true(page, condition):
    """Let the page's events come in until a condition holds. Raises AssertionError after some seconds."""
    for _ in range(SECONDS * 20):
        if condition():
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"still not so after {SECONDS} seconds")


class People:
    """Opens browsers and closes them at the end of a test."""

    def __init__(self, chromium, site):
        self.chromium, self.site, self.contexts = chromium, site, []

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        for context in self.contexts:
            context.close()

    def visitor(self, account=None, **options):
        """Somebody who is not signed in."""
        context = self.chromium.new_context(**options)
        self.contexts.append(context)
        context.route(
            lambda url: url.startswith("http") and not network.is_local(urlsplit(url).hostname),
            lambda route: route.abort("addressunreachable"),
        )
        return Reader(context, self.site, account)

    def sign_in(self, account, **options):
        """Somebody who is signed in, by the form the first time and by its cookies later."""
        key = (self.site.address, account["email"])
        if key not in SIGNED_IN:
            reader = self.visitor(account)
            reader.sign_in()
            SIGNED_IN[key] = reader.context.storage_state()
        return self.visitor(account, storage_state=SIGNED_IN[key], **options)

    def member(self, district, at=0, **options):
        """A team member of a district."""
        return self.sign_in(self.site.account("team member", district, at=at), **options)

    def role(self, role, **options):
        """The first who has a role."""
        return self.sign_in(self.site.account(role), **options)
