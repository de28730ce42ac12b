"""The form check and the correction, as the coordinator and the applicant meet them."""

from datetime import timedelta
from io import BytesIO

import pytest
from flask import Flask

from medvirkning.grants.models import Application
from medvirkning.grants.opening import checks_of, open_correction
from medvirkning.grants.queries import files_of
from medvirkning.kernel import clock
from medvirkning.kernel.clock import now, today
from medvirkning.kernel.database import db
from medvirkning.mail.field_names import FIELD_NAMES
from medvirkning.mail.language import speaking
from medvirkning.mail.letters import compose
from medvirkning.review.words import DeclarationAnswer, Dismissal, Outcome
from medvirkning.web.applying.forms import BudgetForm, WhatForm, WhereAndWhenForm, WhoForm
from tests.browsing import Browse
from tests.cast import World, storhaug
from tests.correction_cast import REASON, asks, corrects, looks_through
from tests.grant_cast import ANYTHING_PDF, open_round, sent
from tests.review_cast import decides, says

IN_ORDER = ["register", "may_apply", "sums", "attachments", "fundable", "inside_area", "no_personal_data"]
PAGES = ("formsjekk", "retting", "endringer")


@pytest.fixture
def world(app: Flask) -> World:
    return storhaug()


@pytest.fixture
def case(world: World) -> Application:
    made = sent(open_round(world), world.bjarne)
    says(made, world.cecilie)
    says(made, world.dag)
    return made


def stored(application: Application) -> Application:
    db.session.expire_all()
    return db.session.get(Application, application.id)


def at(world: World, application: Application, page: str = "") -> str:
    return f"/{world.programme.slug}/arbeid/soknader/{application.id}{'/' + page if page else ''}"


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_the_coordinator_looks_through_it(world: World, browse: Browse, case: Application, language: str):
    browser = browse(world.cecilie, language=language)
    assert "Formsjekk" in browser.get(at(world, case)).text
    page = browser.get(at(world, case, "formsjekk"))
    assert page.status == 200
    assert ("Løn" if language == "nn" else "Lønn") in page.text, "what is not funded is told"
    refused = browser.post(at(world, case, "formsjekk"), {"in_order": IN_ORDER[1:], "act": "complete"})
    assert refused.status == 422
    kept = browser.post(at(world, case, "formsjekk"), {"in_order": IN_ORDER[1:], "note": "Ring dem.", "act": "keep"})
    assert kept.location == at(world, case, "retting")
    done = browser.post(at(world, case, "formsjekk"), {"in_order": IN_ORDER, "act": "complete"})
    assert done.location == at(world, case)
    assert [check.passed for check in checks_of(case.id)] == [True, False]
    assert "Komplett" in browser.get(f"/{world.programme.slug}/arbeid/soknader").text


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_a_correction_from_asking_to_reading(world: World, browse: Browse, case: Application, language: str):
    staff, applicant = browse(world.cecilie, language=language), browse(world.bjarne, language=language)
    url = at(world, case, "retting")
    empty = staff.post(url, {"deadline": (today() + timedelta(days=1)).isoformat(), "reason": "\u200b"})
    assert (empty.status, open_correction(case.id)) == (422, None)
    asked = staff.submit(url, having="reason", reason=REASON, budget=["lines"], who=["account_number"])
    assert asked.status == 303
    assert open_correction(case.id).fields == ["account_number", "lines"]
    page = applicant.get(f"/soknad/{case.id}")
    assert REASON in page.text
    form = applicant.get(f"/soknad/{case.id}/rett")
    assert REASON in form.text
    assert set(form.form_values("seen")) & {"title", "what", "zone_id", "contact_email"} == set()
    more = applicant.post(
        f"/soknad/{case.id}/rett", {"seen": "1", "expense": ["Telt"], "expense_amount": ["ti"], "add": "expense"}
    )
    assert more.status == 200
    assert more.response.text.count('name="expense"') == 2
    values = {"seen": "1", "account_number": "12", "expense": ["Telt"], "expense_amount": ["30 000"], "title": "Nei"}
    refused = applicant.post(f"/soknad/{case.id}/rett", values)
    assert (refused.status, stored(case).revision) == (422, 1)
    assert 'value="30' in refused.response.text
    done = applicant.post(
        f"/soknad/{case.id}/rett", {**values, "account_number": "8601 11 17947", "least_workable": "20000"}
    )
    assert done.location == f"/soknad/{case.id}"
    now_is = stored(case)
    assert (now_is.state, now_is.asked, now_is.title) == ("sent", 30_000, "Langbord på Lervig")
    again = applicant.post(f"/soknad/{case.id}/rett", values)
    assert again.status == 303
    changes = staff.get(at(world, case, "endringer"))
    assert "Mat til langbordet: 18" in changes.text
    assert "Telt: 30" in changes.text
    assert "17947" not in changes.text
    assert "30 000" in staff.get(at(world, case)).text


