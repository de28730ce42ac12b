"""Every component in every state, on one page. Only where the demo is on."""

from functools import cache
from typing import Any, NamedTuple

import wtforms
from flask import Blueprint, render_template
from wtforms.validators import InputRequired

from medvirkning.programmes.quilt import COLOURS, PATTERNS, SYMBOLS, drawings, quilt
from medvirkning.web.access import public
from medvirkning.web.forms import Form

blueprint = Blueprint("components", __name__)

LONG = "Menneskerettighetsorganisasjonsmedlemskapsordningen på Øvre Sørlandsskråningen"
PLACES = (("Sentrum", True), ("Badedammen", False), ("Lervig", False), ("Emmaus", False), (LONG, False))


class Zone(NamedTuple):
    """A zone as the components see it."""

    name: str
    partial: bool
    drawing: dict[str, Any]


class EveryField(Form):
    """One field of each kind."""

    kind = wtforms.RadioField(
        "Hva slags innspill er det?",
        choices={"good": "Noe er bra", "better": "Noe kan bli bedre", "idea": "Jeg har en idé"},
        validators=[InputRequired("Velg hva slags innspill det er")],
    )
    text = wtforms.TextAreaField(
        "Fortell med egne ord", [InputRequired("Skriv hva du vil si")], description="Skriv på det språket du vil."
    )
    where = wtforms.RadioField("Hvor gjelder det?", choices={}, validate_choice=False)
    answer = wtforms.RadioField(
        "Vil du ha svar?",
        choices={"no": "Nei, jeg vil være anonym", "email": "Ja, på e-post"},
        default="no",
        validate_choice=False,
    )
    email = wtforms.StringField("E-postadresse", description="Vi sletter adressen når saken er ferdig.")
    feeling = wtforms.RadioField(
        "Hvordan er det å bo her?",
        choices=dict(
            zip("54321", ("Veldig bra", "Bra", "Verken bra eller dårlig", "Dårlig", "Veldig dårlig"), strict=True)
        ),
        validate_choice=False,
    )
    sort = wtforms.SelectField(
        "Vis først", choices={"new": "De nyeste", "agreed": "Flest enige", "long": LONG}, validate_choice=False
    )
    themes = wtforms.SelectMultipleField("Hva handler det om?", choices={"a": "Trafikk", "b": "Møteplasser"})
    several = wtforms.SelectMultipleField("Hva savner du?", choices={"a": "Butikk", "b": "Benker", "c": "Lys"})
    amount = wtforms.StringField("Hvor mye søker dere om?", [InputRequired("Skriv et beløp")])
    people = wtforms.StringField("Hvor mange kommer?")
    day = wtforms.DateField("Når skal det skje?", [InputRequired("Velg en dato")])
    photo = wtforms.FileField("Legg ved et bilde")
    agree = wtforms.BooleanField(
        "Jeg kan søke på vegne av foreningen, og det jeg har skrevet er riktig.",
        [InputRequired("Kryss av for at du kan søke")],
    )
    password = wtforms.PasswordField("Passord", [InputRequired("Skriv passordet")])


@blueprint.get("/komponenter")
@public
def components_page() -> str:
    """The page."""
    empty, wrong, filled = EveryField(prefix="e-"), EveryField(prefix="w-"), EveryField(prefix="f-")
    zones = _zones()
    for form in (empty, wrong, filled):
        form.where.choices = {str(n): zone.name for n, zone in enumerate(zones)} | {"all": "Hele bydelen"}
    wrong.validate()
    filled.process(
        data={
            "kind": "better", "text": "Bilene kjører fort. " * 8, "where": "2", "answer": "email", "email": "aud@a.no",
            "feeling": "4", "sort": "agreed", "themes": ["b"], "amount": "18 000", "people": "150", "agree": True,
            "several": ["a"],
        }
    )  # fmt: skip
    return render_template(
        "components/components_page.html",
        empty=empty,
        wrong=wrong,
        filled=filled,
        zones=zones,
        zone_values={str(n): zone for n, zone in enumerate(zones)},
        front=quilt(zones, links=lambda zone: f"#{zone.name[:4].lower()}", name="front"),
        beside=quilt(zones, name="beside"),
        symbols=SYMBOLS,
        cloths=list(zip(COLOURS, PATTERNS, strict=True)),
        long=LONG,
    )


@blueprint.get("/komponenter/arbeid")
@public
def work_page() -> str:
    """The components of staff pages."""
    return render_template("components/work_page.html", zones=_zones(), long=LONG)


@blueprint.get("/komponenter/brev")
@public
def letter_page() -> str:
    """A letter."""
    return render_template("components/letter_page.html")


@cache
def _zones() -> list[Zone]:
    """A made-up programme of five zones in two rows."""
    cells = [(0, 0), (1, 0), (2, 0), (0, 1), (1, 1)]
    squares = [
        {
            "type": "Polygon",
            "coordinates": [[_corner(x + a, y + b) for a, b in ((0, 0), (1, 0), (1, 1), (0, 1), (0, 0))]],
        }
        for x, y in cells
    ]
    return [Zone(name, partial, drawing) for (name, partial), drawing in zip(PLACES, drawings(squares), strict=True)]


def _corner(x: int, y: int) -> tuple[float, float]:
    """A corner of the made-up map, pulled a little out of line."""
    return 5.7 + 0.02 * x + 0.004 * (y % 2), 58.9 - 0.008 * y - 0.002 * (x % 2)
