"""Small pieces of HTML that fill the open places of rendered texts. Escaped here; what is in them is decided above."""

from typing import Any

from markupsafe import Markup


def mention(name: str, url: str) -> Markup:
    """A person's name, as a link to their page."""
    return Markup('<a class="mention" href="{}">@{}</a>').format(url, name)


def card(title: str, url: str, kind: Any) -> Markup:
    """A thing of this site, with its title as it is now."""
    link = Markup('<a href="{}">{}</a>').format(url, title)
    return Markup('<div class="ref-card"><p>{}</p><p class="quiet small">{}</p></div>').format(link, kind)


def closed_card(words: Any) -> Markup:
    """A thing that this reader may not see, or that is gone: the same words for both."""
    return Markup('<div class="ref-card"><p class="quiet">{}</p></div>').format(words)


def image(url: str, alt: str, width: int | None, height: int | None) -> Markup:
    """An image of this site."""
    size = Markup(' width="{}" height="{}"').format(width, height) if width and height else ""
    return Markup('<img src="{}" alt="{}" loading="lazy"{}>').format(url, alt, size)
