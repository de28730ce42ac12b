"""The seal of the own copy to be is made when somebody begins to answer, and kept with what they write."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"


def upgrade() -> None:
    op.add_column("survey_answering", sa.Column("seal", sa.LargeBinary()))


def downgrade() -> None:
    op.drop_column("survey_answering", "seal")
