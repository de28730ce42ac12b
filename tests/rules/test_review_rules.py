"""What is right of declaring, reading and giving points, case by case."""

from datetime import date
from uuid import UUID

import pytest

from medvirkning.kernel.errors import Objection
from medvirkning.kernel.laws import ADMINISTRATION_2025, LAWS
from medvirkning.programmes.words import Role
from medvirkning.review.declarations import grounds_on, may_change_declaration, may_declare
from medvirkning.review.rules import Points, Scale, complete, may_read, may_score, may_see_others, must_declare, within
from medvirkning.review.words import GROUND_LAW, Closed, DeclarationAnswer, Doubt, Ground, ReviewWord

NO, YES, UNSURE = DeclarationAnswer.NO, DeclarationAnswer.YES, DeclarationAnswer.UNSURE
NEW_ACT = LAWS.taking_effect(ADMINISTRATION_2025, date(2026, 11, 1))
GRADED, ABSOLUTE = Scale(UUID(int=1), 3), Scale(UUID(int=2), 1)


def codes(objections: list[Objection]) -> list[str]:
    return [objection.code for objection in objections]


def laws(objections: list[Objection]) -> list[str | None]:
    return [objection.law for objection in objections]


@pytest.mark.parametrize("ground", Ground)
def test_every_ground_has_its_place_in_law(ground: Ground) -> None:
    """The act in force has it, or the one that is passed."""
    on = date(2026, 11, 1)
    table = LAWS if ground in grounds_on(on, elected=True) else NEW_ACT
    assert table.reference(GROUND_LAW[ground], on).text("nb")


def test_the_grounds_are_those_of_the_act_in_force() -> None:
    """Who has been married to a party steps aside by both acts; who has lived with one, by the new act's own words."""
    day = date(2026, 11, 1)
    now, then = (grounds_on(day, elected=False, table=table) for table in (LAWS, NEW_ACT))
    assert set(then) - set(now) == {Ground.HOUSEHOLD, Ground.DEPUTY}
    assert set(now) - set(then) == set()
    assert Ground.FAMILY in now
    assert grounds_on(date(2026, 10, 31), elected=False, table=NEW_ACT) == now
    assert now == [ground for ground in Ground if ground in now]


def test_to_have_prepared_the_case_counts_in_an_elected_committee() -> None:
    day = date(2026, 11, 1)
    assert set(grounds_on(day, elected=True)) - set(grounds_on(day, elected=False)) == {Ground.PREPARED}


def test_a_ground_of_an_act_not_in_force_is_no_ground() -> None:
    for grounds, found in ((list(Ground), []), (grounds_on(date(2026, 11, 1), elected=False), ["ground_missing"])):
        given = may_declare(YES, ground=Ground.HOUSEHOLD, note="", applied=False, grounds=grounds)
        assert codes(given) == found


@pytest.mark.parametrize(
    ("role", "binds"),
    [
        pytest.param(Role.CHAIR, True, id="work_for_the_body: chair"),
        pytest.param(Role.MEMBER, True, id="work_for_the_body: member"),
        pytest.param(Role.SUBSTITUTE, True, id="substitute"),
        pytest.param(Role.COORDINATOR, True, id="work_for_the_body: prepares the case"),
        pytest.param(Role.AUDITOR, False, id="an auditor only reads"),
        pytest.param(Role.LEAD, False, id="a lead only reads"),
        pytest.param(Role.ADMINISTRATOR, False, id="an administrator sees no cases"),
    ],
)
def test_who_declares(role: Role, binds: bool) -> None:
    assert must_declare({role}) is binds


