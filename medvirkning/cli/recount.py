"""`flask recount`: whether what is counted of the surveys' answers is what the answers say."""

import click
from flask.cli import with_appcontext
from sqlalchemy import select

from medvirkning.kernel.database import db, end_reading, transaction
from medvirkning.surveys.models import Survey
from medvirkning.surveys.tallying import miscounted, rebuild


@click.command("recount")
@click.option("--mend", is_flag=True, help="Count over what is wrong. What has been read off stays as it is.")
@with_appcontext
def recount(mend: bool) -> None:
    """Count the answers of every survey over, and tell of those that are counted wrongly."""
    ids = list(db.session.scalars(select(Survey.id).order_by(Survey.programme_id, Survey.slug)))
    wrong = 0
    for survey_id in ids:
        end_reading()
        if miscounted(survey_id):
            wrong += 1
            survey = db.session.get_one(Survey, survey_id)
            click.echo(f"{survey.programme.slug}/{survey.slug} is counted wrongly")
            if mend:
                with transaction():
                    rebuild(survey)
                click.echo("  counted over")
    click.echo(f"{len(ids)} surveys, {wrong} counted wrongly")
    if wrong and not mend:
        raise SystemExit(1)
