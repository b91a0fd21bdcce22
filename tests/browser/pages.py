"""Every page that somebody can reach by links, one or two of each sort: found by walking, with the person's cookies."""

import re
from urllib.parse import parse_qs

LINK = re.compile(r'href="(/[^"#]*)')
# Files, what is made into one, and pages in a language that was asked for.
NO_PAGE = re.compile(r"/static/|/files/|.*/(zip|data|text)(\?|$)|.*[?&]language=en")
# What stands for any one thing of its sort: public ids, names of spaces, teams and collaborations.
PUBLIC_ID = re.compile(r"(?<=/)[a-z2-7]{12}(?=$|/)")
SLUG = re.compile(r"/(in|teams|spaces|collaborations)/(?!new\b|share\b)[a-z0-9-]+")
ENOUGH = 2  # of each sort: the first two often differ


def sort_of(path):
    """The address without what names one thing: the same for pages of one sort."""
    return PUBLIC_ID.sub("*", SLUG.sub(r"/\1/*", path.partition("?")[0]))


def links(text):
    """The addresses of this site that a page leads to."""
    return [one for one in LINK.findall(text.replace("&amp;", "&")) if not NO_PAGE.match(one)]


class Taken:
    """What was walked so far: so many of a sort, and then only what asks for something new."""

    def __init__(self, enough):
        self.enough, self.count, self.asked = enough, {}, set()

    def wants(self, path):
        """Whether a page is still worth a visit; it counts as visited from now on."""
        sort, names = sort_of(path), parse_qs(path.partition("?")[2])
        fresh = {(sort, name) for name in names} - self.asked
        self.asked |= fresh
        if names:
            return bool(fresh)
        self.count[sort] = self.count.get(sort, 0) + 1
        return self.count[sort] <= self.enough


def walk(reader, *starts, enough=ENOUGH):
    """Yield (path, text) of the pages that can be reached by links: `enough` of each sort. Every link must lead on."""
    waiting, seen, taken = [*starts], set(), Taken(enough)
    while waiting:
        path = waiting.pop(0)
        if path in seen or not taken.wants(path):
            continue
        seen.add(path)
        answer = reader.context.request.get(reader.site.address + path)
        assert answer.status == 200, f"{path} leads to {answer.status}"
        text = answer.text()
        yield path, text
        waiting += [one for one in links(text) if one not in seen]
