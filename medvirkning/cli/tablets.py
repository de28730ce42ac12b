"""`flask import-sealed` and `flask rotate-tablet-key`: what the caravan's tablets need of whoever runs the site."""

from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from medvirkning.caravan.bringing_files import BroughtFile, bring_file, tablet_that_saved
from medvirkning.caravan.keeping_keys import make_key
from medvirkning.caravan.words import CaravanEvent, FileFault
from medvirkning.journal.actions import record
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import Refused
from medvirkning.programmes.models import Programme
from medvirkning.programmes.queries import programme_by_slug

WRONG = {
    FileFault.NOT_SEALED: "is not a file that a tablet has saved",
    FileFault.NEWER_VERSION: "was saved by a newer version: upgrade first",
    FileFault.OTHER_PROGRAMME: "comes from a tablet of another programme",
}


@click.command("import-sealed")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--programme", "slug", help="Its slug. Needed where the tablet that saved the file is not known here.")
@with_appcontext
def import_sealed(file: Path, slug: str | None) -> None:
    """Take in FILE, which a tablet has saved. What has come before comes once, however often this is run."""
    try:
        programme = _programme(file, slug)
        with file.open("rb") as content:
            report = bring_file(content, programme, by=None, secret=_secret(), at=now())
    except Refused as refused:
        raise click.ClickException(f"{file} {WRONG[FileFault(refused.code)]}") from None
    for line in _told(report):
        click.echo(line)


@click.command("rotate-tablet-key")
@with_appcontext
def rotate_tablet_key() -> None:
    """Make a new key for the tablets. What was closed for the older ones can still be opened."""
    with transaction():
        made = make_key(secret=_secret(), at=now())
        record(made, CaravanEvent.KEY_MADE, by=None, at=now())
    click.echo("A new key is made. Tablets get it when they next fetch what is on offer.")


def _programme(file: Path, slug: str | None) -> Programme:
    if slug is not None:
        found = programme_by_slug(slug)
        if found is None:
            raise click.ClickException(f"there is no programme {slug}")
        return found
    with file.open("rb") as content:
        tablet = tablet_that_saved(content)
    if tablet is None:
        raise click.ClickException("the tablet that saved the file is not known here: say which --programme")
    return tablet.programme


def _told(report: BroughtFile) -> list[str]:
    told = [
        f"{report.new} new: {report.taken} taken in, {report.waiting} wait for photos, {report.held} to look at.",
        f"{report.known} were here before. {report.photos} new photos.",
    ]
    if report.unreadable:
        more = " …" if report.unreadable > len(report.lines) else ""
        lines = ", ".join(map(str, report.lines))
        told.append(f"{report.unreadable} lines can't be read: {lines}{more}. Keep the file.")
    return told


def _secret() -> bytes:
    return str(current_app.config["SETTINGS"].secret_key).encode()
