"""Small pieces of HTML that fill the open places of texts. Escaped here; what stands in them is decided above."""

from typing import Any

from flask import render_template
from markupsafe import Markup


def mention(name: str, url: str) -> Markup:
    """A person's name, as a link to their page; plain where they have none."""
    if not url:
        return Markup('<span class="mention">{}</span>').format(name)
    return Markup('<a class="mention" href="{}">@{}</a>').format(url, name)


def image(url: str, alt: str, width: int | None, height: int | None, *, in_link: bool = False) -> Markup:
    """An image of this site, which leads to its full size, unless it stands in a link already."""
    size = Markup(' width="{}" height="{}"').format(width, height) if width and height else ""
    shown = Markup('<img src="{}" alt="{}" loading="lazy"{}>').format(url, alt, size)
    return shown if in_link else Markup('<a class="picture" href="{}">{}</a>').format(url, shown)


def file(found: Any, words: str) -> Markup:
    """A file of this site, with what it is; `words` is how the text calls it."""
    return Markup(render_template("_frame/file.html", file=found, words=words))


def missing(words: str) -> Markup:
    """Something that this reader may not see, or that is gone: the same words for both."""
    return Markup('<span class="quiet">{}</span>').format(words)
