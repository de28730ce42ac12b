"""What has been published of a survey's results is never deleted: people have seen it."""

from medvirkning.migrations import guards

revision = "0031"
down_revision = "0030"


def upgrade() -> None:
    guards.refuse("survey_publication", "delete", name="publication_never_goes")


def downgrade() -> None:
    guards.drop("survey_publication", "publication_never_goes")
