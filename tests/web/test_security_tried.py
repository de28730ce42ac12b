"""What somebody tried who wanted in, or wanted to spoil it for others: each was found to work once."""

from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select, text

from medvirkning.contributions.sender import withdraw
from medvirkning.grants.attaching import look_over
from medvirkning.grants.models import BudgetLine
from medvirkning.grants.words import ApplicationState
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import db, transaction
from medvirkning.kernel.pictures import clean_picture
from medvirkning.mail.letters import compose
from medvirkning.outbox.models import OutboxMessage
from medvirkning.people.actions import make_link
from medvirkning.people.models import Session
from medvirkning.people.queries import open_link
from medvirkning.review.words import DeclarationAnswer, Outcome
from medvirkning.web import photos
from medvirkning.web.applying import attachments
from medvirkning.web.security import visitor
from tests import cast, contribution_cast, grant_cast
from tests.browsing import Browse
from tests.letter_counter import LIST, send, url
from tests.review_cast import decides, says


def test_asking_for_the_head_of_a_mailed_link_does_not_use_it(app: Flask) -> None:
    """Mail scanners ask for the head of links, and a head needs no token."""
    with transaction():
        token = make_link("ny@medvirkning.example", at=now())
    with app.app_context():
        head = app.test_client().head(f"/logg-inn/{token}")
    assert (head.status_code, head.get_data()) == (200, b"")
    assert "Set-Cookie" not in head.headers or "_user_id" not in head.headers["Set-Cookie"]
    assert open_link(token, at=now()) is not None
    assert db.session.scalar(select(func.count()).select_from(Session)) == 0


def test_asking_for_the_head_of_a_form_writes_nothing(app: Flask, browse: Browse) -> None:
    world = cast.storhaug()
    application = grant_cast.whole(grant_cast.open_round(world), world.bjarne)
    before = lines(application.id)
    assert before
    browser = browse(world.bjarne)
    for page in ("hvem", "hva", "hvor-og-nar", "budsjett", "vedlegg", "sjekk", "trekk"):
        with app.app_context():
            assert browser.client.head(f"/soknad/{application.id}/{page}").status_code == 200
    db.session.rollback()
    assert lines(application.id) == before


def lines(application_id: object) -> list[tuple[str, int | None]]:
    """The budget as it is stored."""
    wanted = select(BudgetLine.text, BudgetLine.amount).where(BudgetLine.application_id == application_id)
    return [tuple(row) for row in db.session.execute(wanted.order_by(BudgetLine.position))]


def test_nobody_can_say_under_which_prefix_we_live(app: Flask) -> None:
    """gunicorn lets a visitor name one through some proxies; a page kept for all then led everyone astray."""
    cast.storhaug()
    with app.app_context():
        claimed = app.test_client().get("/storhaug/innspill/nytt", environ_overrides={"SCRIPT_NAME": "//evil.example"})
    with app.app_context():
        others = app.test_client().get("/storhaug/innspill/nytt").get_data(as_text=True)
    assert claimed.status_code == 404
    assert "evil" not in others


@pytest.mark.parametrize(
    ("address", "counted"),
    {
        "203.0.113.9": "203.0.113.9",
        "2001:db8:1:2:3:4:5:6": "2001:db8:1:2::/64",
        "2001:db8:1:2::": "2001:db8:1:2::/64",
        "::ffff:203.0.113.9": "::ffff:203.0.113.9",
        "no address": "no address",
        "": "",
    }.items(),
)
def test_a_whole_network_counts_as_one_visitor(app: Flask, address: str, counted: str) -> None:
    """Whoever has one address of IPv6 has 18 billion billion, and could guess at a code from each."""
    with app.test_request_context(environ_overrides={"REMOTE_ADDR": address}):
        assert visitor() == (counted or "127.0.0.1")


def test_signing_in_anew_ends_the_session_this_browser_had(app: Flask, browse: Browse) -> None:
    world = cast.storhaug()
    browser = browse(world.dag)
    with app.app_context():
        stolen = app.test_client()
        with browser.client.session_transaction() as theirs, stolen.session_transaction() as copy:
            copy.update(theirs)
    with transaction():
        token = make_link(world.dag.email, at=now())
    assert browser.post(f"/logg-inn/{token}").location == "/min-side"
    with app.app_context():
        assert stolen.get("/min-side").status_code == 303
    assert browser.get("/min-side").status == 200
    assert db.session.scalar(select(func.count()).select_from(Session)) == 1


