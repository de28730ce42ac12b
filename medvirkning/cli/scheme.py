"""`flask scheme`: set up a grant scheme and its rounds from a file, and write one to a file."""

import json
from pathlib import Path
from typing import Any

import click
from flask.cli import with_appcontext

from medvirkning.cli.programme import read_json
from medvirkning.grants.describing import scheme_advice
from medvirkning.grants.queries import scheme_by_slug
from medvirkning.grants.scheme_files import described
from medvirkning.grants.scheme_words import SchemeWord
from medvirkning.grants.setting_up import announce_described, set_up_scheme
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import RuleBroken
from medvirkning.programmes.models import Programme
from medvirkning.programmes.queries import programme_by_slug

NEEDED = {"slug", "case_prefix", "name", "purpose", "applicant_kinds", "decided_by", "adopted_by", "appeal_body",
          "contact_name", "contact_email", "criteria"}  # fmt: skip
UNTRANSLATED = (SchemeWord.NYNORSK_MISSING, SchemeWord.BOKMAL_MISSING)


class ImportsByItself(click.Group):
    """`scheme PROGRAMME FILE` is `scheme import PROGRAMME FILE`."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is named, else the import."""
        return super().resolve_command(ctx, args if args[:1] and args[0] in self.commands else ["import", *args])


@click.group("scheme", cls=ImportsByItself)
def scheme() -> None:
    """Set up a grant scheme from a file, or write one to a file."""


@scheme.command("import")
@click.argument("programme")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@with_appcontext
def bring_in(programme: str, file: Path) -> None:
    """Set up the scheme that FILE describes in PROGRAMME (its slug), with rounds; again, to add new rounds."""
    told, at = read_json(file, NEEDED), now()
    with transaction():
        home = _programme(programme)
        try:
            found = scheme_by_slug(home.id, told["slug"]) or set_up_scheme(home, told, at=at)
        except RuleBroken as broken:
            raise click.ClickException(_wrong(file, broken)) from None
        known = {round_.slug for round_ in found.rounds}
        added = [
            announce_described(found, one, at=at).slug for one in told.get("rounds", []) if one["slug"] not in known
        ]
    click.echo(f"{found.name.text('nb')}: {', '.join(added) or 'no new rounds'}")
    for where in sorted({str(one.facts["field"]) for one in scheme_advice(told) if one.code in UNTRANSLATED}):
        click.echo(f"{where} is not written in both languages: letters in the one that lacks can't be sent.")


@scheme.command("export")
@click.argument("programme")
@click.argument("slug")
@click.argument("file", type=click.Path(dir_okay=False, writable=True, path_type=Path), required=False)
@with_appcontext
def take_out(programme: str, slug: str, file: Path | None) -> None:
    """Write the scheme SLUG of PROGRAMME to FILE, or to the terminal. Holds no applications."""
    found = scheme_by_slug(_programme(programme).id, slug)
    if found is None:
        raise click.ClickException(f"there is no scheme {slug} in {programme}")
    text = json.dumps(described(found), ensure_ascii=False, indent=2) + "\n"
    if file is None:
        click.echo(text, nl=False)
    else:
        file.write_text(text, "utf-8")


def _programme(slug: str) -> Programme:
    found = programme_by_slug(slug)
    if found is None:
        raise click.ClickException(f"there is no programme {slug}")
    return found


def _wrong(file: Path, broken: RuleBroken) -> str:
    told: list[Any] = [f"{one.facts['field']}: {str(one.code).replace('_', ' ')}" for one in broken.objections]
    return f"{file} can't be used: {'; '.join(told)}"
