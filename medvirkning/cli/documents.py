"""`flask docs`: write the two documents that are made from tables in the code."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
from flask import current_app
from flask.cli import with_appcontext

from medvirkning.appeals.lifecycle import APPEAL
from medvirkning.caravan.lifecycle import SHIFT
from medvirkning.caravan.stop_lifecycle import STOP
from medvirkning.contributions.lifecycle import LIFECYCLE as CONTRIBUTION
from medvirkning.follow_up.lifecycle import PAYMENT_LIST, REPAYMENT
from medvirkning.grants.lifecycle import APPLICATION
from medvirkning.kernel.lifecycle import table
from medvirkning.permissions import GRANTED, Standing
from medvirkning.surveys.lifecycle import SURVEY

DOCS = Path(__file__).resolve().parent.parent.parent / "docs"
MADE = "Made from the code by `make docs`; change the code, not this page.\n"
LIFECYCLES = (CONTRIBUTION, APPLICATION, APPEAL, PAYMENT_LIST, REPAYMENT, SURVEY, STOP, SHIFT)
IMPLIED = {"HEAD", "OPTIONS"}


def permissions_page() -> str:
    """docs/permissions.md: the list at the door, and which door each address is behind. Asks the running app."""
    standings = [standing for standing in Standing if standing is not Standing.ANYONE]
    lines = ["# Permissions", "", MADE]
    lines.append("How one stands to the thing in hand, in its own programme, and what that lets one do. Nobody may")
    lines.append("do anything by a role in another programme. What is public needs no standing and is not here.")
    lines += ["", _row("may", *(s.replace("_", " ") for s in standings)), _rule(len(standings) + 1)]
    for what, granted in GRANTED.items():
        lines.append(_row(what.replace("_", " "), *("yes" if standing in granted else "" for standing in standings)))
    lines += ["", "## Addresses", "", _row("address", "methods", "for whoever may"), _rule(3), *_addresses()]
    return "\n".join(lines) + "\n"


def _addresses() -> Iterator[str]:
    for rule in sorted(current_app.url_map.iter_rules(), key=lambda rule: (rule.rule, sorted(rule.methods or ()))):
        view: Any = current_app.view_functions[rule.endpoint]
        what, _loader = view.access  # the mark that the door leaves on it
        methods = " ".join(sorted((rule.methods or set()) - IMPLIED))
        yield _row(f"`{rule.rule}`", methods, "public" if what is None else what.replace("_", " "))


def lifecycles_page() -> str:
    """docs/lifecycles.md: every move there is."""
    lines = ["# Lifecycles", "", MADE, "A thing is in one state at a time and moves by these verbs alone.", ""]
    for lifecycle in LIFECYCLES:
        ends = ", ".join(lifecycle.ends).replace("_", " ")
        lines += [f"## {lifecycle.name.capitalize()}", "", f"Begins as {lifecycle.start}; ends as {ends}.", ""]
        lines += [_row("from", "verb", "to"), _rule(3)]
        lines += [_row(*(word.replace("_", " ") for word in move)) for move in table(lifecycle)]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _row(*cells: str) -> str:
    return "| " + " | ".join(cells) + " |"


def _rule(cells: int) -> str:
    return "|" + "---|" * cells


PAGES: dict[str, Callable[[], str]] = {"permissions.md": permissions_page, "lifecycles.md": lifecycles_page}


@click.command("docs")
@with_appcontext
def docs() -> None:
    """Write docs/permissions.md and docs/lifecycles.md anew. Run where the demo is on, as `make docs` does."""
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), "utf-8")
        click.echo(f"docs/{name}")
