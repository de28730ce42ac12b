"""The report over the counter: written on a phone, kept while one writes, read and answered by staff."""

from datetime import timedelta
from io import BytesIO

import pytest
from flask import Flask

from medvirkning.follow_up.queries import report_files, report_of
from medvirkning.follow_up.tidying import remind
from medvirkning.grants.models import Application
from medvirkning.grants.schemes import Round
from medvirkning.grants.words import ApplicationState
from medvirkning.kernel.clock import frozen, now, today
from medvirkning.kernel.database import db, transaction
from medvirkning.mail.compose import compose
from medvirkning.outbox.models import OutboxMessage
from tests import cast, grant_cast
from tests.browsing import Browse
from tests.cast import World
from tests.follow_cast import accepted, accepts, answered, paid, reports, writes
from tests.review_cast import says

HOME = "/storhaug/arbeid/oppfolging"


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def round_(world: World) -> Round:
    return grant_cast.open_round(world)


def own(application: Application, end: str = "") -> str:
    return f"/soknad/{application.id}/rapport{end}"


def staff(application: Application, end: str = "") -> str:
    return f"{HOME}/{application.id}/rapport{end}"


def state_of(application: Application) -> ApplicationState:
    db.session.refresh(application)
    return application.state


def test_a_report_from_the_page_of_the_case_to_staff(world: World, round_: Round, browse: Browse) -> None:
    application = accepted(world, round_)
    paid(world, application, 35_000)
    bjarne, cecilie = browse(world.bjarne), browse(world.cecilie)
    assert own(application) in bjarne.get(f"/soknad/{application.id}").links()
    page = bjarne.get(own(application))
    assert "Mat til langbordet" in page.text
    assert "18 000 kr" in page.text.replace("\u00a0", " ")
    told = {"what": "Vi spiste.", "participants": "150", "evaluation": "Godt.", "left_over": "0"}
    told |= {f"spent-{number}": "1000" for number in range(3)}
    after = bjarne.post(own(application), told)
    assert (after.status, after.location) == (303, own(application, "/filer"))
    assert cecilie.get(staff(application)).status == 404  # a half-written one is the applicant's own
    photo = (BytesIO(grant_cast.photo()), "bord.jpg")
    refused = bjarne.post(own(application, "/filer"), {"photo": photo, "send": "1"})
    assert refused.status == 422
    assert len(refused.errors) == 1
    sent = bjarne.post(own(application, "/filer"), {"consent": "y", "send": "1"})
    assert (sent.status, sent.location) == (303, f"/soknad/{application.id}")
    assert state_of(application) is ApplicationState.REPORT_RECEIVED
    assert bjarne.get(own(application)).status == 303
    page = cecilie.get(staff(application))
    assert "Vi spiste." in page.text
    assert "bord.jpg" in page.text
    assert browse(world.dag).post(staff(application, "/godkjenn"), {}).status == 403
    assert cecilie.post(staff(application, "/godkjenn"), {}).status == 303
    assert state_of(application) is ApplicationState.CLOSED


def test_money_that_is_left_over_is_told_of_before_the_case_is_finished(
    world: World, round_: Round, browse: Browse
) -> None:
    application = accepted(world, round_)
    paid(world, application, 35_000)
    reports(application, world.bjarne, left_over="500")
    page = browse(world.cecilie).get(staff(application))
    assert "er til overs" in page.text
    assert f"{HOME}/{application.id}/tilbakebetaling/ny" in page.links()
    assert browse(world.cecilie).get(f"{HOME}/{application.id}/tilbakebetaling/ny").status == 200


def test_what_is_missing_is_told_on_the_page_where_it_can_be_mended(
    world: World, round_: Round, browse: Browse
) -> None:
    application = accepted(world, round_)
    bjarne = browse(world.bjarne)
    bjarne.post(own(application), {"what": "Vi spiste.", "participants": "mange"})
    page = bjarne.post(own(application, "/filer"), {"send": "1"})
    assert page.status == 422
    assert "Vi spiste." in page.text
    assert "mange" in str(page.form_values("what"))
    assert len(page.errors) >= 5


def test_the_first_step_tells_what_is_missing_before_it_goes_on(world: World, round_: Round, browse: Browse) -> None:
    application = accepted(world, round_)
    bjarne = browse(world.bjarne)
    page = bjarne.post(own(application), {"participants": "mange", "left_over": "50"})
    assert page.status == 422
    assert len(page.errors) == 6  # two texts, how many, and three expenses
    assert "Feil: Skriv hva dere gjorde" in page.errors
    assert {"#what", "#participants", "#evaluation", "#spent-0"} <= set(page.links())
    assert page.form_values("what")["participants"] == ["mange"]
    assert bjarne.get(own(application)).form_values("what")["left_over"] == ["50"]
    written = bjarne.post(own(application), {"what": "Vi spiste.", "later": "1"})
    assert (written.status, written.location) == (303, f"/soknad/{application.id}")


