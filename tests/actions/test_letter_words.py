"""The words of letters: whole in one language, to one or to several, complete for every answer."""

import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from medvirkning.kernel import laws
from medvirkning.kernel.deadlines import appeal_deadline
from medvirkning.mail.language import speaking
from medvirkning.mail.letter_check import Lacks, missing
from medvirkning.mail.letter_content import Says
from medvirkning.review.words import Dismissal, Outcome
from tests.house.test_language import LINT
from tests.letter_cast import EVERY, facts, letter, read

KNOWN = Path(__file__).resolve().parent.parent / "house"
NAMES = "Langbord Lervig Storhaug Bydelsgruppa Stavanger Klagenemnda Levekårsløftet Bjarne Kaikanten Dag Cecilie"
pytestmark = pytest.mark.usefixtures("app")
every = pytest.mark.parametrize(("language", "people", "outcome"), EVERY)

# Sentences of more than three words that are the same in both written languages, and rightly so.
ALIKE = {
    "Skriv til tilskudd@medvirkning.example, og oppgi saksnummeret",
    "Teltet er større enn det er bruk for",
    "Alle kan delta gratis",
    "Fristen er fredag 16",
    "februar 2026 av Kommunestyret",
    "Organisasjonsnummer 999 999 913",
    "Takk for at du søkte",
    "Bydelsgruppa Storhaug avviser søknaden",
    "Du søkte om 35 000 kroner",
    "Du får 30 000 kroner til «Langbord på Lervig»",
    "Du får 35 000 kroner til «Langbord på Lervig»",
    "Side {page} av {pages}",
}


@every
def test_nothing_lacks(language: str, people: int, outcome: Outcome) -> None:
    assert missing(letter(language, people, outcome)) == []


@every
def test_the_answer_comes_first(language: str, people: int, outcome: Outcome) -> None:
    content = letter(language, people, outcome)
    you = "Du" if people == 1 else {"nb": "Dere", "nn": "De"}[language]
    if outcome is Outcome.DISMISSED:
        said = {"nb": "Vi kan ikke", "nn": "Vi kan ikkje"}[language]
        assert content.title == f"{said} behandle søknaden om «Langbord på Lervig»"
        assert content.amount is None
        assert "avviser søknaden" in content.decision
        assert content.blocks[0].heading.endswith("blir søknaden avvist?")
        return
    if outcome is Outcome.REFUSED:
        said = {"nb": "Vi har sagt nei", "nn": "Vi seier nei"}[language]
        assert content.title == f"{said} til søknaden om «Langbord på Lervig»"
        assert content.amount is None
    else:
        amount = "35\u00a0000" if outcome is Outcome.GRANTED else "30\u00a0000"
        assert content.title == f"{you} får {amount} kroner til «Langbord på Lervig»"
    assert f"{you} søkte om 35\u00a0000 kroner" in content.decision
    why = content.blocks[1 if outcome is Outcome.REFUSED else 0]  # a no begins with thanks
    assert why.heading.startswith("Hvorfor sa vi" if language == "nb" else "Kvifor sa vi")


@every
def test_one_is_du_and_several_are_not(language: str, people: int, outcome: Outcome) -> None:
    words = set(read(letter(language, people, outcome)).replace(".", " ").replace(",", " ").split())
    several = {"Dere", "dere"} if language == "nb" else {"De", "de", "dykk", "dykkar"}
    one = {"Du", "du", "deg", "din"}
    assert words & (one if people == 1 else several)
    assert not words & (several if people == 1 else one)


@every
def test_a_letter_is_good_norwegian(language: str, people: int, outcome: Outcome, tmp_path: Path) -> None:
    finds_nothing(language, read(letter(language, people, outcome)), tmp_path)


