"""An earlier wording keeps its language."""

import sqlalchemy as sa
from alembic import op

revision = "discussions_0002"
down_revision = "discussions_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward. Wordings of before take the language that the thing has now: nothing better is known."""
    with op.batch_alter_table("discussions_revision", schema=None) as batch_op:
        batch_op.add_column(sa.Column("language", sa.String(length=8), nullable=False, server_default="en"))

    for thing in ("thread", "reply"):
        language = f"SELECT language FROM discussions_{thing} WHERE id = discussions_revision.{thing}_id"  # noqa: S608
        op.execute(f"UPDATE discussions_revision SET language = ({language}) WHERE {thing}_id IS NOT NULL")  # noqa: S608
    with op.batch_alter_table("discussions_revision", schema=None) as batch_op:
        batch_op.alter_column("language", server_default=None)


def downgrade() -> None:
    """Go back."""
    with op.batch_alter_table("discussions_revision", schema=None) as batch_op:
        batch_op.drop_column("language")
