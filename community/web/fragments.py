"""Small pieces of HTML that fill the open places of texts. Escaped here; what stands in them is decided above."""

from markupsafe import Markup


def mention(name: str, url: str) -> Markup:
    """A person's name, as a link to their page; plain where they have none."""
    if not url:
        return Markup('<span class="mention">{}</span>').format(name)
    return Markup('<a class="mention" href="{}">@{}</a>').format(url, name)


def image(url: str, alt: str, width: int | None, height: int | None) -> Markup:
    """An image of this site."""
    size = Markup(' width="{}" height="{}"').format(width, height) if width and height else ""
    return Markup('<img src="{}" alt="{}" loading="lazy"{}>').format(url, alt, size)


def missing(words: str) -> Markup:
    """Something that this reader may not see, or that is gone: the same words for both."""
    return Markup('<span class="quiet">{}</span>').format(words)
