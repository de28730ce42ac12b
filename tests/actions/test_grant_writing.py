"""Writing an application: half done is always kept, and nobody's words are lost or overwritten unseen."""

from datetime import timedelta
from uuid import uuid4

import pytest
from flask import Flask

from medvirkning.grants.actions import begin, read_line, save_section, send
from medvirkning.grants.drafts import mark, written
from medvirkning.grants.models import Application
from medvirkning.grants.queries import applications_of, own_application, progress, round_numbers
from medvirkning.grants.words import ApplicationWord, BudgetSide, Section, SectionStatus
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import db, transaction
from medvirkning.kernel.errors import Conflict, RuleBroken, Stale
from medvirkning.programmes.models import Programme
from tests.cast import programme, storhaug
from tests.grant_cast import DECLARED, draft, open_round, sent, whole


def save(application, section, values, **how):
    with transaction():
        save_section(application, section, values, by=application.owner, at=now(), **how)


def test_begin_knows_the_owner(app: Flask):
    world = storhaug()
    made = draft(open_round(world), world.bjarne)
    assert (made.contact_name, made.contact_email) == ("Bjarne", "bjarne@medvirkning.example")
    assert made.number is None
    assert made.state == "draft"


@pytest.mark.parametrize("days", [-3, -1], ids=["long closed", "closed yesterday"])
def test_nobody_begins_in_a_closed_round(app: Flask, days):
    world = storhaug()
    closed = open_round(world, days=days)
    with pytest.raises(RuleBroken), transaction():
        begin(closed, by=world.bjarne, language="nb", at=now())


def test_the_same_key_gives_the_same_draft(app: Flask):
    world, key = storhaug(), uuid4()
    open_ = open_round(world)
    for _ in range(3):
        with transaction():
            begin(open_, by=world.bjarne, language="nn", at=now(), key=key)
    assert len(applications_of(world.bjarne.id)) == 1
    with pytest.raises(Conflict), transaction():
        begin(open_, by=world.guro, language="nb", at=now(), key=key)


UNREADABLE = {
    Section.WHO: {"organisation_number": "999 99", "account_number": "kommer", "contact_email": "bjarne"},
    Section.WHAT: {"participants": "mange", "title": "x" * 5_000, "what": "y" * 20_000},
    Section.WHERE_AND_WHEN: {"starts_on": "i sommer", "zone_id": "tull", "ends_on": "31.2.2026"},
    Section.BUDGET: {"least_workable": "litt"},
}


@pytest.mark.parametrize(("section", "values"), UNREADABLE.items(), ids=[section.value for section in UNREADABLE])
def test_what_cannot_be_read_is_told_and_kept(app: Flask, section, values):
    world = storhaug()
    made = draft(open_round(world), world.bjarne)
    save(made, section, values)
    db.session.expire_all()
    kept = written(made, section)
    assert {name: kept[name] for name in values if name != "zone_id"} == {
        name: value for name, value in values.items() if name != "zone_id"
    }
    found = progress(made, at=now())
    assert found.statuses[section] is SectionStatus.STARTED
    told = {objection.facts["field"] for objection in found.objections[section]}
    assert set(values) - {"what"} <= told | {"what", "title"}


def test_amounts_are_kept_as_written(app: Flask):
    world = storhaug()
    made = draft(open_round(world), world.bjarne)
    lines = [read_line(BudgetSide.EXPENSE, "Mat", "18.000 kr"), read_line(BudgetSide.EXPENSE, "Telt", "ti tusen")]
    save(made, Section.BUDGET, {"lines": lines})
    db.session.expire_all()
    assert [(line.amount, line.written) for line in made.lines] == [(18_000, "18.000 kr"), (None, "ti tusen")]
    assert made.asked == 18_000


def test_lines_are_added_replaced_and_removed(app: Flask):
    world = storhaug()
    made = draft(open_round(world), world.bjarne)
    three = [read_line(BudgetSide.EXPENSE, f"Ting {n}", "1000") for n in range(3)]
    save(made, Section.BUDGET, {"lines": three})
    save(made, Section.BUDGET, {"lines": three[1:]})
    db.session.expire_all()
    assert [line.text for line in made.lines] == ["Ting 1", "Ting 2"]
    assert [line.position for line in made.lines] == [0, 1]
    assert made.asked == 2_000