@pytest.mark.parametrize(
    ("answer", "applied", "ground", "code", "law"),
    [
        pytest.param(None, False, None, Closed.NOT_DECLARED, "disqualification", id="disqualification: not asked yet"),
        pytest.param(NO, False, None, None, None, id="disqualification: impartial"),
        pytest.param(
            YES, False, Ground.BOARD, Closed.DISQUALIFIED, "disqualification_automatic", id="disqualification_automatic"
        ),
        pytest.param(
            YES,
            False,
            Ground.CLOSE,
            Closed.DISQUALIFIED,
            "disqualification_discretionary",
            id="disqualification_discretionary",
        ),
        pytest.param(
            YES,
            False,
            Ground.SUBORDINATE,
            Closed.DISQUALIFIED,
            "disqualification_subordinate",
            id="disqualification_subordinate",
        ),
        pytest.param(
            UNSURE, False, None, Closed.UNSURE, "disqualification_decided_by", id="disqualification_decided_by"
        ),
        pytest.param(
            NO, True, None, Closed.OWN_APPLICATION, "disqualification_automatic", id="disqualification: own application"
        ),
        pytest.param(
            None, True, None, Closed.OWN_APPLICATION, "disqualification_automatic", id="disqualification: own, unasked"
        ),
    ],
)
def test_reading_a_case(
    answer: DeclarationAnswer | None, applied: bool, ground: Ground | None, code: Closed | None, law: str | None
) -> None:
    found = may_read(answer, applied=applied, ground=ground)
    assert codes(found) == ([code] if code else [])
    assert laws(found) == ([law] if law else [])


@pytest.mark.parametrize(
    ("answer", "ground", "note", "applied", "expected"),
    [
        pytest.param(NO, None, "", False, [], id="disqualification: no needs nothing"),
        pytest.param(YES, Ground.BOARD, "", False, [], id="disqualification_automatic: yes with a ground"),
        pytest.param(YES, None, "styret", False, [ReviewWord.GROUND_MISSING], id="disqualification: yes without"),
        pytest.param(UNSURE, None, "Vi er naboer.", False, [], id="disqualification_decided_by: a doubt, told"),
        pytest.param(UNSURE, None, "  ", False, [ReviewWord.NOTE_MISSING], id="disqualification_decided_by: untold"),
        pytest.param(NO, None, "", True, [ReviewWord.OWN_CASE], id="disqualification_automatic: the applicant"),
        pytest.param(YES, Ground.PARTY, "", True, [], id="disqualification_automatic: the applicant steps aside"),
    ],
)
def test_declaring(
    answer: DeclarationAnswer, ground: Ground | None, note: str, applied: bool, expected: list[ReviewWord]
) -> None:
    assert codes(may_declare(answer, ground=ground, note=note, applied=applied)) == expected


@pytest.mark.parametrize(
    ("old", "new", "own", "leads", "allowed"),
    [
        pytest.param(NO, YES, True, False, True, id="disqualification: one may always step aside"),
        pytest.param(NO, UNSURE, True, False, True, id="disqualification: and begin to doubt"),
        pytest.param(YES, UNSURE, True, False, True, id="disqualification: still aside"),
        pytest.param(YES, NO, True, False, False, id="disqualification_decided_by: not back alone"),
        pytest.param(UNSURE, NO, True, False, False, id="disqualification_decided_by: the group settles a doubt"),
        pytest.param(YES, NO, True, True, False, id="disqualification_decided_by: nor a chair in their own case"),
        pytest.param(YES, NO, False, True, True, id="disqualification_decided_by: the one who leads"),
        pytest.param(NO, YES, False, True, True, id="disqualification_decided_by: and closes"),
        pytest.param(UNSURE, NO, False, False, False, id="disqualification_decided_by: not another member"),
    ],
)
def test_changing_a_declaration(
    old: DeclarationAnswer, new: DeclarationAnswer, own: bool, leads: bool, allowed: bool
) -> None:
    found = may_change_declaration(old, new, own=own, leads=leads)
    assert codes(found) == ([] if allowed else [ReviewWord.OTHERS_MUST_REOPEN])


@pytest.mark.parametrize("new", [NO, YES])
def test_a_doubt_is_the_groups_to_settle(new: DeclarationAnswer) -> None:
    """`disqualification_decided_by`: not the leader's alone."""
    assert codes(may_change_declaration(UNSURE, new, own=False, leads=True)) == [Doubt.SETTLED_TOGETHER]


