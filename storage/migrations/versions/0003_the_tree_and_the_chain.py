"""Areas know their path, roles know who gave and ended them, and the audit log becomes a chain."""

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.audit import FIRST_HASH, hash_of
from storage.moment import Moment

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("area") as area:
        area.add_column(sa.Column("path", sa.String(), server_default="", nullable=False))
        area.add_column(sa.Column("ended_at", Moment()))
    op.create_index("ix_area_path", "area", ["path"])
    _fill_paths()
    with op.batch_alter_table("area") as area:
        area.alter_column("path", existing_type=sa.String(), existing_nullable=False, server_default=None)
    with op.batch_alter_table("membership") as membership:
        membership.add_column(sa.Column("origin", sa.String(), server_default="appointed", nullable=False))
        membership.add_column(sa.Column("given_by", sa.Integer()))
        membership.add_column(sa.Column("ended_at", Moment()))
        membership.add_column(sa.Column("ended_by", sa.Integer()))
        membership.create_foreign_key("membership_given_by_fkey", "person", ["given_by"], ["id"])
        membership.create_foreign_key("membership_ended_by_fkey", "person", ["ended_by"], ["id"])
    _chain()


def _fill_paths() -> None:
    area = sa.table("area", *(sa.column(name) for name in ("id", "parent_id", "path")))
    connection = op.get_bind()
    above = {row.id: row.parent_id for row in connection.execute(sa.select(area.c.id, area.c.parent_id))}
    for area_id in above:
        path: list[int] = []
        at: int | None = area_id
        while at is not None and at not in path:
            path.insert(0, at)
            at = above[at]
        written = "".join(f"/{one}" for one in path) + "/"
        connection.execute(area.update().where(area.c.id == area_id).values(path=written))


def _chain() -> None:
    """Every entry so far gets its place in the chain, in the order of their ids."""
    with op.batch_alter_table("audit_entry") as entries:
        for column in (sa.Column("number", sa.Integer()), sa.Column("area_id", sa.Integer())):
            entries.add_column(column)
        for name in ("previous_hash", "hash"):
            entries.add_column(sa.Column(name, sa.String()))
    number, last = _link()
    with op.batch_alter_table("audit_entry") as entries:
        for name, kind in (("number", sa.Integer()), ("previous_hash", sa.String()), ("hash", sa.String())):
            entries.alter_column(name, existing_type=kind, nullable=False)
        entries.create_unique_constraint("audit_entry_number_key", ["number"])
        entries.create_foreign_key("audit_entry_area_id_fkey", "area", ["area_id"], ["id"])
    op.create_index("ix_audit_entry_area_id", "audit_entry", ["area_id"])
    head = op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="audit_head_pkey"),
    )
    op.bulk_insert(head, [{"id": 1, "number": number, "hash": last}])


def _link() -> tuple[int, str]:
    columns: list[Any] = [sa.column("id"), sa.column("at", Moment())]
    columns += [
        sa.column(name)
        for name in ("number", "actor_id", "subject_id", "what", "why", "previous_hash", "hash")
    ]
    entry = sa.table("audit_entry", *columns)
    connection = op.get_bind()
    last, number = FIRST_HASH, 0
    for row in connection.execute(sa.select(entry).order_by(entry.c.id)).all():
        number += 1
        at: datetime = row.at.astimezone(UTC)
        found = hash_of(last, number, at, row.actor_id, row.subject_id, None, row.what, row.why)
        linked = entry.update().where(entry.c.id == row.id)
        connection.execute(linked.values(number=number, previous_hash=last, hash=found))
        last = found
    return number, last


def downgrade() -> None:
    op.drop_table("audit_head")
    op.drop_index("ix_audit_entry_area_id", "audit_entry")
    with op.batch_alter_table("audit_entry") as entries:
        entries.drop_constraint("audit_entry_area_id_fkey", type_="foreignkey")
        entries.drop_constraint("audit_entry_number_key", type_="unique")
        for name in ("hash", "previous_hash", "area_id", "number"):
            entries.drop_column(name)
    with op.batch_alter_table("membership") as membership:
        membership.drop_constraint("membership_ended_by_fkey", type_="foreignkey")
        membership.drop_constraint("membership_given_by_fkey", type_="foreignkey")
        for name in ("ended_by", "ended_at", "given_by", "origin"):
            membership.drop_column(name)
    op.drop_index("ix_area_path", "area")
    with op.batch_alter_table("area") as area:
        for name in ("ended_at", "path"):
            area.drop_column(name)