def test_a_zone_of_another_programme_is_not_taken(app: Flask):
    world = storhaug()
    made = draft(open_round(world), world.bjarne)
    with transaction():
        other: Programme = programme("loddefjord", "Loddefjord")
    save(made, Section.WHERE_AND_WHEN, {"zone_id": str(other.zones[0].id)})
    assert made.zone_id is None
    save(made, Section.WHERE_AND_WHEN, {"zone_id": "all"})
    assert made.whole_area
    save(made, Section.WHERE_AND_WHEN, {"zone_id": str(world.programme.zones[0].id)})
    assert not made.whole_area
    assert made.zone_id == world.programme.zones[0].id


def test_two_forms_do_not_overwrite_each_other_unseen(app: Flask):
    world = storhaug()
    made = draft(open_round(world), world.bjarne)
    seen = mark(made, Section.WHAT)
    save(made, Section.WHAT, {"title": "Fra telefonen"}, form="phone", seen=seen)
    save(made, Section.WHAT, {"title": "Fra telefonen igjen"}, form="phone", seen=seen)
    with pytest.raises(Stale):
        save(made, Section.WHAT, {"title": "Fra PC-en"}, form="laptop", seen=seen)
    db.session.expire_all()
    assert made.title == "Fra telefonen igjen"
    save(made, Section.WHAT, {"title": "Fra PC-en"}, form="laptop", seen=mark(made, Section.WHAT))
    with pytest.raises(Stale):
        save(made, Section.WHAT, {"title": "Telefonen kommer for sent"}, form="phone", seen=seen)


def test_two_forms_on_different_sections_do_not_meet(app: Flask):
    world = storhaug()
    made = draft(open_round(world), world.bjarne)
    who, what = mark(made, Section.WHO), mark(made, Section.WHAT)
    save(made, Section.WHAT, {"title": "Langbord"}, form="phone", seen=what)
    save(made, Section.WHO, {"applicant_name": "Kaikanten"}, form="laptop", seen=who)
    assert (made.title, made.applicant_name) == ("Langbord", "Kaikanten")


def test_a_draft_is_still_there_after_the_deadline_but_cannot_be_sent(app: Flask):
    world = storhaug()
    made = whole(open_round(world), world.bjarne)
    late = now() + timedelta(days=40)
    with transaction():
        save_section(made, Section.WHAT, {"title": "Nytt navn"}, by=world.bjarne, at=late)
    with pytest.raises(RuleBroken) as broken, transaction():
        send(made, key=uuid4(), declared=DECLARED, by=world.bjarne, at=late)
    assert [objection.code for objection in broken.value.objections] == ["round_closed"]
    assert own_application(world.bjarne.id, made.id).title == "Nytt navn"


def test_nothing_is_written_after_sending(app: Flask):
    world = storhaug()
    made = sent(open_round(world), world.bjarne)
    with pytest.raises(Conflict):
        save(made, Section.WHAT, {"title": "Noe annet"})
    assert db.session.get(Application, made.id).title == "Langbord på Lervig"


def test_drafts_are_their_owners_alone(app: Flask):
    world = storhaug()
    open_ = open_round(world)
    made = whole(open_, world.bjarne)
    for someone in (world.guro, world.dag, world.cecilie, world.fredrik):
        assert own_application(someone.id, made.id) is None
    numbers = round_numbers([open_.id])[open_.id]
    assert (numbers.drafts, numbers.sent, numbers.asked) == (1, 0, 0)


def test_of_a_text_that_is_far_too_long_the_beginning_is_kept(app: Flask):
    world = storhaug()
    made = draft(open_round(world), world.bjarne)
    with transaction():
        told = save_section(made, Section.WHAT, {"what": "y" * 1_000_000, "participants": "z" * 30_000, "why": "ja"},
                            by=world.bjarne, at=now())  # fmt: skip
    assert [(each.code, each.facts["field"], each.facts["kept"], each.facts["written"]) for each in told] == [
        (ApplicationWord.CUT_OFF, "what", 20_000, 1_000_000),
        (ApplicationWord.CUT_OFF, "participants", 20_000, 30_000),
    ]
    kept = written(made, Section.WHAT)
    assert (kept["what"], kept["participants"], kept["why"]) == ("y" * 20_000, "z" * 20_000, "ja")
    line = read_line(BudgetSide.EXPENSE, "x" * 1_000_000, "9" * 1_000_000)
    assert (len(line.text), len(line.written), line.amount) == (1_000, 1_000, None)
