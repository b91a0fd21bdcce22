"""Every setting of the site: its name, type, default and meaning. Nothing else reads settings from the environment.

Set by COMMUNITY_<NAME> in the environment, or in the TOML file that COMMUNITY_CONFIG names.
"""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Literal

from flask import current_app
from pydantic import BeforeValidator, Field, field_validator
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

SAMPLE_ACCOUNTS = "sample-accounts.json"  # in the instance folder; its presence is what makes a network a sample


def _parted(value: object) -> object:
    """What stands between commas: the environment knows only texts."""
    return tuple(one.strip() for one in value.split(",") if one.strip()) if isinstance(value, str) else value


Names = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_parted)]


class Settings(BaseSettings):
    """What an operator can set. Values that make no sense are refused at start, by name."""

    model_config = SettingsConfigDict(env_prefix="COMMUNITY_", extra="forbid", validate_default=True, frozen=True)

    instance: Path = Field(Path("instance"), description="Folder of everything this site keeps on disk.")
    secret_key: str = Field(
        "", description="Signs cookies and cursors. Empty: made once and kept in the instance folder."
    )
    database_url: str = Field("", description="SQLAlchemy address. Empty: SQLite in the instance folder.")
    site_name: str = Field("Throughline", description="Name of the network, on every page and mail.")
    base_url: str = Field("http://127.0.0.1:5000", description="Public address of the site, for links in mail.")
    sample: bool = Field(
        default_factory=lambda known: (known["instance"].absolute() / SAMPLE_ACCOUNTS).exists(),
        description="Sample network: one-click sign-in; refuses to bind beyond loopback. On once samples are loaded.",
    )
    testing: bool = Field(False, description="Set by the test kit: refuse what production would only log.")
    debug: bool = Field(False, description="Show errors of parts of a page in place.")
    plugins: Names = Field((), description="Names of installed modules to load, with commas between. Empty: all.")
    mail_url: str = Field("", description="smtp://user:password@host:port, file:/folder, or log:. Empty: files.")
    mail_from: str = Field("throughline@localhost", description="Sender of the site's mail.")
    files_store: str = Field(
        "", description="Where bytes lie: a folder, or s3://bucket/prefix?endpoint=&region=. Empty: files/ in instance."
    )
    files_store_before: str = Field("", description="While moving: the store that bytes are moved out of.")
    redis_url: str = Field("", description="Redis, for several processes. Empty: in memory.")
    search_engine: Literal["whoosh"] = Field("whoosh", description="The search engine.")
    session_days: int = Field(14, ge=1, le=90, description="Days until an unused sign-in ends.")
    upload_max_bytes: int = Field(10_000_000, ge=1_000, description="Largest picture, in bytes.")
    document_max_bytes: int = Field(200_000_000, ge=1_000, description="Largest file of another kind, in bytes.")
    files_person_bytes: int = Field(2_000_000_000, ge=1_000, description="What one person's files may take, in bytes.")
    files_organization_bytes: int = Field(
        20_000_000_000, ge=1_000, description="What the files of one district's people may take, in bytes."
    )
    clamd: str = Field(
        "", description="Virus scanner: tcp://host:port or unix:/path of clamd. Empty: files are not scanned."
    )
    image_max_pixels: int = Field(40_000_000, ge=10_000, description="Largest image, in pixels.")
    trusted_proxies: int = Field(0, ge=0, le=5, description="How many proxies stand before the site.")
    locales: Names = Field(("en", "es"), description="Languages offered, with commas; the first is the default.")
    time_zone: str = Field("America/Los_Angeles", description="Zone for people who have not chosen one.")
    live: bool = Field(True, description="Offer websockets. Without them pages poll.")
    consumers: bool = Field(
        True, description="Do what follows a commit in the server itself. Off: `community worker` does it."
    )
    log_level: str = Field("INFO", description="Least level of log lines.")

    @field_validator("instance")
    @classmethod
    def _absolute(cls, value: Path) -> Path:
        return value.absolute()

    @classmethod
    def settings_customise_sources(  # noqa: PLR0917 - the library's own form
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments, then the environment, then the file. Raises FileNotFoundError for a file that is not there."""
        file = os.environ.get("COMMUNITY_CONFIG")
        if file and not Path(file).is_file():  # the library would go on without it, on another database perhaps
            raise FileNotFoundError(f"COMMUNITY_CONFIG names a file that is not there: {file}")
        toml = (TomlConfigSettingsSource(settings_cls, Path(file)),) if file else ()
        return (init_settings, env_settings, *toml)

    @property
    def database(self) -> str:
        """The database's address, the default filled in."""
        return self.database_url or f"sqlite:///{self.instance / 'community.sqlite3'}"

    def secret(self) -> str:
        """The signing secret; made and kept, readable by the owner alone, when none is set."""
        if self.secret_key:
            return self.secret_key
        file = self.instance / "secret"
        self.instance.mkdir(parents=True, exist_ok=True)
        if not file.exists():
            fresh = self.instance / f"secret.{secrets.token_hex(4)}.new"
            handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w") as out:
                out.write(secrets.token_urlsafe(48))
                out.flush()
                os.fsync(out.fileno())
            with suppress(FileExistsError):  # another process was first
                file.hardlink_to(fresh)  # whole or not at all, whenever we are killed
            fresh.unlink()
        return file.read_text()


def current() -> Settings:
    """The settings of the running app. Needs an app context."""
    settings: Settings = current_app.extensions["community.settings"]
    return settings
