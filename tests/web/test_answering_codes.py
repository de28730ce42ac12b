"""The code of what somebody writes: in sight while they do, and tied to nothing once an anonymous answer is sent."""

import re
from io import BytesIO
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from medvirkning.attachments.models import Attachment
from medvirkning.kernel.change_log import empty_change_log
from medvirkning.kernel.database import db, end_reading
from medvirkning.settings import Settings
from medvirkning.surveys.responses import Response
from medvirkning.surveys.words import Anonymity, QuestionKind
from tests import cast, survey_cast
from tests.answerers import FRONT, answer, at, begun
from tests.browsing import Browse, Browser
from tests.photos import phone_photo
from tests.survey_cast import opened, question

CODE = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b")
WORDS = "Gatelyset ved brygga er slukket"
AGENT, ADDRESS = "Kanarifugl/7.3", "203.0.113.77"
PHOTO = survey_cast.one_section(question("bilde", QuestionKind.PHOTO), question("hvorfor", QuestionKind.LONG_TEXT))


@pytest.fixture
def world(app: Flask) -> cast.World:
    return cast.storhaug()


def code_on(someone: Browser, address: str) -> str:
    found = CODE.search(someone.get(at(someone, address)).text)
    assert found
    return found[0]


def sent(someone: Browser, address: str) -> str:
    """Send what is written at this address; where one's own answers are read then."""
    receipt = someone.post(f"{address}/sjekk", someone.get(f"{address}/sjekk").form_values())
    return next(link for link in someone.get(receipt.location).links() if "/mine-svar/" in link)


def test_the_code_on_each_page_goes_on_elsewhere(browse: Browse, world: cast.World) -> None:
    opened(world)
    phone, tablet = browse(), browse()
    address = begun(phone)
    code = code_on(phone, address)
    answer(phone, at(phone, address), answer="ja")
    assert code_on(phone, address) == code
    form = tablet.get(f"{FRONT}/kode").form_values()
    assert at(tablet, tablet.post(f"{FRONT}/kode", form | {"code": code}).location).endswith("/savner")
    assert sent(phone, address).endswith(code)


def test_photos_are_changed_with_the_code_and_no_wrong_code_is_shown(browse: Browse, world: cast.World) -> None:
    opened(world, PHOTO, anonymity=Anonymity.BY_CODE)
    someone = browse()
    address = begun(someone)
    step = at(someone, address)
    answer(someone, step, photos=(BytesIO(phone_photo((320, 240))), "en.jpg"))
    own = sent(someone, address)
    [first] = db.session.scalars(select(Attachment.sha256)).all()
    changing = someone.post(f"{own}/endre", someone.get(own).form_values()).location.removesuffix("/sjekk")
    step = f"{changing}/sporsmal/bilde"
    assert not CODE.search(someone.get(step).text), "the code is the one they came with"
    answer(someone, step, remove=first)
    answer(someone, step, photos=(BytesIO(phone_photo((200, 300))), "to.jpg"))
    assert someone.post(f"{changing}/sjekk", someone.get(f"{changing}/sjekk").form_values()).status == 200
    [photo] = db.session.scalars(select(Attachment)).all()
    [response] = db.session.scalars(select(Response)).all()
    assert photo.sha256 != first
    assert (photo.owner_kind, photo.owner_id) == (Response.__tablename__, response.id)
    assert response.content == {"bilde": {"photos": [photo.sha256]}}


def test_an_anonymous_answer_is_tied_to_no_browser_address_or_code(
    browse: Browse, world: cast.World, settings: Settings, capfd: pytest.CaptureFixture[str]
) -> None:
    opened(world)
    someone = browse()
    someone.client.environ_base |= {
        "REMOTE_ADDR": ADDRESS,
        "HTTP_USER_AGENT": AGENT,
        "HTTP_REFERER": f"http://{AGENT}/",
    }
    address = begun(someone)
    code = code_on(someone, address)
    answer(someone, f"{address}/sporsmal/hvorfor", answer=WORDS)
    assert sent(someone, address).endswith(code)
    end_reading()
    empty_change_log()
    tables = {table.name: repr(db.session.execute(table.select()).all()) for table in db.metadata.sorted_tables}
    cookies = [cookie.value for cookie in someone.client._cookies.values() if len(cookie.value) > 8]
    logged, key = capfd.readouterr().err, UUID(address.rpartition("/")[2])
    assert [name for name, rows in tables.items() if WORDS in rows] == ["survey_response"]
    for tie in (AGENT, ADDRESS, code, code.replace("-", ""), str(key), key.hex, *cookies):
        assert tie not in tables["survey_response"]
        assert not [name for name, rows in tables.items() if tie in rows and name.startswith("survey")]
        assert tie not in logged
        assert not [path for path in settings.data.rglob("*.log") if tie in path.read_text("utf-8", "replace")]
    assert WORDS not in logged
