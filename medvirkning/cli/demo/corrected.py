"""A letter in the demo that said something wrong, and the one that corrects it."""

from medvirkning.cli.demo.almanac import Almanac
from medvirkning.grants.models import Application
from medvirkning.mail import corrected_letters
from medvirkning.mail.letter_content import Says
from medvirkning.mail.letter_parts import parts
from medvirkning.people.models import Person
from medvirkning.review.cases import decision_on
from medvirkning.review.correcting_letters import write_correction

WHAT = "I det første brevet stod det at turane kostar lite. Dei er gratis."
RIGHT = "Turane er eit lite tiltak som kan bety mykje for dei som er åleine. Alle kan vere med, og det er gratis."


def correct_one(sent: dict[str, Application], people: dict[str, Person], almanac: Almanac) -> None:
    """The coordinator corrects the letter about the walks the week after."""
    decision, by, at = decision_on(sent["walks"].id), people["cecilie"], almanac.office(174)
    assert decision is not None
    of = parts(corrected_letters.letter_before(decision))
    place = next(part.key for part in of if part.says is Says.REASONS)
    made = write_correction(decision.letter, what=WHAT, texts={place: RIGHT}, restarts=True, version=None, by=by, at=at)
    corrected_letters.send(made, by=by, at=at)
