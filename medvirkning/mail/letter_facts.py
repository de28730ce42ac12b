"""What a letter is written from: plain values out of the decision and all that stands behind it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from medvirkning.follow_up.rules import accept_by as last_day_to_accept
from medvirkning.grants.awarded import needs_auditor
from medvirkning.grants.check_words import CorrectionEnd
from medvirkning.grants.opening import corrections_of
from medvirkning.grants.scheme_words import PaymentWay
from medvirkning.grants.schemes import Round, Scheme
from medvirkning.grants.words import ApplicantKind, DecidingMode
from medvirkning.kernel.clock import oslo_date
from medvirkning.kernel.deadlines import appeal_deadline
from medvirkning.kernel.localized import Localized
from medvirkning.kernel.norwegian import show_organisation_number
from medvirkning.mail.field_names import field_name
from medvirkning.mail.language import speaking
from medvirkning.mail.letter_content import Untranslated
from medvirkning.review.authority import recommendation_on
from medvirkning.review.models import Decision
from medvirkning.review.words import Dismissal, Outcome


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """The facts of one letter. Amounts in whole kroner; `people` is 1 for one person («du»), else more («dere»).

    Texts of the municipality's own are in the letter's language, or named in `untranslated`. Names of bodies are
    as the municipality writes them.
    """

    language: str
    people: int
    outcome: Outcome
    number: str
    decided_on: date
    dated: date | None
    deadline: date | None
    accept_by: date | None
    municipality: str
    programme: str
    group: str
    decided_by: str
    responsible: str
    scheme: str
    adopted_by: str
    criteria_adopted_by: str
    criteria_adopted_on: date
    appeal_body: str
    conditions: tuple[str, ...]
    help_text: str
    case_officer: str
    contact_email: str
    contact_phone: str  # empty where nobody answers one
    applicant: str
    organisation_number: str
    contact_name: str
    applicant_email: str
    title: str
    asked: int
    amount: int
    reasons: str
    cut_reasons: str
    good: str
    next_opens: date | None
    next_deadline: date | None
    account_ends_in: str
    ends_on: date | None
    report_months: int
    report_day: str  # a day of the year, 12-15, which goes before the months; empty for none
    dismissal: Dismissal | None = None
    asked_for: tuple[str, ...] = ()  # the fields that were asked for and did not come, as the form names them
    asked_on: date | None = None
    asked_until: date | None = None
    mode: DecidingMode = DecidingMode.ELECTED
    advised: int | None = None  # what the group recommended, in kroner, where something else was decided
    deviation: str = ""
    payment: PaymentWay = PaymentWay.ADVANCE
    first_share: int | None = None  # per cent, where payment is divided
    audited: bool = False  # an auditor must approve the accounts
    second_signer: bool = False
    untranslated: tuple[Untranslated, ...] = ()


def facts_of(decision: Decision, *, notified: date | None) -> LetterFacts:
    """The facts of a decision's letter. `notified` is the day the party is told; None for a draft without a date."""
    application, scheme = decision.application, decision.application.round.scheme
    criteria, programme, language = application.round.criteria_set, scheme.programme, application.language
    number, upcoming = application.organisation_number, _next_round(application.round, notified)
    return LetterFacts(
        language=language,
        people=1 if application.applicant_kind is ApplicantKind.PERSON else 2,
        outcome=decision.outcome,
        number=application.number or "",
        decided_on=oslo_date(decision.at),
        dated=notified,
        deadline=appeal_deadline(notified, scheme.appeal_weeks) if notified else None,
        accept_by=last_day_to_accept(notified) if notified else None,
        municipality=programme.municipality,
        programme=programme.term_name.text(language),
        group=programme.group_name.text(language),
        decided_by=scheme.decided_by.text(language),
        responsible=decision.by.name,
        scheme=scheme.name.text(language),
        adopted_by=scheme.adopted_by.text(language),
        criteria_adopted_by=criteria.adopted_by.text(language),
        criteria_adopted_on=criteria.adopted_on,
        appeal_body=scheme.appeal_body.text(language),
        conditions=(*(condition.text(language) for condition in scheme.conditions), *decision.conditions),
        help_text=programme.help_text.text(language),
        case_officer=scheme.contact_name,
        contact_email=scheme.contact_email,
        contact_phone=scheme.contact_phone,
        applicant=application.applicant_name,
        organisation_number=show_organisation_number(number) if number else "",
        contact_name=application.contact_name,
        applicant_email=application.contact_email or "",
        title=application.title,
        asked=decision.asked,
        amount=decision.amount,
        reasons=decision.reasons,
        cut_reasons=decision.cut_reasons,
        good=decision.good,
        next_opens=oslo_date(upcoming.opens_at) if upcoming else None,
        next_deadline=oslo_date(upcoming.deadline) if upcoming and upcoming.deadline else None,
        account_ends_in=(application.account_number or "")[-4:],
        ends_on=application.ends_on,
        report_months=scheme.report_months,
        report_day=scheme.report_day,
        dismissal=decision.dismissal,
        **_what_was_asked(decision),
        mode=decision.mode,
        advised=_advised(decision),
        deviation=decision.deviation,
        payment=scheme.payment,
        first_share=scheme.first_share,
        audited=needs_auditor(decision.amount, scheme.auditor_from),
        second_signer=scheme.second_signer,
        untranslated=_untranslated(scheme, criteria.adopted_by, language),
    )


def _next_round(this: Round, on: date | None) -> Round | None:
    """The round of the same scheme that one can apply in next; None while none is announced."""
    if on is None:
        return None
    ahead = [each for each in this.scheme.rounds if each.id != this.id and not _over(each, on)]
    return min(ahead, key=lambda each: each.opens_at, default=None)


def _over(the_round: Round, on: date) -> bool:
    return the_round.deadline is not None and oslo_date(the_round.deadline) < on


def _what_was_asked(decision: Decision) -> dict[str, Any]:
    """What the applicant was asked to correct and did not, where that is why the application is not considered."""
    if decision.dismissal is None:
        return {}
    application = decision.application
    ended = (one for one in corrections_of(application.id) if one.ending is CorrectionEnd.DECIDED)
    asked = next(ended, None)
    if asked is None:
        return {}
    wanted, language = application.round.scheme.wanted, application.language
    with speaking(language):
        names = tuple(field_name(field, wanted, language) for field in asked.fields)
    return {"asked_for": names, "asked_on": oslo_date(asked.asked_at), "asked_until": asked.deadline}


def _advised(decision: Decision) -> int | None:
    advice = recommendation_on(decision.application_id) if decision.deviation else None
    return advice.amount if advice else None


def _untranslated(scheme: Scheme, criteria_adopted_by: Localized, language: str) -> tuple[Untranslated, ...]:
    """Which of the municipality's texts are not written in the language. Names of bodies need not be."""
    texts = {
        Untranslated.SCHEME_NAME: [scheme.name],
        Untranslated.ADOPTED_BY: [scheme.adopted_by],
        Untranslated.CRITERIA_ADOPTED_BY: [criteria_adopted_by],
        Untranslated.CONDITIONS: scheme.conditions,
        Untranslated.HELP_TEXT: [scheme.programme.help_text],
    }
    return tuple(name for name, written in texts.items() if any(text and text.missing([language]) for text in written))
