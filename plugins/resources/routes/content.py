"""What a form brings: a file, a link or a text, made ready outside of any transaction."""

from typing import Any

from community.sdk import Invalid
from community.sdk import gettext as _
from plugins.resources.service.versions import Content, a_link, a_text


def content_of(form: Any, way: str, space_public_id: str) -> Content:
    """The thing itself, from a form that has passed. Raises Invalid."""
    if way == "link":
        return a_link(form.url.data)
    if way == "text":
        return a_text(form.body.data)
    del space_public_id
    raise Invalid({"file": _("Choose a file first.")})
