"""`flask programme`: set up a programme from a file, so that a municipality can begin."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import click
from flask.cli import with_appcontext

from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.programmes.actions import set_up_programme
from medvirkning.programmes.queries import programme_by_slug

NEEDED = {"slug", "name", "term_name", "group_name", "municipality", "help_text", "contact_email"}


@click.command("programme")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--zones", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="GeoJSON with the zones.")
@with_appcontext
def programme(file: Path, zones: Path | None) -> None:
    """Make the programme that FILE (JSON, see docs/operations.md) describes, with its zones."""
    described = read(file)
    features = json.loads(zones.read_text("utf-8"))["features"] if zones else []
    with transaction():
        if programme_by_slug(described["slug"]) is not None:
            raise click.ClickException(f"there is a programme {described['slug']} already")
        made = set_up_programme(described, features, at=now())
    click.echo(f"{made.name} is set up with {len(made.zones)} zones.")


def read(file: Path) -> dict[str, Any]:
    """What the file says, with its dates read. Raises ClickException for a file that lacks something."""
    described = read_json(file, NEEDED)
    for key in ("starts_on", "ends_on"):
        if described.get(key):
            described[key] = date.fromisoformat(described[key])
    return described


def read_json(file: Path, needed: set[str]) -> dict[str, Any]:
    """What a file of settings says. Raises ClickException where it can't be read or lacks any of what is needed."""
    try:
        described: dict[str, Any] = json.loads(file.read_text("utf-8"))
    except ValueError as error:
        raise click.ClickException(f"{file} is not JSON: {error}") from None
    if missing := needed - set(described):
        raise click.ClickException(f"{file} lacks {', '.join(sorted(missing))}")
    return described
