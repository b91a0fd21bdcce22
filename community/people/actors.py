"""Who is asking: from the secret in the session's cookie to an immutable Person with scopes, and back.

Whether somebody may sign in is decided elsewhere. Also notes when a sign-in was last used.
"""

from datetime import date
from functools import partial
from typing import Any

import structlog
from flask import Flask, current_app, g
from flask import session as flask_session
from flask_login import LoginManager, current_user, login_user, logout_user
from sqlalchemy import Integer, bindparam, literal, select, union_all
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.wrappers import Response

from community.access import Actor, Anonymous, Person, rules
from community.clock import now
from community.config import Settings, current
from community.data.database import MOMENT, session
from community.data.unit_of_work import end_reads
from community.people import addresses, models
from community.people.queries.accounts import signed_in
from community.people.queries.faces import Face, face_of
from community.people.service.profile import choose_language
from community.people.service.sign_in import SEEN_EVERY, note_seen
from community.web.session import forget_actor

log = structlog.get_logger("people")


SCOPES = "community.people.scopes"
YEAR = 365 * 24 * 3600


class Reader:
    """A signed-in browser, as Flask-Login wants it: its id is the secret that only the cookie holds."""

    is_authenticated = is_active = True
    is_anonymous = False

    def __init__(self, secret: str, row: models.SignIn, person: models.Person, colour: int | None) -> None:
        self._secret = secret
        self.session_id, self.seen_at = row.id, row.seen_at
        self.face: Face = face_of(person, colour=colour)
        self.actor = _actor(person, row.id)

    def get_id(self) -> str:
        """What the session's cookie keeps."""
        return self._secret


def install(app: Flask) -> None:
    """Let `app` know its readers by a signed cookie that scripts cannot read."""
    settings: Settings = app.extensions["community.settings"]
    app.config.update(
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.base_url.startswith("https://"),
        # The row says when it ends. The cookie is written only when it changes: an answer that a busy page
        # gets late would otherwise put back what it was, and a word meant for the next page would be lost.
        PERMANENT_SESSION_LIFETIME=YEAR,
        SESSION_REFRESH_EACH_REQUEST=False,
    )
    manager = LoginManager(app)
    # Its own guard compares addresses of the network, which change on a phone between two pages.
    manager.session_protection = None
    manager.user_loader(_reader)
    app.after_request(_note_use)
    app.extensions["community.remember_locale"] = choose_language


def _reader(secret: str) -> Reader | None:
    found = signed_in(secret)
    if found is None:
        return None
    row, person, colour = found
    return Reader(secret, row, person, colour)


def _actor(person: models.Person, session_id: int | None = None) -> Person:
    return Person(
        id=person.id,
        public_id=person.public_id,
        name=person.name,
        locale=person.locale or "",
        zone=person.zone or current().time_zone,
        scopes=scopes_of(person.id),
        session_id=session_id,
    )


def actor_of(person_id: int) -> Person | None:
    """A person as an actor, for what is made for them while they are away: mail, digests, exports. None once closed."""
    found = session().get(models.Person, person_id)
    return _actor(found) if found is not None and found.closed_at is None else None


def actor_by_email(address: str) -> Person | None:
    """The same by the address of their account, for commands."""
    found = session().scalar(select(models.Person.id).where(models.Person.email == addresses.tidy(address)))
    return actor_of(found) if found is not None else None


def scopes_of(person_id: int) -> dict[str, frozenset[int]]:
    """Every scope of a person as it stands now, in one statement."""
    found: dict[str, set[int]] = {}
    for name, thing in session().execute(_every_scope(), {"person": person_id}):
        found.setdefault(name, set()).add(thing)
    return {name: frozenset(things) for name, things in found.items()}


def _every_scope() -> Any:
    """The statement behind it. Building it costs twenty times what running it does, so it is built once an app.

    Unless a scope holds a time of its own instead of MOMENT: kept, such a statement would stand still.
    """
    kept: dict[str, Any] = current_app.extensions
    if SCOPES in kept:
        return kept[SCOPES]
    parts = []
    for scope in rules().scopes.values():
        person, thing = tuple(scope.pairs().subquery().c)[:2]
        of_person = person == bindparam("person", type_=Integer)
        parts.append(select(literal(scope.name).label("scope"), thing.label("thing")).where(of_person))
    query = union_all(*parts)
    values = query.compile().params
    if not any(isinstance(value, date) for name, value in values.items() if name != MOMENT.key):
        kept[SCOPES] = query
    return query


def load() -> Actor:
    """Who asks in this request. The caller ends the reading transaction."""
    reader = current_user._get_current_object() if current_user else None  # noqa: SLF001 - Flask-Login's own way
    return reader.actor if isinstance(reader, Reader) else Anonymous()


def this_sign_in(actor: Actor) -> int | None:
    """The id of the sign-in that asks."""
    return actor.session_id if isinstance(actor, Person) else None


def reader_face() -> Face | None:
    """How the reader of this request looks. Asks the database nothing: it was loaded with the actor."""
    reader = g.get("_login_user")
    return reader.face if isinstance(reader, Reader) else None


def begin(secret: str) -> None:
    """From this answer on the browser is signed in. Whatever the session held before is gone, its CSRF token too."""
    flask_session.clear()
    reader = _reader(secret)
    end_reads()
    if reader is not None:
        login_user(reader)
        flask_session.permanent = True
    forget_actor()


def end() -> None:
    """From this answer on the browser is signed out."""
    logout_user()
    flask_session.clear()
    forget_actor()


def _note_use(response: Response) -> Response:
    """Write when a sign-in was last used: after the answer has left, at most once in five minutes."""
    reader = g.get("_login_user")
    if isinstance(reader, Reader) and now() - reader.seen_at >= SEEN_EVERY:
        app = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001 - outlives the request
        response.call_on_close(partial(_write_use, app, reader.session_id))
    return response


def _write_use(app: Flask, session_id: int) -> None:
    with app.app_context():
        try:
            note_seen(session_id, now())
        except SQLAlchemyError:  # the answer has left: nobody is served by a failure here
            log.exception("use not noted")
