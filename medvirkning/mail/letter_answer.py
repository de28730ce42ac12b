"""The answer in a letter: yes or no, and why. The most important first."""

from dataclasses import replace

from flask_babel import gettext as _

from medvirkning.kernel.kroner import show
from medvirkning.mail.letter_content import Block, Passage, Says
from medvirkning.mail.letter_dismissal import dismissal
from medvirkning.mail.letter_duties import duties
from medvirkning.mail.letter_facts import LetterFacts
from medvirkning.mail.letter_voice import _you, day, weekday
from medvirkning.mail.letter_written import written
from medvirkning.review.words import Outcome


def title(facts: LetterFacts) -> str:
    """The first line: what the answer is."""
    if facts.outcome is Outcome.REFUSED:
        return _("We have said no to the application for %(title)s", title=facts.title)
    if facts.outcome is Outcome.DISMISSED:
        return _("We can't consider the application for %(title)s", title=facts.title)
    return _you("You get %(amount)s kroner for %(title)s", facts.people, amount=show(facts.amount), title=facts.title)


def sentence(facts: LetterFacts) -> str:
    """The decision itself, with who made it; empty where nobody is named."""
    values = {"body": facts.decided_by, "asked": show(facts.asked)}
    if not facts.decided_by:
        return ""
    if facts.outcome is Outcome.GRANTED:
        return _you(
            "%(body)s gives you a grant. You asked for %(asked)s kroner and get all of it.", facts.people, **values
        )
    if facts.outcome is Outcome.PARTLY:
        return _you("%(body)s gives you a grant. You asked for %(asked)s kroner.", facts.people, **values)
    if facts.outcome is Outcome.DISMISSED:
        return _("%(body)s dismisses the application. It has not been measured by the criteria.", **values)
    return _you("%(body)s gives no grant this time. You asked for %(asked)s kroner.", facts.people, **values)


def answer(facts: LetterFacts) -> list[Block]:
    """The blocks of the answer, in the order they are read."""
    if facts.outcome is Outcome.DISMISSED:
        return [*dismissal(facts), _next_time(facts)]
    if facts.outcome is Outcome.REFUSED:
        return [_good(facts), _why(facts), _next_time(facts)]
    return [_why(facts), _why_less(facts), *duties(facts)]


def _good(facts: LetterFacts) -> Block:
    """How a letter that says no begins: with thanks, and with what was good."""
    thanks = _you("Thank you for applying. We understand that this is not what you hoped for.", facts.people)
    lead = _you("This is what we liked about the application:", facts.people) if facts.good.strip() else ""
    good = written(Says.GOOD, facts.good)
    first = [replace(passage, runs_on=True) for passage in good[:1]]
    return Block("", (Passage(Says.THANKS, " ".join(filter(None, (thanks, lead)))), *first, *good[1:]))


def _why(facts: LetterFacts) -> Block:
    refused = facts.outcome is Outcome.REFUSED
    return Block(
        _("Why did we say no?") if refused else _("Why did we say yes?"),
        (
            *written(Says.REASONS, facts.reasons),
            _criteria(facts),
        ),
    )


def _criteria(facts: LetterFacts) -> Passage:
    if not (facts.scheme and facts.criteria_adopted_by):
        return Passage(Says.CRITERIA)
    text = _(
        "We assessed the application by the criteria for %(scheme)s. They were adopted by %(organ)s on %(day)s.",
        scheme=facts.scheme,
        organ=facts.criteria_adopted_by,
        day=day(facts.criteria_adopted_on),
    )
    return Passage(Says.CRITERIA, text)


def _why_less(facts: LetterFacts) -> Block:
    less = facts.outcome is Outcome.PARTLY
    heading = _you("Why do you get less than you asked for?", facts.people)
    return Block(heading, tuple(written(Says.CUT_REASONS, facts.cut_reasons if less else "")))


def _next_time(facts: LetterFacts) -> Block:
    talk = _you(
        "We are glad to talk with you about what can make the application stronger, and where else you can apply.",
        facts.people,
    )
    whom = _("Write to %(email)s and ask for %(name)s.", email=facts.contact_email, name=facts.case_officer)
    known = whom if facts.contact_email and facts.case_officer else ""
    return Block(_("What now?"), (Passage(Says.NEXT_TIME, " ".join(filter(None, (_again(facts), talk, known)))),))


def _again(facts: LetterFacts) -> str:
    """When one can apply again, as far as it is known."""
    opens, last = weekday(facts.next_opens), weekday(facts.next_deadline)
    if facts.next_opens is None:
        return _you("You can apply again when a new round opens.", facts.people)
    if facts.next_opens <= (facts.dated or facts.decided_on):
        return (
            _you("You can apply again now, until %(day)s.", facts.people, day=last)
            if last
            else _you("You can apply again now.", facts.people)
        )
    if last:
        return _you(
            "You can apply again in the next round. It opens %(opens)s, and the deadline is %(last)s.",
            facts.people,
            opens=opens,
            last=last,
        )
    return _you("You can apply again in the next round. It opens %(opens)s.", facts.people, opens=opens)
