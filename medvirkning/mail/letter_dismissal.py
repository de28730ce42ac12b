"""The answer in a letter about an application that is not considered: what was missing, and that it was asked for.

Law key `missing_items`: what is missing is asked for, with a deadline, before anything is dismissed.
"""

from flask_babel import gettext as _

from medvirkning.mail.letter_content import Block, Passage, Says
from medvirkning.mail.letter_facts import LetterFacts
from medvirkning.mail.letter_voice import _you, day, weekday
from medvirkning.mail.letter_written import written
from medvirkning.review.words import Dismissal


def dismissal(facts: LetterFacts) -> list[Block]:
    """Why, what was missing, and whether it was asked for."""
    why = Block(_("Why is the application not considered?"), tuple(written(Says.REASONS, facts.reasons)))
    if facts.dismissal is Dismissal.BEYOND_MENDING and not facts.asked_for:
        return [why, _beyond_mending(facts)]
    return [why, _missing(facts)]


def _missing(facts: LetterFacts) -> Block:
    lead = _("This was missing, or had to be corrected:")
    asked = ""
    if facts.asked_on and facts.asked_until:
        asked = _you(
            "We asked you for it on %(day)s. The deadline was %(deadline)s. We have not got it.",
            facts.people,
            day=day(facts.asked_on),
            deadline=weekday(facts.asked_until),
        )
    return Block(
        _("What was missing?"),
        (
            Passage(Says.MISSING_ITEMS, lead if facts.asked_for else "", facts.asked_for),
            Passage(Says.ASKED_FIRST, asked),
        ),
    )


def _beyond_mending(facts: LetterFacts) -> Block:
    unmended = known = ""
    if facts.dismissal is Dismissal.BEYOND_MENDING:
        unmended = _("It can't be put right by sending us anything more.")
        known = _you("That is why we have not asked you to correct the application first.", facts.people)
    return Block(
        _("Could it have been corrected?"),
        (Passage(Says.MISSING_ITEMS, unmended), Passage(Says.ASKED_FIRST, known, runs_on=True)),
    )
