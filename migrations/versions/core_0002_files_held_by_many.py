"""Files are held by many things, are checked before they are served, are read; uploads under way; who follows what."""

import sqlalchemy as sa
from alembic import op

import community.data.database

revision = "core_0002"
down_revision = "core_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "files_passage",
        sa.Column("blob_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["blob_id"], ["files_blob.id"], name=op.f("fk_files_passage_blob_id_files_blob")),
        sa.PrimaryKeyConstraint("blob_id", "number", name=op.f("pk_files_passage")),
    )
    op.create_table(
        "files_reading",
        sa.Column("blob_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("why", sa.String(length=40), nullable=False),
        sa.Column("unit", sa.String(length=12), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("outline", community.data.database.Json, nullable=False),
        sa.Column("findings", community.data.database.Json, nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("at", community.data.database.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["blob_id"], ["files_blob.id"], name=op.f("fk_files_reading_blob_id_files_blob")),
        sa.PrimaryKeyConstraint("blob_id", name=op.f("pk_files_reading")),
    )
    op.create_table(
        "spaces_follow",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("object_id", sa.Integer(), nullable=False),
        sa.Column("level", sa.String(length=10), nullable=False),
        sa.Column("at", community.data.database.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people_person.id"], name=op.f("fk_spaces_follow_person_id_people_person")
        ),
        sa.PrimaryKeyConstraint("person_id", "kind", "object_id", name=op.f("pk_spaces_follow")),
    )
    with op.batch_alter_table("spaces_follow", schema=None) as batch_op:
        batch_op.create_index("ix_spaces_follow_thing", ["kind", "object_id"], unique=False)

    op.create_table(
        "files_holder",
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=80), nullable=False),
        sa.Column("object_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["files_file.id"], name=op.f("fk_files_holder_file_id_files_file")),
        sa.PrimaryKeyConstraint("file_id", "kind", "object_id", name=op.f("pk_files_holder")),
    )
    with op.batch_alter_table("files_holder", schema=None) as batch_op:
        batch_op.create_index("ix_files_holder_thing", ["kind", "object_id"], unique=False)

    op.create_table(
        "files_upload",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=True),
        sa.Column("space_id", sa.Integer(), nullable=True),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("alt", sa.String(length=1000), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=True),
        sa.Column("refusal", sa.String(length=500), nullable=False),
        sa.Column("created_at", community.data.database.UTCDateTime(), nullable=False),
        sa.Column("expires_at", community.data.database.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["files_file.id"], name=op.f("fk_files_upload_file_id_files_file")),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["people_organization.id"],
            name=op.f("fk_files_upload_organization_id_people_organization"),
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["people_person.id"], name=op.f("fk_files_upload_owner_id_people_person")
        ),
        sa.ForeignKeyConstraint(["space_id"], ["spaces_space.id"], name=op.f("fk_files_upload_space_id_spaces_space")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_files_upload")),
        sa.UniqueConstraint("public_id", name=op.f("uq_files_upload_public_id")),
    )
    with op.batch_alter_table("files_upload", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_files_upload_expires_at"), ["expires_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_files_upload_file_id"), ["file_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_files_upload_organization_id"), ["organization_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_files_upload_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_files_upload_space_id"), ["space_id"], unique=False)

    op.execute(
        "INSERT INTO files_holder (file_id, kind, object_id) "
        "SELECT id, attached_kind, attached_id FROM files_file WHERE attached_kind IS NOT NULL"
    )
    with op.batch_alter_table("files_file", schema=None) as batch_op:
        batch_op.add_column(sa.Column("organization_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("state", sa.String(length=12), nullable=False, server_default="ready"))
        batch_op.add_column(sa.Column("why", sa.String(length=40), nullable=False, server_default=""))
        batch_op.drop_index(batch_op.f("ix_files_file_attached"))
        batch_op.create_index(batch_op.f("ix_files_file_organization_id"), ["organization_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_files_file_state"), ["state"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_files_file_organization_id_people_organization"),
            "people_organization",
            ["organization_id"],
            ["id"],
        )
        batch_op.drop_column("attached_kind")
        batch_op.drop_column("attached_id")
    with op.batch_alter_table("files_file", schema=None) as batch_op:  # the rows of before have them now
        batch_op.alter_column("state", server_default=None)
        batch_op.alter_column("why", server_default=None)


def downgrade() -> None:
    """Go back."""
    with op.batch_alter_table("files_file", schema=None) as batch_op:
        batch_op.add_column(sa.Column("attached_id", sa.INTEGER(), nullable=True))
        batch_op.add_column(sa.Column("attached_kind", sa.VARCHAR(length=80), nullable=True))
        batch_op.drop_constraint(batch_op.f("fk_files_file_organization_id_people_organization"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_files_file_state"))
        batch_op.drop_index(batch_op.f("ix_files_file_organization_id"))
        batch_op.create_index(batch_op.f("ix_files_file_attached"), ["attached_kind", "attached_id"], unique=False)
        batch_op.drop_column("why")
        batch_op.drop_column("state")
        batch_op.drop_column("organization_id")

    op.execute(
        "UPDATE files_file SET (attached_kind, attached_id) = (SELECT kind, object_id FROM files_holder "
        "WHERE file_id = files_file.id ORDER BY kind, object_id LIMIT 1)"
    )
    with op.batch_alter_table("files_upload", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_files_upload_space_id"))
        batch_op.drop_index(batch_op.f("ix_files_upload_owner_id"))
        batch_op.drop_index(batch_op.f("ix_files_upload_organization_id"))
        batch_op.drop_index(batch_op.f("ix_files_upload_file_id"))
        batch_op.drop_index(batch_op.f("ix_files_upload_expires_at"))

    op.drop_table("files_upload")
    with op.batch_alter_table("files_holder", schema=None) as batch_op:
        batch_op.drop_index("ix_files_holder_thing")

    op.drop_table("files_holder")
    with op.batch_alter_table("spaces_follow", schema=None) as batch_op:
        batch_op.drop_index("ix_spaces_follow_thing")

    op.drop_table("spaces_follow")
    op.drop_table("files_reading")
    op.drop_table("files_passage")
