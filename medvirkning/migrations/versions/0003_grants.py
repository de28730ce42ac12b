"""Grants: schemes, criteria and rounds; applications, budgets and what was sent."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from medvirkning.migrations import guards

revision = "0003"
down_revision = "0002"

MOMENT = sa.DateTime(timezone=True)

SHARES = ("own_share", "most_share", "most_fees", "first_share")  # per cent

# What stands in a sent application stands: the state moves on, nothing else does,
FIXED = ("number", "sent_at", "round_id", "owner_id", "language")
# but for what may be corrected, and then only together with the snapshot of how it stands after it.
FROZEN = (
    "applicant_kind", "applicant_name", "organisation_number", "account_number", "contact_name", "contact_email",
    "contact_phone", "responsible_name", "responsible_email", "of_age", "title", "what", "why", "whom",
    "developed_with", "participants", "zone_id", "whole_area", "place", "starts_on", "ends_on", "least_workable",
    "asked", "partner_name", "partner_number", "in_register", "other_aid", "second_name", "second_email",
    "physical", "land", "land_owner", "operator", "maintainer",
)  # fmt: skip


def _id(name: str = "id", *, to: str = "", empty: bool = False) -> sa.Column:
    links = [sa.ForeignKey(f"{to}.id", name=f"fk_{{}}_{name}_{to}")] if to else []
    return sa.Column(name, sa.Uuid(), *links, nullable=empty)


def _word(name: str, enum: str, *words: str, empty: bool = False) -> sa.Column:
    kind = sa.Enum(*words, name=enum, native_enum=False, create_constraint=True, length=40)
    return sa.Column(name, kind, nullable=empty)


def _text(name: str, length: int | None = None, *, empty: bool = False) -> sa.Column:
    return sa.Column(name, sa.String(length) if length else sa.Text(), nullable=empty)


def _number(name: str, *, empty: bool = False, key: bool = False) -> sa.Column:
    return sa.Column(name, sa.Integer(), nullable=empty, autoincrement=not key)


def _of(kind: Any, *names: str, empty: bool = False) -> list[sa.Column]:
    return [sa.Column(name, kind, nullable=empty) for name in names]


def _digits(column: str, count: int) -> str:
    return f"length({column}) = {count} AND ltrim({column}, '0123456789') = ''"


def _table(name: str, *parts: Any, key: tuple[str, ...] = ("id",), unique: tuple[str, ...] = (), **checks: str) -> None:
    """A table whose keys and constraints have the names that the models give them."""
    for part in parts:
        for link in getattr(part, "foreign_keys", ()):
            link.name = op.f(link.name.format(name))
    uniques = [
        sa.UniqueConstraint(*columns.split(), name=op.f(f"uq_{name}_{columns.replace(' ', '_')}")) for columns in unique
    ]
    conditions = [sa.CheckConstraint(check, name=op.f(f"ck_{name}_{what}")) for what, check in checks.items()]
    op.create_table(name, *parts, sa.PrimaryKeyConstraint(*key, name=op.f(f"pk_{name}")), *uniques, *conditions)


def upgrade() -> None:
    _schemes()
    _applications()
    for table in ("criteria_set", "criterion", "snapshot"):
        guards.refuse(table, "update", name=f"{table}_never_changes")
        guards.refuse(table, "delete", name=f"{table}_never_goes")
    differs = "IS NOT" if op.get_bind().dialect.name == "sqlite" else "IS DISTINCT FROM"
    fixed, changed = (
        " OR ".join(f'OLD."{column}" {differs} NEW."{column}"' for column in columns) for columns in (FIXED, FROZEN)
    )
    corrected = "NEW.revision = OLD.revision + 1"
    backwards = "NEW.revision < OLD.revision OR NEW.revision > OLD.revision + 1"
    guards.refuse(
        "application",
        "update",
        when=f"OLD.sent_at IS NOT NULL AND ({fixed} OR {backwards} OR (({changed}) AND NOT ({corrected})))",
        name="sent_never_changes",
    )
    _snapshot_first()
    guards.refuse("application", "delete", when="OLD.sent_at IS NOT NULL", name="sent_never_goes")
    for act in ("update", "delete"):
        _freeze_lines(act)
    other = f'OLD."criteria_set_id" {differs} NEW."criteria_set_id"'
    begun = f"OLD.opens_at <= CURRENT_TIMESTAMP AND {other}"
    guards.refuse("grant_round", "update", when=begun, name="criteria_freeze_at_opening")


def _snapshot_first() -> None:
    """A sent application's revision is raised only once the snapshot with that number is laid."""
    there = "SELECT 1 FROM snapshot WHERE application_id = NEW.id AND number = NEW.revision"
    raised = "OLD.sent_at IS NOT NULL AND NEW.revision <> OLD.revision"
    _refuse_where("application", "update", f"{raised} AND NOT EXISTS ({there})", name="sent_needs_snapshot")


