"""What pages say of files before there is one: which may come, and how large."""

from flask import Flask

from community.config import current
from community.files.words import size_in_words
from community.web.i18n import gettext as _


def install(app: Flask) -> None:
    """Give templates `file_limits()`."""
    app.jinja_env.globals["file_limits"] = limits


def limits() -> str:
    """One line for the place where files are added."""
    most, picture = size_in_words(current().document_max_bytes), size_in_words(current().upload_max_bytes)
    return _(
        "Pictures, PDF, Office files, text, audio or video. Up to %(most)s; pictures up to %(picture)s.",
        most=most,
        picture=picture,
    )
