"""A round meets as often as it needs: which cases each meeting has to do with, and what each leaves behind."""

from datetime import timedelta

import pytest
from flask import Flask

from medvirkning.appeals.parts import locked_out_of
from medvirkning.grants.models import Application
from medvirkning.grants.scheme_words import Intake
from medvirkning.grants.schemes import Round
from medvirkning.grants.words import DecidingMode
from medvirkning.kernel.clock import frozen, now
from medvirkning.kernel.content_digest import digest
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import Conflict
from medvirkning.kernel.localized import Localized
from medvirkning.mail.minutes_read import minutes_of
from medvirkning.people.models import Person
from medvirkning.programmes.actions import give_role
from medvirkning.programmes.words import Role
from medvirkning.review.attendance import meeting_numbered, meeting_of
from medvirkning.review.cases import declaration_of
from medvirkning.review.declaring import change_declaration
from medvirkning.review.leading import holders
from medvirkning.review.protocol import agenda, announced, protocol
from medvirkning.review.settling import Reasons, recommend_all, seal, to_settle
from medvirkning.review.sittings import kept_minutes, meetings_of, span_now, span_of
from medvirkning.review.words import DeclarationAnswer, Ground, Outcome
from tests import appeal_cast, cast, grant_cast
from tests.cast import World
from tests.review_cast import adjourns, closes, decides, leans, meets, says

pytestmark = pytest.mark.postgres_too


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def cases(world: World) -> list[Application]:
    """Two cases, of which Halima steps aside from the second, in a round that meets without Jorunn."""
    the_round = grant_cast.open_round(world, pot=90_000)
    made = [grant_cast.sent(the_round, world.bjarne) for _ in range(2)]
    for case in made:
        for person in (world.dag, world.ivar, world.jorunn):
            says(case, person)
    says(made[1], world.halima, DeclarationAnswer.YES, ground=Ground.BOARD)
    meets(the_round, world.jorunn)
    return made


def read(the_round: Round, number: int, world: World, language: str = "nb") -> str:
    found = minutes_of(the_round, meeting_numbered(the_round.id, number), world.dag, language)
    facts = [f"{label}: {told}" for label, told in found.facts]
    return "\n".join([found.title, found.draft, *facts, *(f"{c.heading}: {' '.join(c.lines)}" for c in found.cases)])


def changes(case: Application, of: Person, answer: DeclarationAnswer, ground: Ground | None, *, by: Person) -> None:
    declared = declaration_of(of, case)
    assert declared is not None
    with transaction():
        change_declaration(declared, answer=answer, ground=ground, note="", by=by, at=now())


def numbers(the_round: Round, number: int) -> list[str | None]:
    meeting = meeting_numbered(the_round.id, number)
    assert meeting is not None
    return [each.application.number for each in protocol(the_round, meeting).entries]


def test_each_meeting_has_what_it_settled_and_what_waited(world: World, cases: list[Application]) -> None:
    one, other = cases
    the_round = one.round
    decides(one, world.dag)
    assert numbers(the_round, 1) == [one.number, other.number]
    later = adjourns(the_round)
    assert (later.number, later.is_open, [each.number for each in meetings_of(the_round.id)]) == (2, True, [1, 2])
    decides(other, world.dag, Outcome.REFUSED, 0)
    assert numbers(the_round, 1) == [one.number, other.number], "the one waited"
    assert numbers(the_round, 2) == [other.number]
    closes(the_round)
    assert agenda(span_now(the_round.id)) == []
    assert [each.id for each in agenda(span_of(later))] == [other.id]


@pytest.mark.parametrize(("language", "waited"), [("nb", "Ikke vedtatt."), ("nn", "Ikkje vedteke.")])
def test_earlier_minutes_never_change(world: World, cases: list[Application], language: str, waited: str) -> None:
    """Whatever is said, declared, corrected or decided afterwards, and whoever comes to the next meeting."""
    one, other = cases
    the_round = one.round
    decides(one, world.dag)
    closes(the_round)
    before = read(the_round, 1, world, language)
    assert waited in before
    assert "møte 2" not in before
    with frozen(now() + timedelta(days=30)):
        with transaction():
            the_round.deadline = now() + timedelta(days=1)
            the_round.name = Localized({"nb": "Senere", "nn": "Seinare"})
            world.halima.name = "Halima Hansen"
        changes(other, world.halima, DeclarationAnswer.NO, None, by=world.dag)
        changes(other, world.ivar, DeclarationAnswer.YES, Ground.FAMILY, by=world.ivar)
        later = grant_cast.sent(the_round, world.bjarne)
        says(later, world.dag)
        meets(the_round, world.halima)
        decides(other, world.dag)
        closes(the_round)
    assert read(the_round, 1, world, language) == before
    after = read(the_round, 2, world, language)
    assert "møte 2" in after
    assert str(later.number) in after
    assert str(one.number) not in after
    kept = kept_minutes(meetings_of(the_round.id)[0])
    assert kept is not None
    assert kept.digest == digest(kept.content)