def _freeze_lines(act: str) -> None:
    """The budget lines of a sent application stay, but while a correction's snapshot is laid and the row is not yet
    raised to it.
    """
    sent = "SELECT 1 FROM application WHERE id = OLD.application_id AND sent_at IS NOT NULL"
    newest = "SELECT max(number) FROM snapshot WHERE application_id = OLD.application_id"
    settled = f"{sent} AND revision = COALESCE(({newest}), 0)"
    _refuse_where("budget_line", act, f"EXISTS ({settled})", name=f"sent_lines_never_{act}")


def _refuse_where(table: str, act: str, condition: str, *, name: str) -> None:
    """As `guards.refuse`, where the condition looks into another table: PostgreSQL can't do that in WHEN."""
    if op.get_bind().dialect.name == "sqlite":
        guards.refuse(table, act, when=condition, name=name)
        return
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {condition} THEN "
        f"RAISE EXCEPTION '{name}' USING ERRCODE = 'integrity_constraint_violation'; END IF; "
        f"RETURN {'NEW' if act == 'update' else 'OLD'}; END $$"
    )
    op.execute(f"CREATE TRIGGER {name} BEFORE {act} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()")


def _schemes() -> None:
    _table(
        "scheme",
        _id(),
        _id("programme_id", to="programme"),
        _text("slug", 60),
        *_of(sa.JSON(), "name", "purpose", "applicant_kinds"),
        *_of(sa.JSON(), "zones", "own_counts", "only_warns"),
        _word("organisation_number", "organisationnumber", "no", "yes", "partner"),
        *_of(sa.Boolean(), "voluntary_register", "asks_land", "asks_upkeep", "second_confirms", "second_signer"),
        _word("sign_in", "signin", "email_link", "id_porten"),
        _word("intake", "intake", "rounds", "rolling"),
        *_of(sa.Integer(), "answer_days", "least_amount", "most_amount", "most_per_year", "own_share", empty=True),
        *_of(sa.Integer(), "most_share", "most_fees", "most_aid", "auditor_from", "first_share", empty=True),
        _text("report_day", 5),
        _word("missing_report", "missingreport", "blocks", "warns", "shown"),
        _word("payment", "paymentway", "advance", "afterwards", "divided"),
        _word("account_source", "accountsource", "application", "register"),
        _text("note"),
        *_of(sa.JSON(), "not_funded", "conditions", "decided_by", "adopted_by", "appeal_body"),
        _word("deciding_mode", "decidingmode", "elected", "recommends", "confirms"),
        *_of(sa.Integer(), "appeal_weeks", "report_months"),
        _text("contact_name", 120),
        _text("contact_email", 254),
        _text("case_prefix", 10),
        unique=("programme_id slug", "programme_id case_prefix"),
        appeal_weeks="appeal_weeks >= 3",
        amounts="least_amount >= 0 AND most_amount >= 0 AND most_amount >= least_amount",
        sums="most_per_year >= 0 AND most_aid >= 0 AND auditor_from >= 0",
        shares=" AND ".join(f"{name} BETWEEN 1 AND 100" for name in SHARES),
        answer_days="intake <> 'rolling' OR answer_days > 0",
        first_share="payment <> 'divided' OR first_share IS NOT NULL",
        report_months="report_months > 0",
    )
    op.create_index("ix_scheme_programme_id", "scheme", ["programme_id"])
    _table(
        "wanted_attachment",
        _id(),
        _id("scheme_id", to="scheme"),
        _text("key", 40),
        _number("position"),
        *_of(sa.JSON(), "name"),
        *_of(sa.JSON(), "help", empty=True),
        *_of(sa.Boolean(), "required", "may_come_later"),
        _word("asked_of", "wantedof", "all", "organisations", "physical", "others_land"),
        _number("later_days", empty=True),
        unique=("scheme_id key",),
    )
    _table(
        "criteria_set",
        _id(),
        _id("scheme_id", to="scheme"),
        _number("version"),
        *_of(sa.JSON(), "adopted_by"),
        *_of(sa.Date(), "adopted_on"),
        *_of(sa.Boolean(), "by_priority"),
        unique=("scheme_id version",),
        version="version > 0",
    )
    _table(
        "criterion",
        _id(),
        _id("set_id", to="criteria_set"),
        _text("key", 40),
        _number("position"),
        *_of(sa.JSON(), "text"),
        *_of(sa.JSON(), "help", empty=True),
        _word("kind", "criterionkind", "graded", "absolute"),
        _number("most"),
        *_of(sa.JSON(), "scale"),
        unique=("set_id key",),
        most="most > 0",
    )
    _table(
        "grant_round",
        _id(),
        _id("scheme_id", to="scheme"),
        _id("programme_id", to="programme"),
        _text("slug", 60),
        *_of(sa.JSON(), "name"),
        *_of(MOMENT, "opens_at"),
        *_of(MOMENT, "deadline", empty=True),
        *_of(sa.BigInteger(), "pot", "granted"),
        _id("criteria_set_id", to="criteria_set"),
        *_of(sa.Date(), "meeting_on", "answer_by", empty=True),
        unique=("scheme_id slug",),
        deadline="deadline > opens_at",
        pot="pot >= 0",
        granted="granted >= 0 AND granted <= pot",
    )
    op.create_index("ix_grant_round_programme_id", "grant_round", ["programme_id"])
    _table(
        "case_counter",
        _id("scheme_id", to="scheme"),
        _number("year", key=True),
        _number("last"),
        key=("scheme_id", "year"),
        last="last > 0",
    )


