"""Corrected letters: beside the first one, which stays; with the answer that was given; and the time to appeal."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from medvirkning.appeals.parts import parts_in
from medvirkning.appeals.queries import last_day_now
from medvirkning.appeals.words import Part
from medvirkning.follow_up.tidying import close_refused
from medvirkning.grants.words import ApplicationState
from medvirkning.journal.queries import history
from medvirkning.kernel.clock import frozen
from medvirkning.kernel.database import db, transaction
from medvirkning.kernel.errors import Conflict, RuleBroken, Stale
from medvirkning.mail.corrected_letters import compose_corrected
from medvirkning.mail.letter_check import missing
from medvirkning.mail.letter_content import LetterContent, Says
from medvirkning.mail.letter_parts import changed, parts, with_texts
from medvirkning.outbox.actions import note_sent
from medvirkning.outbox.models import OutboxMessage
from medvirkning.outbox.words import OutboxState
from medvirkning.review.changing import change_decision
from medvirkning.review.correcting_letters import drop_correction, write_correction
from medvirkning.review.correction_words import CorrectionWord
from medvirkning.review.letters import last_day_to_appeal, letters_sent, sent_letter_about
from medvirkning.review.models import Decision
from medvirkning.review.words import Closed, DeclarationAnswer, Outcome
from tests import cast, letter_cast
from tests.cast import World
from tests.corrected_cast import RIGHT, WHAT, corrects, goes_out, sends
from tests.letter_counter import decided
from tests.review_cast import REASONS, says

FIRST = datetime(2026, 9, 25, 10, tzinfo=UTC)  # a Friday: the last day is 16 October
LATER = datetime(2026, 10, 6, 10, tzinfo=UTC)  # a Tuesday: 27 October
OCT_16, OCT_27 = date(2026, 10, 16), date(2026, 10, 27)


@pytest.fixture
def world(app: Flask) -> World:
    with frozen(FIRST):
        return cast.storhaug()


@pytest.fixture
def decision(world: World) -> Decision:
    with frozen(FIRST):
        made = decided(world)
        goes_out(made, world.dag, at=FIRST)
    arrives(FIRST)
    return made


def arrives(at: datetime) -> None:
    """The mail that waits is sent."""
    with transaction():
        for message in db.session.query(OutboxMessage).filter_by(state=OutboxState.WAITING):
            note_sent(message, at=at)


def test_the_first_letter_stays_and_the_corrected_one_says_so(world: World, decision: Decision) -> None:
    first = LetterContent.from_json(decision.letter.content)
    with frozen(LATER):
        made = sends(corrects(decision, world.dag), world.dag, at=LATER)
    content = LetterContent.from_json(made.content or {})
    top = content.blocks[0]
    assert top.heading == "Dette er rettet"
    assert content.title == f"Rettet brev: {first.title}"
    assert "brevet fra 25. september 2026" in content.said(Says.CORRECTION).replace("\xa0", " ")
    assert WHAT in content.said(Says.CORRECTION)
    assert "tirsdag 27. oktober 2026" in content.said(Says.TIME_ANEW).replace("\xa0", " ")
    assert content.said(Says.REASONS) == RIGHT
    assert REASONS not in content.said(Says.REASONS)
    assert (content.amount, content.outcome) == (decision.amount, decision.outcome.value)
    assert (content.dated, content.deadline, made.number) == (LATER.date(), OCT_27, 2)
    assert missing(content) == []
    db.session.expire_all()
    stays = sent_letter_about(decision.application_id)
    assert stays is not None
    assert LetterContent.from_json(stays.content) == first
    assert [each.id for each in letters_sent(decision.application_id)] == [decision.letter.id, made.id]
    event = history("application", decision.application_id)[-1]
    assert (event.event, event.facts["number"], event.facts["restarts"]) == ("letter_corrected", 2, True)
    assert decision.application.state is ApplicationState.LETTER_SENT


def test_what_is_not_corrected_stands_word_for_word(world: World, decision: Decision) -> None:
    """Also where the settings of the scheme have changed since."""
    before = LetterContent.from_json(decision.letter.content)
    with transaction():
        decision.application.round.scheme.conditions = []
        decision.application.round.scheme.contact_name = "En annen"
    with frozen(LATER):
        content = compose_corrected(corrects(decision, world.dag), notified=LATER.date())
    for says_what in Says:
        if says_what not in (Says.REASONS, Says.DEADLINE, Says.CORRECTION, Says.TIME_ANEW):
            assert content.said(says_what) == before.said(says_what), says_what
    assert content.recipient == before.recipient


@pytest.mark.parametrize(("restarts", "last"), [(True, OCT_27), (False, OCT_16)])
def test_the_time_to_appeal(world: World, decision: Decision, restarts: bool, last: date) -> None:
    with frozen(LATER):
        made = sends(corrects(decision, world.dag, restarts=restarts), world.dag, at=LATER)
        assert made.appeal_deadline == last
        assert last_day_to_appeal(decision.letter) == last
        assert last_day_now(decision) == last
    arrives(LATER + timedelta(days=2))  # the mail server was down
    assert last_day_to_appeal(decision.letter) == (date(2026, 10, 29) if restarts else OCT_16)


def test_after_the_last_day_a_slip_of_the_pen_opens_nothing(world: World, decision: Decision) -> None:
    late = datetime(2026, 11, 3, 10, tzinfo=UTC)
    with frozen(late):
        made = sends(corrects(decision, world.dag, restarts=False), world.dag, at=late)
    assert made.appeal_deadline == OCT_16


@pytest.mark.parametrize(("restarts", "closed"), [(True, 0), (False, 1)])
def test_a_refusal_is_closed_when_the_later_day_has_passed(world: World, restarts: bool, closed: int) -> None:
    with frozen(FIRST):
        refused = decided(world, Outcome.REFUSED)
        goes_out(refused, world.dag, at=FIRST)
    arrives(FIRST)
    with frozen(LATER):
        sends(corrects(refused, world.dag, restarts=restarts), world.dag, at=LATER)
    arrives(LATER)
    with transaction():
        assert close_refused(at=datetime(2026, 10, 20, 10, tzinfo=UTC)) == closed
    with transaction():
        assert close_refused(at=datetime(2026, 10, 28, 10, tzinfo=UTC)) == 1 - closed


def test_a_corrected_letter_is_corrected_in_its_turn(world: World, decision: Decision) -> None:
    with frozen(LATER):
        sends(corrects(decision, world.dag), world.dag, at=LATER)
        again = sends(corrects(decision, world.dag, text="Enda riktigere."), world.dag, at=LATER)
    content = LetterContent.from_json(again.content or {})
    assert (again.number, content.title.count("Rettet brev")) == (3, 1)
    assert [block.heading for block in content.blocks].count("Dette er rettet") == 1
    assert content.said(Says.REASONS) == "Enda riktigere."


def test_what_stops_it(world: World, decision: Decision) -> None:
    says(decision.application, world.halima, DeclarationAnswer.YES)
    for by, changes, expected in (
        (world.halima, {}, [Closed.DISQUALIFIED]),
        (world.ivar, {"what": " "}, [CorrectionWord.WHAT_MISSING]),
        (world.bjarne, {}, [Closed.OWN_APPLICATION]),
    ):
        with pytest.raises(RuleBroken) as told:
            corrects(decision, by, **changes)
        assert [objection.code for objection in told.value.objections] == expected
    with transaction():
        change_decision(
            decision, outcome=Outcome.GRANTED, amount=decision.asked, reasons="Klage.", cut_reasons="",
            by=world.dag, at=LATER,
        )  # fmt: skip
    with pytest.raises(RuleBroken, match="decision_changed"):
        corrects(decision, world.dag)


def test_a_letter_that_is_not_sent_is_not_corrected(world: World) -> None:
    made = decided(world)
    with pytest.raises(RuleBroken, match="letter_not_sent"), transaction():
        write_correction(
            made.letter, what=WHAT, texts={"0-0": "x"}, restarts=True, version=None, by=world.dag, at=LATER
        )


def test_two_who_write_at_once_and_one_that_is_dropped(world: World, decision: Decision) -> None:
    made = corrects(decision, world.dag)
    with pytest.raises(Stale), transaction():
        write_correction(
            decision.letter, what=WHAT, texts={"0-0": "x"}, restarts=True, version=None, by=world.cecilie, at=LATER
        )
    with transaction():
        drop_correction(made, by=world.dag)
    sent = sends(corrects(decision, world.dag), world.dag)
    assert sent.number == 2
    with pytest.raises(Conflict):
        sends(sent, world.dag)
    with pytest.raises(Conflict), transaction():
        drop_correction(sent, by=world.dag)


def test_whoever_sends_it_took_part(world: World, decision: Decision) -> None:
    appeal = SimpleNamespace(id=decision.id, application_id=decision.application_id)
    sends(corrects(decision, world.cecilie), world.cecilie)
    assert parts_in(world.cecilie.id, [appeal])[decision.id] == {Part.PREPARED}  # type: ignore[list-item]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE corrected_letter SET what = 'noe annet'",
        "UPDATE corrected_letter SET sent_at = NULL",
        "DELETE FROM corrected_letter",
    ],
)
def test_a_sent_one_never_changes(world: World, decision: Decision, statement: str) -> None:
    sends(corrects(decision, world.dag), world.dag)
    with pytest.raises(DBAPIError), db.engine.begin() as connection:
        connection.execute(text(statement))


@pytest.mark.parametrize("language", ["nb", "nn"])
@pytest.mark.parametrize("outcome", list(Outcome))
def test_taking_a_letter_apart_and_putting_it_together_changes_nothing(
    app: Flask, language: str, outcome: Outcome
) -> None:
    content = letter_cast.letter(language, outcome=outcome)
    texts = {part.key: part.text for part in parts(content)}
    assert changed(content, texts) == {}
    assert with_texts(content, {}) == content
    assert with_texts(content, texts).head() == content.head()
    for says_what in Says:
        assert with_texts(content, texts).said(says_what).split() == content.said(says_what).split(), says_what
