"""What a form brings: a file, a link or a text, made ready outside of any transaction."""

from typing import Any

from flask import request

from community.sdk import Attached, Invalid, NotFound, attached_file, current_actor, receive_file
from community.sdk import gettext as _
from plugins.resources.service.versions import Content, a_file, a_link, a_text


def bring(form: Any, space_public_id: str | None) -> list[Attached]:
    """Receive the file that travels with the form; from here on the form names it, also when it comes back."""
    actor, upload = current_actor(), request.files.get("file")
    try:
        if upload is not None and upload.filename:
            name = upload.filename
            taken = receive_file(actor, upload.stream, name, purpose="attachment", space=space_public_id)
            form.file_id.data = taken.public_id
        return [attached_file(actor, form.file_id.data)] if form.file_id.data else []
    except Invalid as error:
        form.file_id.errors = [*form.file_id.errors, *error.errors.values()]
    except NotFound:
        form.file_id.data = ""
    return []


def content_of(form: Any, way: str) -> Content:
    """The thing itself, from a form that has passed. Raises Invalid."""
    if way == "link":
        return a_link(form.url.data)
    if way == "text":
        return a_text(form.body.data)
    if not form.file_id.data:
        raise Invalid({"file_id": _("Choose a file first.")})
    return a_file(form.file_id.data)
