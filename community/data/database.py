"""The database handle, the base of all tables, naming of constraints and driver settings. No queries."""

from datetime import UTC, datetime
from typing import Any

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    JSON,
    BindParameter,
    Connection,
    DateTime,
    Dialect,
    Engine,
    MetaData,
    TypeDecorator,
    bindparam,
    event,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Session, registry

from community.clock import now

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
WRITING = "community_writing"  # execution option: this transaction will write, so SQLite takes its lock at once


class UTCDateTime(TypeDecorator[datetime]):
    """An aware time, in UTC, on every database. A naive value is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To the database: UTC; SQLite keeps it without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a time without a zone: {value!r}")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """From the database: aware, in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


# The time at which a statement runs, for statements that are built once: read from the clock at each execution.
MOMENT: BindParameter[datetime] = bindparam("moment", callable_=now, type_=UTCDateTime())
Json = JSON().with_variant(JSONB(), "postgresql")


class Base(DeclarativeBase):
    """The base of every table."""

    # Flask-SQLAlchemy derives its own base from this one: what both must share lies in the registry.
    registry = registry(
        metadata=MetaData(naming_convention=NAMING),
        type_annotation_map={datetime: UTCDateTime, dict[str, Any]: Json, list[Any]: Json},
    )


db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False})


def session() -> Session:
    """The session of this request, task or command. Reads begin a read transaction by themselves."""
    return db.session()


def is_sqlite() -> bool:
    """Whether the running app keeps its data in SQLite."""
    return db.engine.dialect.name == "sqlite"


def install(app: Flask, address: str) -> None:
    """Give the app its database, at a SQLAlchemy address. Connects to nothing yet."""
    app.config.update(SQLALCHEMY_DATABASE_URI=address, SQLALCHEMY_RECORD_QUERIES=False)
    if address.startswith("postgresql://"):
        app.config["SQLALCHEMY_DATABASE_URI"] = address.replace("postgresql://", "postgresql+psycopg://", 1)
    app.config.setdefault("SQLALCHEMY_ENGINE_OPTIONS", {"pool_pre_ping": not address.startswith("sqlite")})
    db.init_app(app)
    with app.app_context():
        prepare_engine(db.engine)


def prepare_engine(engine: Engine) -> None:
    """Settle driver behaviour: on SQLite foreign keys, write-ahead log, durable commits, explicit BEGIN."""
    if engine.dialect.name != "sqlite":
        return
    event.listen(engine, "connect", _sqlite_connect)
    event.listen(engine, "begin", _sqlite_begin)


def _sqlite_connect(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver must not begin transactions by itself
    cursor = connection.cursor()
    for pragma in ("foreign_keys=ON", "journal_mode=WAL", "synchronous=FULL", "busy_timeout=30000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _sqlite_begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get(WRITING)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