def test_what_is_missing_on_both_pages_is_told_on_one_at_a_time(world: World, round_: Round, browse: Browse) -> None:
    application = accepted(world, round_)
    bjarne = browse(world.bjarne)
    photo = (BytesIO(grant_cast.photo()), "bord.jpg")
    page = bjarne.post(own(application, "/filer"), {"photo": photo, "send": "1"})
    assert page.status == 422
    ids = {element.get("id") for element in page.root.iter() if element.get("id")}
    assert {link[1:] for link in page.links() if link.startswith("#")} <= ids
    assert "#main-form" not in page.links(), "nothing of the summary belongs to the other page"
    told = {"what": "Vi spiste.", "participants": "150", "evaluation": "Godt.", "left_over": "0"}
    assert bjarne.post(own(application), told | {f"spent-{n}": "1000" for n in range(3)}).status == 303
    page = bjarne.post(own(application, "/filer"), {"send": "1"})
    assert (page.status, len(page.errors), "#consent" in page.links()) == (422, 1, True)


def test_the_script_saves_while_one_writes(world: World, round_: Round, browse: Browse) -> None:
    application = accepted(world, round_)
    browse(world.bjarne).post(own(application), {"what": "Halvveis", "later": "1"})
    kept = report_of(application.id)
    assert kept is not None
    assert kept.what == "Halvveis"


def test_nobody_else_opens_it(world: World, round_: Round, browse: Browse) -> None:
    application = accepted(world, round_)
    writes(application)
    for end in ("", "/filer"):
        assert browse(world.guro).get(own(application, end)).status == 404
        assert browse(world.cecilie).get(own(application, end)).status == 404


def test_more_is_asked_for_and_shown(world: World, round_: Round, browse: Browse) -> None:
    application = accepted(world, round_)
    reports(application, world.bjarne)
    cecilie, by = browse(world.cecilie), today() + timedelta(days=10)
    assert cecilie.post(staff(application, "/mer"), {"reason": "", "answer_by": ""}).status == 422
    asked = {"reason": "Send kvitteringen for teltet.", "answer_by": by.isoformat()}
    assert cecilie.post(staff(application, "/mer"), asked).status == 303
    page = browse(world.bjarne).get(own(application))
    assert "Send kvitteringen for teltet." in page.text
    assert "Vi spiste sammen" in page.text


def test_who_steps_aside_reads_no_report(world: World, round_: Round, browse: Browse) -> None:
    application = answered(world, round_, aside=world.cecilie)
    accepts(application, world.bjarne)
    file = report_file(application, world)
    for end in ("", "/mer", file):
        assert browse(world.cecilie).get(staff(application, end)).status == 403
    assert browse(world.dag).get(staff(application, file)).status == 200


def report_file(application: Application, world: World) -> str:
    return f"/{report_files(reports(application, world.bjarne))[0].id}"


def test_a_missing_report_is_seen_by_the_applicant_and_the_group(world: World, round_: Round, browse: Browse) -> None:
    late = accepted(world, round_)
    following = grant_cast.sent(round_, world.bjarne)
    says(following, world.dag)
    for person, url in ((world.bjarne, f"/soknad/ny/{round_.id}"), (world.dag, case_url(following))):
        assert "ikke sendt rapporten" not in browse(person).get(url).text
    with frozen(now() + timedelta(days=200)):
        assert "Vi har ikke fått rapporten" in browse(world.bjarne).get(f"/soknad/ny/{round_.id}").text
        page = browse(world.dag).get(case_url(following))
        assert "En rapport mangler" in page.text
        assert str(late.number) in page.text


def case_url(application: Application) -> str:
    return f"/storhaug/arbeid/soknader/{application.id}"


@pytest.mark.parametrize(("days", "said"), [(0, "Send rapporten om"), (200, "vi har ikke fått den")])
def test_the_reminder_reads_well(world: World, round_: Round, days: int, said: str) -> None:
    accepted(world, round_)
    with transaction():
        remind(at=now() + timedelta(days=130 + days))
    mail = compose(db.session.query(OutboxMessage).filter_by(kind="report_reminder").one())
    assert said in mail.body
    assert "/rapport" in mail.body


def test_staff_see_what_was_sent_and_not_what_is_being_written(world: World, round_: Round, browse: Browse) -> None:
    application, cecilie = accepted(world, round_), browse(world.cecilie)
    report = reports(application, world.bjarne)
    [file] = report_files(report)
    day = (today() + timedelta(days=14)).isoformat()
    assert cecilie.post(staff(application, "/mer"), {"reason": "En kvittering til.", "answer_by": day}).status == 303
    writes(application, what="Noe helt annet.")
    browse(world.bjarne).post(own(application, "/filer"), {"remove": str(file.id)})
    page = cecilie.get(staff(application))
    assert "Vi spiste sammen ved langbordet." in page.text
    assert "Noe helt annet." not in page.text
    assert "slik den ble sendt" in page.text
    assert staff(application, f"/{file.id}") in page.links()
    assert cecilie.get(staff(application, f"/{file.id}")).status == 200
    assert cecilie.get(staff(application, f"/{report.id}")).status == 404
