"""Letters for tests: the facts of every answer, in both written languages, to one person and to several."""

from dataclasses import replace
from datetime import date

from medvirkning.kernel.deadlines import appeal_deadline
from medvirkning.mail.letter_content import LetterContent
from medvirkning.mail.letter_facts import LetterFacts
from medvirkning.mail.letters import write
from medvirkning.review.words import Dismissal, Outcome

ADDRESS = "https://medvirkning.example/soknad/5c6f5cb8-5a2e-4ab5-8a2e-0b7d8f9d7f55/brev"
DAY = date(2026, 9, 25)  # a Friday
EVERY = [(language, people, outcome) for language in ("nb", "nn") for people in (1, 2) for outcome in Outcome]

_NB = {
    "scheme": "Nærmiljøtilskudd",
    "adopted_by": "kommunalutvalget, sak 31/26",
    "criteria_adopted_by": "Kommunestyret",
    "appeal_body": "Klagenemnda i Stavanger kommune",
    "conditions": ("Tiltaket er gratis og åpent for alle.",),
    "help_text": "Kom innom nærmiljøkontoret.",
    "title": "Langbord på Lervig",
    "reasons": "Langbordet gir folk et sted å møtes. Alle kan delta gratis.",
    "cut_reasons": "Teltet er større enn det er bruk for.",
    "good": "Mange naboer er med, og planen er tydelig.",
}
_NN = {
    "scheme": "Nærmiljøtilskot",
    "adopted_by": "kommunalutvalet, sak 31/26",
    "criteria_adopted_by": "Kommunestyret",
    "appeal_body": "Klagenemnda i Stavanger kommune",
    "conditions": ("Tiltaket er gratis og ope for alle.",),
    "help_text": "Kom innom nærmiljøkontoret.",
    "title": "Langbord på Lervig",
    "reasons": "Langbordet gir folk ein stad å møtast. Alle kan delta gratis.",
    "cut_reasons": "Teltet er større enn det er bruk for.",
    "good": "Mange naboar er med, og planen er tydeleg.",
}
_DISMISSED = {
    "nb": "Vi kan ikke betale ut penger uten et kontonummer.",
    "nn": "Vi kan ikkje betale ut pengar utan eit kontonummer.",
}
_ALIKE = {
    "number": "NT-2026-014",
    "decided_on": date(2026, 9, 24),
    "dated": DAY,
    "deadline": appeal_deadline(DAY, 3),
    "accept_by": appeal_deadline(DAY, 3),
    "municipality": "Stavanger kommune",
    "programme": "Levekårsløftet Storhaug",
    "group": "Bydelsgruppa Storhaug",
    "decided_by": "Bydelsgruppa Storhaug",
    "responsible": "Dag",
    "criteria_adopted_on": date(2026, 2, 12),
    "case_officer": "Cecilie",
    "contact_email": "tilskudd@medvirkning.example",
    "contact_phone": "",
    "organisation_number": "999 999 913",
    "contact_name": "Bjarne",
    "applicant_email": "bjarne@medvirkning.example",
    "asked": 35_000,
    "account_ends_in": "7947",
    "ends_on": date(2026, 10, 17),
    "report_months": 2,
    "report_day": "",
    "next_opens": date(2027, 1, 11),
    "next_deadline": date(2027, 3, 1),
}


def facts(language: str = "nb", people: int = 2, outcome: Outcome = Outcome.PARTLY, **changes: object) -> LetterFacts:
    """The facts of one letter; `changes` replace some of them."""
    amount = {Outcome.GRANTED: 35_000, Outcome.PARTLY: 30_000, Outcome.REFUSED: 0, Outcome.DISMISSED: 0}[outcome]
    told = {**_ALIKE, **(_NN if language == "nn" else _NB)}
    made = LetterFacts(
        language=language,
        people=people,
        outcome=outcome,
        amount=amount,
        applicant="Aud" if people == 1 else "Kaikanten vel",
        **told,  # type: ignore[arg-type]
    )
    if outcome is not Outcome.PARTLY:
        made = replace(made, cut_reasons="")
    if outcome is Outcome.DISMISSED:
        made = replace(
            made,
            reasons=_DISMISSED[language],
            dismissal=Dismissal.MISSING,
            asked_for=("Kontonummer", "Vedtekter"),
            asked_on=date(2026, 9, 1),
            asked_until=date(2026, 9, 15),
        )
    return replace(made, **changes)  # type: ignore[arg-type]


def letter(
    language: str = "nb", people: int = 2, outcome: Outcome = Outcome.PARTLY, **changes: object
) -> LetterContent:
    """The letter of these facts. Needs an app context: its words are in the catalogues."""
    return write(facts(language, people, outcome, **changes), ADDRESS)


def read(content: LetterContent) -> str:
    """All a person reads in the letter, a sentence or heading a line."""
    lines = [*content.recipient, content.title, content.decision]
    for block in content.blocks:
        lines.append(block.heading)
        for text, items in block.paragraphs():
            lines += [text, *items]
    return "\n".join([*lines, content.signature, *content.labels.values()])