def finds_nothing(language: str, written: str, tmp_path: Path) -> None:
    """The shared language check, on what a person reads."""
    text, known = tmp_path / "letter.txt", tmp_path / "known.txt"
    text.write_text(written.replace("medvirkning.example", "nettsida"), "utf-8")
    known.write_text((KNOWN / f"known_words_{language}.txt").read_text("utf-8") + NAMES.replace(" ", "\n"), "utf-8")
    run = subprocess.run(
        [sys.executable, str(LINT), language, str(text), "--words", str(known)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout


@pytest.mark.parametrize("people", [1, 2])
@pytest.mark.parametrize("outcome", Outcome)
def test_no_sentence_is_in_both_languages(people: int, outcome: Outcome) -> None:
    nb, nn = (sentences(read(letter(language, people, outcome))) for language in ("nb", "nn"))
    assert nb & nn <= ALIKE


def sentences(text: str) -> set[str]:
    """The sentences of more than three words."""
    found = (sentence.rstrip(".") for sentence in text.replace("\u00a0", " ").replace(". ", ".\n").splitlines())
    return {sentence for sentence in found if len(sentence.split()) > 3}


def test_the_letter_keeps_its_language_whatever_is_spoken() -> None:
    with speaking("nb"):
        assert "Kvifor sa vi ja?" in read(letter("nn"))
    with speaking("nn"):
        assert "Hvorfor sa vi ja?" in read(letter("nb"))


def test_a_telephone_is_told_where_somebody_answers_one() -> None:
    wanted = "Skriv til tilskudd@medvirkning.example eller ring 40 00 00 00. Oppgi saksnummeret."
    assert wanted in read(letter("nn", contact_phone="40 00 00 00"))
    assert "eller ring" not in read(letter("nn"))


def test_an_appeal_is_sent_on_the_page_of_the_case_or_by_mail() -> None:
    assert "Dere kan klage på sidene til saken" in read(letter("nb"))
    assert "eller skrive til tilskudd@medvirkning.example. Oppgi saksnummeret" in read(letter("nb"))


def test_names_of_bodies_are_not_translated() -> None:
    text = read(letter("nn", decided_by="Storhaug bydelsutvalg", appeal_body="Kommunens klageutvalg"))
    assert "Storhaug bydelsutvalg gir dykk tilskot" in text
    assert "det Kommunens klageutvalg som avgjer klaga" in text


@pytest.mark.parametrize(
    ("told", "weeks", "deadline"),
    [
        (date(2026, 9, 25), 3, "fredag 16. oktober 2026"),
        (date(2026, 9, 26), 3, "mandag 19. oktober 2026"),  # a Saturday moves to Monday
        (date(2026, 3, 12), 3, "tirsdag 7. april 2026"),  # Maundy Thursday to Tuesday after Easter
        (date(2026, 4, 10), 3, "mandag 4. mai 2026"),  # the first of May is a Friday
        (date(2026, 12, 4), 3, "mandag 28. desember 2026"),  # Christmas Day
        (date(2026, 9, 25), 4, "fredag 23. oktober 2026"),
    ],
)
def test_the_deadline_has_its_weekday(told: date, weeks: int, deadline: str) -> None:
    content = letter(dated=told, deadline=appeal_deadline(told, weeks))
    assert content.deadline_text.replace("\u00a0", " ") == deadline
    assert f"Fristen er {deadline}." in content.said(Says.DEADLINE).replace("\u00a0", " ")
    assert missing(content) == []


def test_nynorsk_has_its_own_weekdays() -> None:
    content = letter("nn", dated=date(2026, 9, 26), deadline=date(2026, 10, 19))
    assert content.deadline_text.startswith("måndag 19.")


def test_sections_follow_the_act_in_force(monkeypatch: pytest.MonkeyPatch) -> None:
    old = letter().said(Says.LAW)
    assert "klage i § 28," in old
    assert "står i § 42." in old.replace("\u00a0", " ")
    newer = laws.LAWS.taking_effect(laws.ADMINISTRATION_2025, date(2026, 1, 1))
    monkeypatch.setattr(laws, "LAWS", newer)
    new = letter().said(Says.LAW)
    assert "klage i § 61," in new
    assert "§ 28" not in new
    assert "vente" not in new


@pytest.mark.parametrize(
    ("changes", "lacks"),
    [
        ({"number": ""}, {Lacks.NUMBER, Lacks.HOW_TO_APPEAL}),
        ({"applicant": ""}, {Lacks.RECIPIENT}),
        ({"decided_by": ""}, {Lacks.DECISION, Lacks.RESPONSIBLE}),
        ({"responsible": ""}, {Lacks.RESPONSIBLE}),
        ({"case_officer": ""}, {Lacks.CASE_OFFICER}),
        ({"contact_email": ""}, {Lacks.CONTACT, Lacks.HOW_TO_APPEAL}),
        ({"appeal_body": ""}, {Lacks.APPEAL_BODY}),
        ({"adopted_by": ""}, {Lacks.RULES}),
        ({"reasons": " "}, {Lacks.REASONS}),
        ({"cut_reasons": ""}, {Lacks.CUT_REASONS}),
        ({"dated": None, "deadline": None, "accept_by": None}, {Lacks.DATE, Lacks.DEADLINE, Lacks.ACCEPT}),
    ],
)
def test_what_the_municipality_lacks_is_told_not_glossed_over(changes: dict[str, object], lacks: set[Lacks]) -> None:
    assert set(missing(letter(**changes))) == lacks


def test_money_is_told_of_only_where_there_is_some() -> None:
    refused = read(letter(outcome=Outcome.REFUSED))
    assert "Dette må dere gjøre" not in refused
    assert "tilbake" not in refused
    assert "Takk for at dere søkte." in refused
    granted = read(letter(outcome=Outcome.GRANTED))
    assert "mindre enn" not in granted


def test_what_to_do_depends_on_what_is_known() -> None:
    told = letter()
    assert "slutter på 7947" in told.said(Says.PAYMENT)
    assert "senest fredag 16. oktober 2026" in told.said(Says.ACCEPT).replace("\u00a0", " ")
    assert "senest torsdag 17. desember 2026" in told.said(Says.REPORT).replace("\u00a0", " ")
    (todo,) = (block for block in told.blocks if block.heading == "Dette må dere gjøre")
    assert [len(items) for _text, items in todo.paragraphs()] == [4]  # one list
    bare = replace(facts(), account_ends_in="", ends_on=None)
    told = letter(account_ends_in=bare.account_ends_in, ends_on=bare.ends_on)
    assert "Oppgi hvilken konto" in told.said(Says.PAYMENT)
    assert "senest 2 måneder etter at tiltaket er ferdig" in told.said(Says.REPORT)


@pytest.mark.parametrize("ends_on", [date(2026, 10, 17), None])
def test_a_fixed_day_for_the_report(ends_on: date | None) -> None:
    told = read(letter(report_day="12-15", ends_on=ends_on)).replace("\N{NO-BREAK SPACE}", " ")
    assert "tirsdag 15. desember 2026" in told


@pytest.mark.parametrize("people", [1, 2])
@pytest.mark.parametrize("language", ["nb", "nn"])
def test_a_dismissal_tells_what_was_missing_and_that_it_was_asked_for(language: str, people: int) -> None:
    text = read(letter(language, people, Outcome.DISMISSED))
    assert "Kontonummer" in text
    assert "Vedtekter" in text
    assert "1.\u00a0september\u00a02026" in text
    assert "tirsdag" in text or "tysdag" in text
    assert "kriteri" in text
    assert missing(letter(language, people, Outcome.DISMISSED, asked_on=None)) == [Lacks.ASKED_FIRST]
    assert missing(letter(language, people, Outcome.DISMISSED, asked_for=())) == [Lacks.MISSING_ITEMS]


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_what_could_not_be_mended_was_not_asked_for_and_the_letter_says_so(language: str) -> None:
    beyond = {"dismissal": Dismissal.BEYOND_MENDING, "asked_for": (), "asked_on": None, "asked_until": None}
    content = letter(language, 2, Outcome.DISMISSED, **beyond)
    assert missing(content) == []
    assert ("ikke bedt dere" if language == "nb" else "ikkje bede dykk") in read(content)