def test_a_way_back_that_is_too_long_leads_to_ones_own_page(browse: Browse) -> None:
    """PostgreSQL refuses what a column has no room for; SQLite keeps it."""
    browser = browse()
    asked = browser.post(f"/logg-inn?next=/{'a' * 600}", {"email": "ny@medvirkning.example"})
    assert asked.status == 303
    path = db.session.scalars(select(OutboxMessage)).one().values["path"]
    assert browser.submit(path).location == "/min-side"


@pytest.mark.parametrize("answer", [DeclarationAnswer.YES, DeclarationAnswer.UNSURE])
def test_no_filter_tells_the_answer_to_one_who_steps_aside(
    app: Flask, browse: Browse, answer: DeclarationAnswer
) -> None:
    world = cast.storhaug()
    application = grant_cast.sent(grant_cast.open_round(world), world.bjarne)
    says(application, world.dag)
    says(application, world.halima, answer)
    says(application, world.ivar)
    decision = decides(application, world.dag, Outcome.PARTLY, 20_000, compose=compose)
    path, halima = url(decision), browse(world.halima)
    assert path in halima.get(LIST).links(), "that there is a decision is no secret"
    same = {halima.get(f"{LIST}?svar={word}").text.replace(word, "") for word in ("ja", "delvis", "nei")}
    assert not [page for page in same if path in page]
    assert path in browse(world.ivar).get(f"{LIST}?svar=delvis").links()
    send(browse, world.dag, decision)
    assert path in halima.get(f"{LIST}?svar=delvis").links(), "a letter that has been sent is public"


def test_a_press_that_says_nothing_of_what_was_seen_does_nothing(app: Flask, browse: Browse) -> None:
    world = cast.storhaug()
    case = contribution_cast.sent(world)
    base = f"/storhaug/arbeid/innspill/{case.id}"
    for page, written in {"/skjul": {"reason": "Navn."}, "/svar": {"outcome": "yes", "text": "Ja."}}.items():
        assert browse(world.cecilie).post(base + page, written).status == 409
    application = grant_cast.sent(grant_cast.open_round(world), world.bjarne)
    says(application, world.dag)
    decision = decides(application, world.dag, Outcome.GRANTED, compose=compose)
    assert browse(world.dag).post(url(decision, "/send")).status == 422


def test_a_hundred_photos_are_not_drawn_to_be_refused(
    app: Flask, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two kilobytes can be sixteen million pixels, and a form holds hundreds of them."""
    cast.storhaug()
    drawn = []
    monkeypatch.setattr(photos, "clean_picture", lambda data: drawn.append(data) or clean_picture(data))
    sent = [(BytesIO(grant_cast.photo()), f"{number}.jpg") for number in range(100)]
    page = browse().post("/storhaug/innspill/nytt", {"draft": str(uuid4()), "text": "En benk.", "photos": sent})
    assert page.status == 422
    assert "høyst 3 bilder" in page.text
    assert len(drawn) == 4


def test_a_hundred_files_are_not_looked_over_to_be_refused(
    app: Flask, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = cast.storhaug()
    application = grant_cast.draft(grant_cast.open_round(world), world.bjarne)
    looked_over = []
    monkeypatch.setattr(attachments, "look_over", lambda *file: looked_over.append(file) or look_over(*file))
    sent = [(BytesIO(grant_cast.ANYTHING_PDF), f"{number}.pdf") for number in range(100)]
    page = browse(world.bjarne).post(f"/soknad/{application.id}/vedlegg", {"file-statutes": sent})
    assert page.status == 422
    assert "plass til 20 filer" in page.text
    assert len(looked_over) == 21


def test_what_is_taken_back_is_gone_from_the_file_itself(app: Flask) -> None:
    """Deleted rows lie in a database file until something else is written there."""
    if db.engine.dialect.name != "sqlite":
        return
    assert db.session.execute(text("PRAGMA secure_delete")).scalar() == 1
    world = cast.storhaug()
    made = contribution_cast.sent(world, "Kanarifuglen bor her.")
    with transaction():
        withdraw(made, at=now())
    db.session.remove()
    with db.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    file = Path(str(db.engine.url.database))
    assert b"Kanarifuglen" not in file.read_bytes()


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_asking_for_another_language_takes_nothing_back(app: Flask, browse: Browse, language: str) -> None:
    """The switch is a button of the form that it stands above."""
    world = cast.storhaug()
    application = grant_cast.sent(grant_cast.open_round(world), world.bjarne)
    page = browse(world.bjarne).post(f"/soknad/{application.id}/trekk", {"language": language})
    assert page.status == 200
    assert application.state is ApplicationState.SENT
