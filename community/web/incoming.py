"""What every request passes first: no text with a NUL reaches a view, for no database keeps one. Knows no view."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask import Flask, Request, request
from werkzeug.datastructures import FileStorage, ImmutableMultiDict, MultiDict

from community.errors import NotFound


class Values(ImmutableMultiDict[str, Any]):
    """What an address or a form says, without NULs."""

    def __init__(self, mapping: Mapping[str, Any] | Iterable[tuple[str, Any]] | None = None) -> None:
        """From pairs, as the request's parsers give them."""
        pairs = MultiDict(mapping or ()).items(multi=True)
        super().__init__([(_clean(name), _clean(value)) for name, value in pairs])


def _clean(value: Any) -> Any:
    if isinstance(value, FileStorage) and value.filename:
        value.filename = value.filename.replace("\0", "")
    return value.replace("\0", "") if isinstance(value, str) else value


class Incoming(Request):
    """A request whose values are clean, however a view reads them."""

    parameter_storage_class = Values


def install(app: Flask) -> None:
    """Read requests of `app` so. An address with a NUL in its path is the address of nothing."""
    app.request_class = Incoming
    app.before_request(_refuse)


def _refuse() -> None:
    if "\0" in request.path:
        raise NotFound
