"""What a scheme's own settings demand of an application, beside what every application needs.

A field that the scheme does not ask about is neither shown nor looked at.
"""

from collections.abc import Iterator

from medvirkning.grants.applicant_words import RegisterOutcome
from medvirkning.grants.scheme_words import Land, OrganisationNumber, WantedOf, YesNo
from medvirkning.grants.values import Answers, Terms, Wanted
from medvirkning.grants.words import WITHOUT_ORGANISATION_NUMBER, ApplicantKind, ApplicationWord, Section
from medvirkning.kernel.errors import Objection

# Those whom the rules on state aid are about (de minimis).
UNDERTAKINGS = frozenset({ApplicantKind.BUSINESS, ApplicantKind.SOCIAL_ENTERPRISE})

# What is always advice, whatever the scheme says.
ADVICE = frozenset({
    ApplicationWord.EFFORT_NOT_COUNTED, ApplicationWord.LAND_TO_COME, ApplicationWord.REPORT_LATE,
    ApplicationWord.REGISTER_UNREACHED, ApplicationWord.OWN_SHARE_LOWERED,
})  # fmt: skip

# What a scheme may choose to let pass with a warning.
MAY_WARN = (
    ApplicationWord.NOT_IN_REGISTER, ApplicationWord.OWN_SHARE_TOO_SMALL, ApplicationWord.SHARE_TOO_LARGE,
    ApplicationWord.FEES_TOO_LARGE, ApplicationWord.TOO_MUCH_THIS_YEAR, ApplicationWord.TOO_MUCH_OVER_YEARS,
    ApplicationWord.OUTSIDE_AREA,
    ApplicationWord.OPERATOR_MISSING, ApplicationWord.MAINTAINER_MISSING, ApplicationWord.TOO_MUCH_AID,
)  # fmt: skip


def stops(found: Objection, terms: Terms) -> bool:
    """Whether this keeps an application from being sent; else it is advice."""
    return bool(found.facts.get("stops", True)) and found.code not in ADVICE and found.code not in terms.only_warns


def asked(terms: Terms) -> dict[str, bool]:
    """The fields that only some schemes ask about, and whether this one does."""
    partner = terms.organisation_number is OrganisationNumber.PARTNER
    return {
        "partner_name": partner,
        "partner_number": partner,
        "in_register": terms.voluntary_register,
        "other_aid": terms.most_aid is not None and not UNDERTAKINGS.isdisjoint(terms.kinds),
        "account_number": terms.account_asked,
        "second_name": terms.second_confirms,
        "second_email": terms.second_confirms,
        "ticked": bool(terms.not_funded),
        "physical": terms.asks_land or terms.asks_upkeep,
        "land": terms.asks_land,
        "land_owner": terms.asks_land,
        "operator": terms.asks_upkeep,
        "maintainer": terms.asks_upkeep,
    }


def who_demands(answers: Answers, terms: Terms) -> Iterator[Objection]:
    """The registers, the partner, state aid, and the second person."""
    yield from _registers(answers, terms)
    if asked(terms)["other_aid"] and answers.applicant_kind in UNDERTAKINGS and "other_aid" not in answers.unread:
        if answers.other_aid is None:
            yield _who(ApplicationWord.OTHER_AID_MISSING, "other_aid")
        elif terms.most_aid is not None and answers.other_aid > terms.most_aid:
            yield _who(ApplicationWord.TOO_MUCH_AID, "other_aid", most=terms.most_aid)
    if terms.second_confirms:
        if not answers.second_name:
            yield _who(ApplicationWord.SECOND_NAME_MISSING, "second_name")
        if answers.second_email is None and "second_email" not in answers.unread:
            yield _who(ApplicationWord.SECOND_EMAIL_MISSING, "second_email")
        elif answers.second_email is not None and answers.second_email == answers.contact_email:
            yield _who(ApplicationWord.SECOND_IS_THE_SAME, "second_email")


