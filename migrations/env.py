"""The one Alembic environment: runs the core's line or one module's, in its own version table. Names no table."""

from alembic import context

from community.data.database import Base, Json, UTCDateTime

settings = context.config.attributes


def owned(thing: object, name: str | None, kind: str, _reflected: bool, _compare_to: object) -> bool:
    """Only the tables of the line that runs."""
    table = name if kind == "table" else getattr(getattr(thing, "table", None), "name", None)
    return table is None or settings["owns"](table)


def rendered(kind: str, thing: object, _context: object) -> str | bool:
    """How our own column types are written down in a step."""
    if kind == "type" and isinstance(thing, UTCDateTime):
        return "community.data.database.UTCDateTime()"
    if kind == "type" and isinstance(thing, type(Json)):
        return "community.data.database.Json"
    return False


context.configure(
    connection=settings["connection"],
    target_metadata=Base.metadata,
    version_table=settings["version_table"],
    include_object=owned,
    render_item=rendered,
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
