"""`flask scheme`: set up a grant scheme and its rounds from a file, so that people can apply."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click
from flask.cli import with_appcontext

from medvirkning.cli.programme import read_json
from medvirkning.grants.queries import scheme_by_slug
from medvirkning.grants.schemes import Scheme
from medvirkning.grants.setting_up import announce_round, set_up_scheme
from medvirkning.kernel.clock import now, oslo_deadline, oslo_moment
from medvirkning.kernel.database import transaction
from medvirkning.kernel.localized import Localized
from medvirkning.people.words import LANGUAGES
from medvirkning.programmes.queries import programme_by_slug

NEEDED = {"slug", "case_prefix", "name", "purpose", "applicant_kinds", "decided_by", "adopted_by", "appeal_body",
          "contact_name", "contact_email", "criteria"}  # fmt: skip


@click.command("scheme")
@click.argument("programme")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@with_appcontext
def scheme(programme: str, file: Path) -> None:
    """Set up the scheme that FILE describes in PROGRAMME (its slug), with rounds; again, to add new rounds."""
    described = read_json(file, NEEDED)
    described["criteria"]["adopted_on"] = date.fromisoformat(described["criteria"]["adopted_on"])
    at = now()
    with transaction():
        home = programme_by_slug(programme)
        if home is None:
            raise click.ClickException(f"there is no programme {programme}")
        found = scheme_by_slug(home.id, described["slug"]) or set_up_scheme(home, described, at=at)
        known = {round_.slug for round_ in found.rounds}
        added = [_announce(found, told, at=at) for told in described.get("rounds", []) if told["slug"] not in known]
    click.echo(f"{found.name.text('nb')}: {', '.join(added) or 'no new rounds'}")
    for where in _untranslated(described):
        click.echo(f"{where} is not written in both languages: letters in the one that lacks can't be sent.")


def _announce(scheme: Scheme, told: dict[str, Any], *, at: datetime) -> str:
    """One round; its times are Oslo's."""
    opens, closes = datetime.fromisoformat(told["opens_at"]), datetime.fromisoformat(told["deadline"])
    announce_round(
        scheme,
        slug=told["slug"],
        name=Localized.from_json(told["name"]),
        opens_at=oslo_moment(opens.date(), opens.time()),
        deadline=oslo_deadline(closes.date(), closes.time()),
        pot=told["pot"],
        meeting_on=date.fromisoformat(told["meeting_on"]) if told.get("meeting_on") else None,
        answer_by=date.fromisoformat(told["answer_by"]),
        at=at,
    )
    return str(told["slug"])


def _untranslated(value: Any, where: str = "") -> Iterator[str]:
    """The places of texts that lack one of the written languages."""
    if isinstance(value, dict) and set(LANGUAGES) & set(value):
        if Localized.from_json(value).missing(LANGUAGES):
            yield where
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _untranslated(inner, f"{where}.{key}".lstrip("."))
    elif isinstance(value, list):
        for place, inner in enumerate(value, 1):
            yield from _untranslated(inner, f"{where} {place}")
