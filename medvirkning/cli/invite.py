"""`flask invite` gives somebody a role and mails them about it: how the first administrator comes in.

`flask end-role` takes one away, and signs them out.
"""

import click
from flask.cli import with_appcontext

from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.kernel.norwegian import email_address
from medvirkning.outbox.actions import post
from medvirkning.people.actions import enrol
from medvirkning.programmes.actions import end_role, give_role
from medvirkning.programmes.models import Programme
from medvirkning.programmes.queries import current_role, programme_by_slug
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
    address, at = _address(email), now()
    with transaction():
        programme = _programme(slug)
        person = enrol(address, name=name, language=language, at=at)
        give_role(person, Role(role), programme, by=None, at=at)
        post("invited", to=address, language=person.language, at=at, path="/logg-inn", programme=programme.name)
    click.echo(f"{address} is now {role} in {programme.name}.")


@click.command("end-role")
@click.argument("email")
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
@click.option("--programme", "slug", required=True, help="The programme's slug, as in its address.")
@with_appcontext
def take_role(email: str, role: str, slug: str) -> None:
    """Take a role in a programme away from EMAIL, from now. What they have done in it stays."""
    address = _address(email)
    with transaction():
        programme = _programme(slug)
        held = current_role(address, Role(role), programme.id)
        if held is None:
            raise click.BadParameter(f"{address} is not {role} in {programme.name}")
        end_role(held, by=None, at=now())
    click.echo(f"{address} is no longer {role} in {programme.name}, and is signed out everywhere.")


def _address(email: str) -> str:
    try:
        return email_address(email)
    except ValueError:
        raise click.BadParameter(f"{email} is not an e-mail address") from None


def _programme(slug: str) -> Programme:
    programme = programme_by_slug(slug)
    if programme is None:
        raise click.BadParameter(f"there is no programme {slug}", param_hint="--programme")
    return programme
