"""Who leads a meeting with no chair there; nothing of it changes while it is closed; and what is looked up often."""

from alembic import op

from medvirkning.migrations import guards

revision = "0017"
down_revision = "0018"

INDEXES = {
    "ix_declaration_in_round": ("declaration", ["round_id", "at"]),
    "ix_participation_of": ("participation", ["person_id", "part", "application_id"]),
    "ix_stepping_in_now": ("stepping_in", ["application_id", "ended_at"]),
    "ix_settlement_of": ("settlement", ["application_id", "at"]),
}
KEPT = ("attendance", "time_out")
CLOSED = "OLD.closed_at IS NOT NULL AND NEW.closed_at IS NOT NULL"
ACTS = ("insert", "update", "delete")


def upgrade() -> None:
    kind = "CHAR(32)" if op.get_bind().dialect.name == "sqlite" else "UUID"
    op.execute(
        f"ALTER TABLE meeting ADD COLUMN leader_id {kind} CONSTRAINT fk_meeting_leader_id_person REFERENCES person (id)"
    )
    for name, (table, columns) in INDEXES.items():
        op.create_index(name, table, columns)
    for table in KEPT:
        for act in ACTS:
            _while_open(table, act)
    guards.refuse("meeting", "update", when=CLOSED, name="meeting_is_kept")


def _while_open(table: str, act: str) -> None:
    """Refuse an act on a row of a meeting that is closed. PostgreSQL's WHEN can't look into another table."""
    name, row = f"{table}_{act}_is_kept", "OLD" if act == "delete" else "NEW"
    closed = f"EXISTS (SELECT 1 FROM meeting WHERE id = {row}.meeting_id AND closed_at IS NOT NULL)"  # noqa: S608
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {act.upper()} ON {table} WHEN {closed} "
            f"BEGIN SELECT RAISE(ABORT, '{name}'); END"
        )
        return
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {closed} THEN "
        f"RAISE EXCEPTION '{name}' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN {row}; END $$"
    )
    op.execute(f"CREATE TRIGGER {name} BEFORE {act.upper()} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()")


def downgrade() -> None:
    guards.drop("meeting", "meeting_is_kept")
    for table in KEPT:
        guards.drop(table, *(f"{table}_{act}_is_kept" for act in ACTS))
    for name in INDEXES:
        op.drop_index(name)
    op.drop_column("meeting", "leader_id")
