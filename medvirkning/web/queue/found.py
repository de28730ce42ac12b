"""What the rules and the latest form check have found in an application, for those who look through it."""

from dataclasses import replace

from medvirkning.grants.attaching import not_come
from medvirkning.grants.check_words import CheckItem
from medvirkning.grants.checking import findings, items, to_correct
from medvirkning.grants.earlier import earlier_of, late_reports
from medvirkning.grants.handling import FormCheck
from medvirkning.grants.models import Application
from medvirkning.grants.opening import checks_of
from medvirkning.grants.queries import answers
from medvirkning.grants.second_words import SecondStanding
from medvirkning.kernel.clock import oslo_date, today
from medvirkning.kernel.errors import Objection
from medvirkning.mail.field_names import field_name
from medvirkning.mail.language import speaking
from medvirkning.web.labels.lookup import sentence
from medvirkning.web.queue.second import second_of


def findings_of(application: Application) -> dict[CheckItem, list[Objection]]:
    """What the rules see: as it was when it was sent, but for reports and files, which are late or not today."""
    sent_on = oslo_date(application.sent_at or application.begun_at)
    late = len(late_reports(application, on=today()))
    earlier = replace(earlier_of(application, on=sent_on), late_reports=late)
    second = second_of(application)
    standing = second.standing if second else SecondStanding.NOT_ASKED
    files = not_come(application, on=today())
    terms = application.round.scheme.terms
    return findings(answers(application), terms, on=sent_on, second=standing, earlier=earlier, not_come=files)


def told(objection: Objection) -> str:
    """A finding as a sentence."""
    facts = {k: v for k, v in objection.facts.items() if k not in ("section", "field", "line")}
    return sentence(objection.code, facts)


def latest_check(application: Application) -> FormCheck | None:
    """The newest form check, if it was of what is sent now."""
    newest = next(iter(checks_of(application.id)), None)
    return newest if newest is not None and newest.snapshot == application.revision else None


def not_in_order(application: Application) -> list[CheckItem]:
    """What the latest form check left unticked; nothing where there is none."""
    check = latest_check(application)
    return [each for each in items(application.round.scheme.terms) if each not in check.in_order] if check else []


def begun_for(application: Application) -> dict[str, str]:
    """A request for correction as it begins: each field the rules found something in, with what the applicant reads.

    In the application's language. What somebody has found in order is left out.
    """
    check, scheme = latest_check(application), application.round.scheme
    wrong = to_correct(findings_of(application), scheme.terms, in_order=check.in_order if check else ())
    with speaking(application.language):
        return {
            field: _line(field_name(field, scheme.wanted, application.language), list(dict.fromkeys(map(told, found))))
            for field, found in wrong.items()
        }


def _line(name: str, sentences: list[str]) -> str:
    return f"{name}{' ' if name.endswith(('?', '.')) else ': '}{' '.join(sentences)}"