def test_a_file_that_was_asked_for_is_kept_though_the_rest_is_wrong(world: World, browse: Browse, case: Application):
    asks(case, world.cecilie, "file:permission", "account_number")
    browser, url = browse(world.bjarne), f"/soknad/{case.id}/rett"
    file = {"file-permission": (BytesIO(ANYTHING_PDF), "avtale.pdf")}
    refused = browser.post(url, {"seen": "1", "account_number": "1", **file}, content_type="multipart/form-data")
    assert refused.status == 422
    assert [each.name for each in files_of(case)] == ["avtale.pdf"]
    assert browser.post(url, {"seen": "1", "account_number": "86011117947"}).status == 303
    assert stored(case).revision == 2


def test_a_file_that_is_still_missing_is_asked_for_in_words_that_fit(world: World, browse: Browse, case: Application):
    asks(case, world.cecilie, "file:permission", "account_number")
    browser, url = browse(world.bjarne), f"/soknad/{case.id}/rett"
    page = browser.get(url)
    assert page.text.index("Kontonummer") < page.text.index("Avtale"), "in the order of the pages"
    refused = browser.post(url, {"seen": "1", "account_number": "86011117947"})
    assert [each.removeprefix("Feil:").strip() for each in refused.errors] == ["Legg ved fila"]


def test_the_whole_can_be_changed_before_it_is_handled(world: World, browse: Browse):
    made = sent(open_round(world), world.bjarne)
    browser, url = browse(world.bjarne), f"/soknad/{made.id}/rett"
    assert "Endre det dere sendte" in browser.get(f"/soknad/{made.id}").text
    answer = browser.submit(url, having="seen", title="Langbord på torget")
    assert answer.status == 303
    assert (stored(made).title, stored(made).revision, stored(made).asked) == ("Langbord på torget", 2, 35_000)
    says(made, world.ivar)
    assert "Endre det dere sendte" not in browser.get(f"/soknad/{made.id}").text
    assert browser.get(url).status == 303


def test_more_time_and_what_is_late(world: World, browse: Browse, case: Application):
    asked = asks(case, world.cecilie)
    staff, url = browse(world.cecilie), at(world, case, "retting")
    assert staff.post(url, {"deadline": asked.deadline.isoformat()}).status == 422
    with clock.frozen(now() + timedelta(days=30)):
        assert "Fristen er ute" in browse(world.cecilie).get(url).text
        assert (
            "Fristen for retting er ute" in browse(world.cecilie).get(f"/{world.programme.slug}/arbeid/soknader").text
        )


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_a_dismissal_from_the_decision_to_the_letter(world: World, browse: Browse, case: Application, language: str):
    asked = asks(case, world.cecilie)
    late = timedelta(days=(asked.deadline - today()).days + 1)
    url = f"/{world.programme.slug}/arbeid/moter/{case.round_id}/vedtak/{case.id}"
    chair = browse(world.dag, language=language)
    values = {"outcome": "dismissed", "dismissal": "missing", "reasons": "Uten budsjett kan vi ikke vurdere søknaden."}
    page = chair.get(url)
    assert REASON in page.text
    early = chair.post(url, values)
    assert early.status == 422
    made = decides(
        case, world.dag, Outcome.DISMISSED, 0, dismissal=Dismissal.MISSING, later=late, compose=compose, reasons="Nei."
    )
    letter = browse(world.cecilie, language=language).get(f"/{world.programme.slug}/arbeid/vedtak/{made.letter.id}")
    assert "avviser søknaden" in letter.text
    assert "Linjene i budsjettet" in letter.text


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("answer", [DeclarationAnswer.YES, DeclarationAnswer.UNSURE])
def test_closed_to_one_who_steps_aside(world: World, browse: Browse, page: str, answer: DeclarationAnswer):
    made = sent(open_round(world), world.bjarne)
    says(made, world.ivar)
    for who in (world.cecilie, world.dag):
        says(made, who, answer)
    asks_nothing = browse(world.cecilie).get(at(world, made, page))
    assert asks_nothing.status == 403
    assert "Mat til langbordet" not in asks_nothing.text
    assert browse(world.dag).post(at(world, made, page), {"act": "keep"}).status in (403, 405)
    listed = browse(world.cecilie).get(f"/{world.programme.slug}/arbeid/soknader")
    assert "Komplett" not in listed.text


def test_fields_are_called_the_same_everywhere(app: Flask):
    with app.test_request_context(), speaking("nb"):
        for form in (WhoForm(), WhatForm(), WhereAndWhenForm(), BudgetForm()):
            for field in form:
                if field.name != "applicant_kind":
                    assert str(FIELD_NAMES[field.name]) == str(field.label.text)


def test_what_was_changed_is_listed_for_each_time(world: World, browse: Browse):
    made = sent(open_round(world), world.bjarne)
    for seen, title in ((1, "En"), (2, "To")):
        corrects(made, {"title": title}, seen=seen)
    says(made, world.cecilie)
    looks_through(made, world.cecilie, [], passes=False)
    text = browse(world.cecilie).get(at(world, made, "endringer")).text
    assert text.index("En To") < text.index("Langbord på Lervig En")
