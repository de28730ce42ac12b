"""The demo's library of ready texts: written by the coordinator, one not yet in nynorsk, one no longer in use."""

from datetime import timedelta

from medvirkning.cli.demo.almanac import Almanac
from medvirkning.cli.demo.programmes import read
from medvirkning.grants.schemes import Scheme
from medvirkning.kernel.localized import Localized
from medvirkning.people.models import Person
from medvirkning.review.keeping_texts import add_text, retire_text
from medvirkning.review.library_words import TextKind


def keep_texts(scheme: Scheme, people: dict[str, Person], almanac: Almanac) -> None:
    """Write the texts; those on a criterion belong to the scheme, the others to all schemes."""
    at, by = almanac.office(205), people["cecilie"]
    for place, told in enumerate(read("grants/library.json")):
        criterion, at = told.get("criterion"), at + timedelta(minutes=3)
        made = add_text(
            scheme.programme_id,
            kind=TextKind(told["kind"]),
            name=told["name"],
            text=Localized.written({"nb": told["nb"], "nn": told.get("nn")}),
            scheme=scheme if criterion else None,
            criterion_key=criterion,
            by=by,
            at=at,
        )
        if told.get("retired"):
            retire_text(made, by=by, at=almanac.office(100, place))
