"""A thing holds a file from one of its versions to another, so that a share opens the files of what is shared."""

import sqlalchemy as sa
from alembic import op

revision = "core_0003"
down_revision = "core_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    with op.batch_alter_table("files_holder", schema=None) as batch_op:
        batch_op.add_column(sa.Column("since", sa.Integer(), nullable=False, server_default="1"))
        batch_op.add_column(sa.Column("until", sa.Integer(), nullable=True))

    with op.batch_alter_table("files_holder", schema=None) as batch_op:  # the rows of before have it now
        batch_op.alter_column("since", server_default=None)


def downgrade() -> None:
    """Go back."""
    with op.batch_alter_table("files_holder", schema=None) as batch_op:
        batch_op.drop_column("until")
        batch_op.drop_column("since")
