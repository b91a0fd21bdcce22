"""A thread may be about a thing."""

import sqlalchemy as sa
from alembic import op

revision = "discussions_0003"
down_revision = "discussions_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward. What there is was about nothing."""
    with op.batch_alter_table("discussions_thread", schema=None) as batch_op:
        batch_op.add_column(sa.Column("about_kind", sa.String(length=60), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("about_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("about_version", sa.Integer(), nullable=False, server_default="0"))
        batch_op.create_index("ix_discussions_thread_about", ["about_kind", "about_id"], unique=False)
    with op.batch_alter_table("discussions_thread", schema=None) as batch_op:
        batch_op.alter_column("about_kind", server_default=None)
        batch_op.alter_column("about_version", server_default=None)


def downgrade() -> None:
    """Go back."""
    with op.batch_alter_table("discussions_thread", schema=None) as batch_op:
        batch_op.drop_index("ix_discussions_thread_about")
        batch_op.drop_column("about_version")
        batch_op.drop_column("about_id")
        batch_op.drop_column("about_kind")
