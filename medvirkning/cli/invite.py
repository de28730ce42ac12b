"""`flask invite`: give somebody a role, and mail them about it. How the first administrator comes in."""

import click
from flask.cli import with_appcontext

from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.kernel.norwegian import email_address
from medvirkning.outbox.actions import post
from medvirkning.people.actions import enrol
from medvirkning.programmes.actions import give_role
from medvirkning.programmes.queries import programme_by_slug
from medvirkning.programmes.words import Role


@click.command("invite")
@click.argument("email")
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
@click.option("--programme", "slug", required=True, help="The programme's slug, as in its address.")
@click.option("--name", default="", help="The person's name.")
@click.option("--language", type=click.Choice(["nb", "nn"]), default="nb")
@with_appcontext
def invite(email: str, role: str, slug: str, name: str, language: str) -> None:
    """Give EMAIL a role in a programme, and send them word of it."""
    try:
        address = email_address(email).lower()
    except ValueError:
        raise click.BadParameter(f"{email} is not an e-mail address") from None
    at = now()
    with transaction():
        programme = programme_by_slug(slug)
        if programme is None:
            raise click.BadParameter(f"there is no programme {slug}", param_hint="--programme")
        person = enrol(address, name=name, language=language, at=at)
        give_role(person, Role(role), programme, by=None, at=at)
        post("invited", to=address, language=person.language, at=at, path="/logg-inn", programme=programme.name)
    click.echo(f"{address} is now {role} in {programme.name}.")
