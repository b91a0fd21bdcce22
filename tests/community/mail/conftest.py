"""A real mail server that answers as it is told, and an app with nothing but mail."""

import asyncio
import ssl
from collections.abc import Callable, Iterator
from datetime import timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from flask import Flask

import community
from community import access
from community.access.rules import build
from community.clock import now
from community.config import Settings
from community.data import database
from community.data.database import db
from community.mail import install as install_mail
from community.mail.message import Message, Recipient
from community.web import i18n

CORE = Path(community.__file__).parent


class Post:
    """A server's mind: what it received, and what it says next (`answers` by step: mail, rcpt, data)."""

    def __init__(self) -> None:
        self.received: list[Envelope] = []
        self.answers: dict[str, str] = {}
        self.delays: dict[str, float] = {}
        self.drops: set[str] = set()
        self.signed_in: list[str] = []
        self.tls: list[bool] = []

    async def _answer(self, step: str, server: SMTP, otherwise: str) -> str:
        if step in self.delays:
            await asyncio.sleep(self.delays[step])
        if step in self.drops:
            server.transport.abort()
        return self.answers.get(step, otherwise)

    async def handle_MAIL(self, server: SMTP, _session: Session, envelope: Envelope, address: str, options: Any) -> str:  # noqa: N802 - the library names it
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return await self._answer("mail", server, "250 fine")

    async def handle_RCPT(  # noqa: N802 - the library names it
        self, server: SMTP, _session: Session, envelope: Envelope, address: str, _options: Any
    ) -> str:
        answer = await self._answer("rcpt", server, "250 fine")
        if answer.startswith("2"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - the library names it
        answer = await self._answer("data", server, "250 taken")
        if answer.startswith("2"):
            self.received.append(envelope)
            self.tls.append(session.ssl is not None)
        return answer

    def authenticate(
        self, _server: Any, _session: Any, _envelope: Any, _mechanism: str, secret: LoginPassword
    ) -> AuthResult:
        """One account: site, with the password se:cret@."""
        self.signed_in.append(secret.login.decode())
        known = (secret.login, secret.password) == (b"site", b"se:cret@")
        return AuthResult(success=known, handled=known)


class OnAnyPort(Controller):
    """A server on a port that the system chooses."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


class Started:
    """A running server."""

    def __init__(self, post: Post, controller: Controller) -> None:
        self.post, self.port = post, controller.port

    @property
    def url(self) -> str:
        """Its address, for the settings."""
        return f"smtp://127.0.0.1:{self.port}?timeout=5"


@pytest.fixture
def start() -> Iterator[Callable[..., Started]]:
    """Start a server; options are aiosmtpd's."""
    running: list[Controller] = []

    def begin(**options: Any) -> Started:
        post = Post()
        if options.pop("accounts", False):
            options |= {"authenticator": post.authenticate, "auth_required": True}
        controller = OnAnyPort(post, hostname="127.0.0.1", port=0, ready_timeout=20, **options)
        controller.start()
        running.append(controller)
        return Started(post, controller)

    yield begin
    for controller in running:
        controller.stop()


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> ssl.SSLContext:
    """A server's TLS, with a certificate that it signed itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    begin = now() - timedelta(days=1)
    made = x509.CertificateBuilder(
        name, name, key.public_key(), x509.random_serial_number(), begin, now() + timedelta(1)
    )
    made = made.add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
    private = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    file = tmp_path_factory.mktemp("tls") / "both.pem"
    public = made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    file.write_bytes(key.private_bytes(*private) + public)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context


@pytest.fixture
def server(start: Callable[..., Started]) -> Started:
    """A plain server."""
    return start()


@pytest.fixture
def message() -> Message:
    """A mail to Ana."""
    return Message(Recipient("ana@example.org", "Ana López", "es"), "Hola", "Buenos días\n", "tests.hello:1")


@pytest.fixture
def make_app(tmp_path: Path) -> Iterator[Callable[..., Flask]]:
    """An app with mail, languages and a database without tables; arguments are settings."""
    made: list[Flask] = []

    def make(**values: Any) -> Flask:
        settings = Settings(
            **{
                "instance": tmp_path,
                "testing": True,
                "secret_key": "of the tests",
                "base_url": "https://site.example",
                **values,
            }
        )
        app = Flask("community", root_path=str(CORE), template_folder=str(CORE.parent / "templates"))
        app.extensions["community.settings"] = settings
        database.install(app, settings.database)
        access.install(app, build((), (), (), ()))
        i18n.install(app, [CORE / "translations"], settings)
        install_mail(app, settings)
        made.append(app)
        return app

    yield make
    for app in made:
        with app.app_context():
            db.session.remove()
            db.engine.dispose()
