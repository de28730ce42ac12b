"""`flask docs`: write the two documents that are made from tables in the code."""

from pathlib import Path

import click

from medvirkning.permissions import GRANTED, Standing

DOCS = Path(__file__).resolve().parent.parent.parent / "docs"
MADE = "Made from the code by `make docs`; change the code, not this page.\n"


def permissions_page() -> str:
    """docs/permissions.md: the list at the door as a table."""
    standings = [standing for standing in Standing if standing is not Standing.ANYONE]
    lines = ["# Permissions", "", MADE, "| may | " + " | ".join(s.replace("_", " ") for s in standings) + " |"]
    lines.append("|---|" + "---|" * len(standings))
    for what, granted in GRANTED.items():
        marks = " | ".join("yes" if standing in granted else "" for standing in standings)
        lines.append(f"| {what.replace('_', ' ')} | {marks} |")
    return "\n".join(lines) + "\n"


PAGES = {"permissions.md": permissions_page}


@click.command("docs")
def docs() -> None:
    """Write docs/permissions.md and docs/lifecycles.md anew."""
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), "utf-8")
        click.echo(f"docs/{name}")