def _registers(answers: Answers, terms: Terms) -> Iterator[Objection]:
    kind, rule = answers.applicant_kind, terms.organisation_number
    lacks = answers.organisation_number is None and "organisation_number" not in answers.unread
    if rule is OrganisationNumber.YES and lacks and kind is not None and kind not in WITHOUT_ORGANISATION_NUMBER:
        yield _who(ApplicationWord.ORGANISATION_NUMBER_MISSING, "organisation_number")
    if rule is OrganisationNumber.PARTNER and lacks:
        if not answers.partner_name:
            yield _who(ApplicationWord.PARTNER_MISSING, "partner_name")
        if answers.partner_number is None and "partner_number" not in answers.unread:
            yield _who(ApplicationWord.PARTNER_NUMBER_MISSING, "partner_number")
    yield from _looked_up(answers, terms)
    if not _must_be_registered(answers, terms):
        return
    said = answers.registered.voluntary if answers.registered else None
    if answers.in_register is None:
        yield _who(ApplicationWord.REGISTER_UNANSWERED, "in_register")
    elif answers.in_register is YesNo.NO and said is not True:
        yield _who(ApplicationWord.NOT_IN_REGISTER, "in_register")
    elif said is False:
        yield _who(ApplicationWord.REGISTER_SAYS_NO, "in_register", stops=terms.register_stops)


def _looked_up(answers: Answers, terms: Terms) -> Iterator[Objection]:
    """What the register said of a number that the scheme asks for. That it could not be reached stops nobody."""
    asks = terms.organisation_number is not OrganisationNumber.NO or _must_be_registered(answers, terms)
    if answers.registered is None or not asks:
        return
    match answers.registered.outcome:
        case RegisterOutcome.UNREACHABLE:
            yield _who(ApplicationWord.REGISTER_UNREACHED, "organisation_number")
        case RegisterOutcome.UNKNOWN | RegisterOutcome.DELETED:
            stops = {"stops": terms.register_stops}
            yield _who(ApplicationWord.NUMBER_NOT_IN_REGISTER, "organisation_number", **stops)


def _must_be_registered(answers: Answers, terms: Terms) -> bool:
    exempt = WITHOUT_ORGANISATION_NUMBER | terms.register_exempt
    return terms.voluntary_register and answers.applicant_kind not in exempt


def what_demands(answers: Answers, terms: Terms) -> Iterator[Objection]:
    """What is in it that the scheme gives no money for: each stops or warns, as the scheme says."""
    for entry in terms.not_funded:
        if entry.key in answers.ticked:
            facts = {"what": entry.text, "stops": entry.stops}
            yield Objection(ApplicationWord.NOT_FUNDED, None, section=Section.WHAT, field="ticked", **facts)


def where_demands(answers: Answers, terms: Terms) -> Iterator[Objection]:
    """The zones the scheme covers, and of physical measures the ground and the upkeep."""
    if terms.zones and (answers.whole_area or (answers.zone_id and answers.zone_id not in terms.zones)):
        yield _where(ApplicationWord.OUTSIDE_AREA, "zone_id")
    if not asked(terms)["physical"]:
        return
    if answers.physical is None:
        yield _where(ApplicationWord.PHYSICAL_UNANSWERED, "physical")
    if answers.physical is not YesNo.YES:
        return
    if terms.asks_land:
        if answers.land is None:
            yield _where(ApplicationWord.LAND_UNANSWERED, "land")
        if answers.land in (Land.AGREED, Land.TO_COME) and not answers.land_owner:
            yield _where(ApplicationWord.LAND_OWNER_MISSING, "land_owner")
        if answers.land is Land.TO_COME:
            yield _where(ApplicationWord.LAND_TO_COME, "land")
    if terms.asks_upkeep and not answers.operator:
        yield _where(ApplicationWord.OPERATOR_MISSING, "operator")
    if terms.asks_upkeep and not answers.maintainer:
        yield _where(ApplicationWord.MAINTAINER_MISSING, "maintainer")


def concerns(wanted: Wanted, answers: Answers) -> bool:
    """Whether this attachment is asked of this applicant, by who they are and what they do."""
    match wanted.asked_of:
        case WantedOf.ORGANISATIONS:
            return answers.applicant_kind not in WITHOUT_ORGANISATION_NUMBER
        case WantedOf.PHYSICAL:
            return answers.physical is YesNo.YES
        case WantedOf.OTHERS_LAND:
            return answers.physical is YesNo.YES and answers.land is not Land.OWN
        case WantedOf.LOWER_SHARE:
            return False  # the budget tells: sections.asked_for
    return True


def _who(code: str, field: str, **facts: object) -> Objection:
    return Objection(code, None, section=Section.WHO, field=field, **facts)


def _where(code: str, field: str, **facts: object) -> Objection:
    return Objection(code, None, section=Section.WHERE_AND_WHEN, field=field, **facts)