@pytest.mark.parametrize(
    ("answer", "note", "applied", "found"),
    [
        (NO, "", False, [Doubt.WHY_MISSING]),
        (NO, "Jeg gikk ut av styret i 2019.", False, []),
        (YES, "", False, []),
        (UNSURE, "Vi er naboer.", False, []),
        (NO, "", True, [ReviewWord.OWN_CASE]),
    ],
)
def test_a_no_against_a_hint_says_why(answer: DeclarationAnswer, note: str, applied: bool, found: list[str]) -> None:
    ground = Ground.PARTY if answer is YES else None
    assert codes(may_declare(answer, ground=ground, note=note, applied=applied, hinted=True)) == found


@pytest.mark.parametrize(
    ("roles", "under_review", "expected"),
    [
        ({Role.MEMBER}, True, []),
        ({Role.SUBSTITUTE}, True, []),
        ({Role.MEMBER}, False, [ReviewWord.NOT_UNDER_REVIEW]),
        ({Role.COORDINATOR}, True, [ReviewWord.NOT_IN_THE_GROUP]),
        ({Role.ADMINISTRATOR}, False, [ReviewWord.NOT_IN_THE_GROUP, ReviewWord.NOT_UNDER_REVIEW]),
    ],
)
def test_giving_points(roles: set[Role], under_review: bool, expected: list[ReviewWord]) -> None:
    assert codes(may_score(roles, under_review=under_review)) == expected


@pytest.mark.parametrize(
    ("graded", "absolute", "expected"),
    [
        pytest.param(Points(3, "Åpent for alle."), Points(1, "Gratis."), [], id="whole"),
        pytest.param(Points(0, "Lukket."), Points(0, "Koster."), [], id="nought is an answer"),
        pytest.param(Points(None, "Åpent."), Points(1, "Gratis."), [ReviewWord.POINTS_MISSING], id="no points"),
        pytest.param(
            Points(3, " "), Points(1, "Gratis."), [ReviewWord.REASON_MISSING], id="reasons_content: no reason"
        ),
        pytest.param(Points(4, "Mye."), Points(1, "Ja."), [ReviewWord.POINTS_OUTSIDE], id="above the scale"),
        pytest.param(Points(-1, "Lite."), Points(1, "Ja."), [ReviewWord.POINTS_OUTSIDE], id="below nought"),
        pytest.param(Points(3, "Ja."), Points(2, "Ja."), [ReviewWord.POINTS_OUTSIDE], id="an absolute one gives one"),
    ],
)
def test_a_whole_assessment(graded: Points, absolute: Points, expected: list[ReviewWord]) -> None:
    assert codes(complete([GRADED, ABSOLUTE], {GRADED.id: graded, ABSOLUTE.id: absolute})) == expected


def test_a_criterion_left_out_is_missing() -> None:
    found = complete([GRADED, ABSOLUTE], {GRADED.id: Points(2, "Ja.")})
    assert codes(found) == [ReviewWord.POINTS_MISSING, ReviewWord.REASON_MISSING]
    assert {objection.facts["criterion"] for objection in found} == {ABSOLUTE.id}


def test_half_done_is_fine_while_it_is_within_the_scale() -> None:
    assert within([GRADED, ABSOLUTE], {GRADED.id: Points(None, "Begynt")}) == []
    assert codes(within([GRADED], {GRADED.id: Points(9, "")})) == [ReviewWord.POINTS_OUTSIDE]


@pytest.mark.parametrize(
    ("in_group", "submitted", "decided", "hidden"),
    [(True, False, False, True), (True, True, False, False), (True, False, True, False), (False, False, False, False)],
)
def test_the_others_points(in_group: bool, submitted: bool, decided: bool, hidden: bool) -> None:
    found = may_see_others(in_group=in_group, submitted=submitted, decided=decided)
    assert codes(found) == ([ReviewWord.OWN_POINTS_FIRST] if hidden else [])