def _applications() -> None:
    states = "draft sent needs_fix ready in_review recommended decided letter_sent accepted paid_part paid "
    states += "report_due report_received repayment closed withdrawn"
    kinds = "association residents housing social_enterprise business group person municipal_unit"
    _table(
        "application",
        _id(),
        _id("programme_id", to="programme"),
        _id("round_id", to="grant_round"),
        _id("owner_id", to="person"),
        _text("number", 40, empty=True),
        _text("language", 5),
        _word("state", "applicationstate", *states.split()),
        _number("version"),
        _word("applicant_kind", "applicantkind", *kinds.split(), empty=True),
        _text("applicant_name"),
        _text("organisation_number", 9, empty=True),
        _text("partner_name"),
        _text("partner_number", 9, empty=True),
        _word("in_register", "in_register", "yes", "no", empty=True),
        *_of(sa.BigInteger(), "other_aid", empty=True),
        _text("account_number", 11, empty=True),
        _text("contact_name"),
        _text("contact_email", 254, empty=True),
        _text("contact_phone"),
        _text("responsible_name"),
        _text("responsible_email", 254, empty=True),
        *_of(sa.Boolean(), "of_age"),
        _text("second_name"),
        _text("second_email", 254, empty=True),
        *(_text(name) for name in ("title", "what", "why", "whom", "developed_with")),
        _number("participants", empty=True),
        *_of(sa.JSON(), "ticked"),
        _id("zone_id", to="zone", empty=True),
        *_of(sa.Boolean(), "whole_area"),
        _text("place"),
        *_of(sa.Date(), "starts_on", "ends_on", empty=True),
        _word("physical", "physical", "yes", "no", empty=True),
        _word("land", "land", "own", "agreed", "to_come", empty=True),
        *(_text(name) for name in ("land_owner", "operator", "maintainer")),
        _number("least_workable", empty=True),
        *_of(sa.BigInteger(), "asked"),
        *_of(sa.JSON(), "attachment_plans", "unread", "last_forms"),
        *(_number(name) for name in ("missing", "revision")),
        *_of(MOMENT, "begun_at", "updated_at"),
        *_of(MOMENT, "sent_at", empty=True),
        *_of(sa.BigInteger(), "granted", empty=True),
        *_of(sa.Date(), "report_owed_on", empty=True),
        _id("send_key", empty=True),
        unique=("programme_id number", "send_key"),
        number_with_sent_at="(number IS NULL) = (sent_at IS NULL)",
        sent_has_number="state IN ('draft', 'withdrawn') OR number IS NOT NULL",
        asked="asked >= 0",
        least_workable="least_workable >= 0",
        language="language IN ('nb', 'nn')",
        organisation_number=_digits("organisation_number", 9),
        partner_number=_digits("partner_number", 9),
        account_number=_digits("account_number", 11),
        other_aid="other_aid >= 0",
    )
    op.create_index("ix_application_owner_id", "application", ["owner_id", "round_id"])
    op.create_index("ix_application_zone_id", "application", ["zone_id"])
    op.create_index("ix_application_round_id_state", "application", ["round_id", "state", "number"])
    _table(
        "budget_line",
        _id(),
        _id("application_id", to="application"),
        _number("position"),
        _word("side", "budgetside", "expense", "income", "effort"),
        _word("kind", "linekind", "plain", "fee", "own_money", "support", "work", "materials"),
        _text("text"),
        _number("amount", empty=True),
        _text("written"),
        amount="amount >= 0",
    )
    op.create_index("ix_budget_line_application_id", "budget_line", ["application_id", "position"])
    _table(
        "snapshot",
        _id("application_id", to="application"),
        _number("number", key=True),
        *_of(sa.JSON(), "content"),
        _text("digest", 64),
        *_of(MOMENT, "sent_at"),
        key=("application_id", "number"),
        number="number > 0",
    )


def downgrade() -> None:
    guards.drop("grant_round", "criteria_freeze_at_opening")
    guards.drop("budget_line", "sent_lines_never_update", "sent_lines_never_delete")
    guards.drop("application", "sent_never_changes", "sent_never_goes", "sent_needs_snapshot")
    for table in ("snapshot", "criterion", "criteria_set"):
        guards.drop(table, f"{table}_never_changes", f"{table}_never_goes")
    for table in (
        "snapshot", "budget_line", "application", "case_counter",
        "grant_round", "criterion", "criteria_set", "wanted_attachment", "scheme",
    ):  # fmt: skip
        op.drop_table(table)
