"""Tells the browser which draft was accepted: the one sign on which it forgets a text. Knows no form and no module."""

from flask import Flask, flash, request
from werkzeug.wrappers import Response

CATEGORY = "accepted"  # of a message that no reader sees: the next page carries it to the script
LONGEST = 80


def install(app: Flask) -> None:
    """Note the draft of each sent form that was answered with "see other", as every change that was saved is."""
    app.after_request(_note)


def _note(response: Response) -> Response:
    if request.method == "POST" and response.status_code == 303:
        draft = request.form.get("draft", "")
        if 0 < len(draft) <= LONGEST:
            flash(draft, CATEGORY)
    return response
