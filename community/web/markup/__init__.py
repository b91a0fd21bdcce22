"""The one renderer of what people write: Markdown in, safe HTML with placeholders out; the page fills them.

Pure: no database, no settings, no request. `render` at writing, `resolve` at reading.
"""

from community.web.markup.limits import LONGEST, TooLong
from community.web.markup.placeholders import Filled, Placeholder, Resolver, placeholders, resolve, resolve_all
from community.web.markup.renderer import RENDERER_VERSION, render
from community.web.markup.text import excerpt, plain, text_of

__all__ = [
    "LONGEST",
    "RENDERER_VERSION",
    "Filled",
    "Placeholder",
    "Resolver",
    "TooLong",
    "excerpt",
    "placeholders",
    "plain",
    "render",
    "resolve",
    "resolve_all",
    "text_of",
]