def test_one_at_a_time(world: World, cases: list[Application]) -> None:
    with pytest.raises(Conflict):
        meets(cases[0].round)
    assert len(meetings_of(cases[0].round_id)) == 1


def test_minutes_that_nobody_kept_are_kept_before_the_next(
    world: World, cases: list[Application], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A meeting that was closed before minutes were kept."""
    the_round = cases[0].round
    monkeypatch.setattr("medvirkning.review.conducting._keep_minutes", lambda *_args: None)
    closes(the_round)
    monkeypatch.undo()
    first = meeting_of(the_round.id)
    assert first is not None
    assert kept_minutes(first) is None
    drafted = read(the_round, 1, world)
    meets(the_round)
    assert kept_minutes(first) is not None
    assert read(the_round, 1, world) == drafted


def test_a_recommendation_belongs_to_the_meeting_it_was_made_in(world: World, cases: list[Application]) -> None:
    the_round = cases[0].round
    with transaction():
        the_round.scheme.deciding_mode = DecidingMode.RECOMMENDS
    leans(cases[0], world.dag, Outcome.REFUSED, 0)
    items = to_settle(the_round, world.dag)[0]
    with transaction():
        why = {each.id: Reasons("Det er lite åpent.") for each in items}
        recommend_all(the_round, why, seen=seal(items), by=world.dag, at=now())
    closes(the_round)
    assert "Innstilling: avslag" in read(the_round, 1, world)
    meets(the_round)
    assert numbers(the_round, 2) == [cases[1].number]


def test_an_appeal_is_in_the_meeting_that_answers_it(world: World) -> None:
    decision = appeal_cast.answered(world)
    the_round = decision.application.round
    made = appeal_cast.appeals(decision)
    adjourns(the_round)
    assert numbers(the_round, 2) == []
    ruling = appeal_cast.changes(made, world.dag)
    assert "35 000" not in read(the_round, 2, world).replace("\u00a0", " ").split("søkte om 35 000")[-1]
    assert "Vedtaket står her når brevet" in read(the_round, 2, world)
    appeal_cast.sends(ruling.letter, world.cecilie)
    told = read(the_round, 2, world).replace("\u00a0", " ")
    assert "Vedtatt etter klage" in told
    assert "Ikke vedtatt" not in told
    assert "etter klage" not in read(the_round, 1, world)


def test_the_agenda_for_all_keeps_what_is_taken_up_again_to_itself(world: World) -> None:
    decision = appeal_cast.answered(world)
    the_round = decision.application.round
    waits = grant_cast.sent(the_round, world.bjarne)
    made = appeal_cast.appeals(decision)
    adjourns(the_round)
    appeal_cast.changes(made, world.dag)
    assert announced(the_round) == [decision.application, waits]
    with transaction():
        the_round.scheme.intake, the_round.scheme.answer_days = Intake.ROLLING, 14
        the_round.deadline = the_round.answer_by = the_round.meeting_on = None
    assert announced(the_round) == [waits]


def test_only_the_cases_of_this_meeting_keep_one_from_closing_it(world: World, cases: list[Application]) -> None:
    the_round = cases[0].round
    says(cases[0], world.cecilie, DeclarationAnswer.YES, ground=Ground.FAMILY)
    decides(cases[0], world.dag)
    assert world.cecilie.id in holders(the_round.programme_id, the_round.id).aside
    adjourns(the_round)
    assert world.cecilie.id not in holders(the_round.programme_id, the_round.id).aside


def test_whoever_came_later_is_no_part_of_what_was_decided(world: World) -> None:
    decision = appeal_cast.answered(world)
    made = appeal_cast.appeals(decision)
    the_round = decision.application.round
    assert not locked_out_of(world.magne, made)
    closes(the_round)
    with transaction():
        give_role(world.magne, Role.MEMBER, world.programme, by=None, at=now())
    with frozen(now() + timedelta(days=3)):
        meets(the_round)
    assert not locked_out_of(world.magne, made), "another meeting, which had other cases"
