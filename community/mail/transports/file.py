"""Mail into a folder, one .eml file each, for sample networks and tests. A mail sent twice is one file."""

import hashlib
import os
import secrets
from email.message import EmailMessage
from pathlib import Path

from community.mail.transport import Delayed


class FileTransport:
    """Writes whole files, readable by the owner alone; names follow the Message-ID."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def send(self, mail: EmailMessage) -> None:
        name = hashlib.sha256(str(mail["Message-ID"]).encode()).hexdigest()[:24]
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            part = self.folder / f".{secrets.token_hex(8)}"
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
                out.write(mail.as_bytes())
            part.replace(self.folder / f"{name}.eml")
        except OSError as error:
            raise Delayed(f"mail folder: {error}") from error
