"""What a machine drafts: only what lacks, marked until a person saves it; and the program, when it misbehaves."""

from pathlib import Path

import pytest

from medvirkning.kernel.localized import Localized
from medvirkning.surveys import editing
from medvirkning.surveys.describing import faults
from medvirkning.surveys.fault_words import QuestionnaireFault
from medvirkning.surveys.machine_drafts import to_draft, with_drafts
from medvirkning.surveys.questionnaire import Choice, Question, Questionnaire, Section, from_json, to_json
from medvirkning.surveys.words import QuestionKind
from medvirkning.translating.apertium import Apertium, speaks_nynorsk

CHOICES = (Choice("a", Localized({"nb": "Ja"})), Choice("b", Localized({"nb": "Ikke nå", "nn": "Ikkje no"})))
ONE = Question("q", QuestionKind.ONE, Localized({"nb": "Hva?", "nn": "Kva?"}), choices=CHOICES)
WHOLE = Question("w", QuestionKind.SHORT_TEXT, Localized({"nb": "Hvor?", "nn": "Kvar?"}))
ASKED = Questionnaire(("nb", "nn"), (Section("s", Localized({"nb": "Om deg"}), questions=(ONE, WHOLE)),))
DRAFTS = {"Om deg": "Om deg", "Ja": "Ja"}


def test_only_what_lacks_is_drafted() -> None:
    assert to_draft(ASKED) == ["Om deg", "Ja"]
    assert to_draft(with_drafts(ASKED, DRAFTS)) == []
    assert to_draft(Questionnaire(("nb",), ASKED.sections)) == []


def test_a_draft_is_marked_until_somebody_saves_it() -> None:
    made = with_drafts(ASKED, {**DRAFTS, "Hva?": "no anna", "Ikke nå": "no anna"})
    section, question = made.sections[0], made.by_key["q"]
    assert (section.drafted, question.drafted, made.by_key["w"].drafted) == (("nn",), ("nn",), ())
    assert question.text.text("nn") == "Kva?"
    assert [choice.text.text("nn") for choice in question.choices] == ["Ja", "Ikkje no"]
    assert from_json(to_json(made)) == made
    waits = [one.facts["question"] for one in faults(made, ()) if one.code is QuestionnaireFault.DRAFT_NOT_APPROVED]
    assert waits == ["", "q"]
    moved = editing.change_when(made, "s", None).questionnaire
    assert moved.sections[0].drafted == ("nn",)
    read = editing.change_section(made, "s", title=section.title, help=section.help, when=None).questionnaire
    assert read.sections[0].drafted == ()


def test_what_was_written_meanwhile_stays() -> None:
    written = editing.change_section(
        ASKED, "s", title=Localized({"nb": "Om deg", "nn": "Litt om deg"}), help=Localized({}), when=None
    ).questionnaire
    assert with_drafts(written, DRAFTS).sections[0].title.text("nn") == "Litt om deg"


@pytest.mark.parametrize(
    ("does", "drafts"),
    [
        ("sed s/kke/kkje/g", ["Ikkje <b> & «slik»", "To ikkje"]),
        ("head -1", None),
        ("exit 3; cat", None),
        ("echo tull", None),
    ],
)
def test_the_program_is_asked_once_and_believed_only_whole(tmp_path: Path, does: str, drafts: list[str] | None) -> None:
    program = tmp_path / "apertium"
    program.write_text(f'#!/bin/sh\n[ "$1" = -l ] && echo nob-nno_e && exit\n{does}\n')
    program.chmod(0o755)
    assert speaks_nynorsk(program)
    assert Apertium(program).nynorsk(["Ikke <b> & «slik»", "To\nikke"]) == drafts


def test_without_the_program_there_is_nobody_to_ask(tmp_path: Path) -> None:
    assert not speaks_nynorsk(tmp_path / "apertium")
    assert Apertium(tmp_path / "apertium").nynorsk(["Hei"]) is None
