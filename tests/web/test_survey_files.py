"""Files of results: the numbers are those of the pages, and the answers one by one are for the few."""

import csv
import io
import re
from threading import Thread

import pytest
from flask import Flask
from openpyxl import load_workbook
from sqlalchemy import select

from medvirkning.journal.queries import history
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import db, end_reading, transaction
from medvirkning.surveys.models import Survey
from medvirkning.surveys.reading import read_off
from medvirkning.surveys.readings import ReadingCell
from medvirkning.surveys.responses import Response
from medvirkning.surveys.results import results_of
from tests import cast
from tests.browsing import Browse, Browser
from tests.cast import World
from tests.result_cast import AT, answered, answers, closes, said
from tests.survey_cast import opened

CROWD = [
    (said("ja", savner={"choices": ["lys"]}, hvorfor={"text": "=1+1; fint"}), 30),
    (said("vet_ikke", "S-02", steder={"rows": {"parken": "god"}}, viktigst={"order": ["buss"]}), 13),
    (said("ja", "S-02", hvor_lenge={"number": "4"}), 40),
    (said("nei", hvorfor={"text": "teller ikke"}), 4),
]


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def survey(world: World) -> Survey:
    return answered(world, CROWD)


def at(survey: Survey, more: str = "") -> str:
    return f"/storhaug/arbeid/undersokelser/{survey.id}/resultater/last-ned{more}"


def fetched(browser: Browser, url: str, *, post: bool = False) -> bytes:
    page = browser.post(url) if post else browser.get(url)
    assert page.status == 200, url
    assert "attachment" in page.response.headers["Content-Disposition"]
    assert page.response.headers["Cache-Control"] == "no-store"
    return page.response.get_data()


def in_csv(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def in_excel(data: bytes) -> dict[str, list[list[object]]]:
    book = load_workbook(io.BytesIO(data))
    return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book.worksheets}


def test_the_page_says_what_there_is_to_whom(world: World, survey: Survey, browse: Browse) -> None:
    page = browse(world.cecilie).get(at(survey))
    assert "Svarene fra 87 personer, til og med 15. mai 2026" in page.text.replace("\N{NO-BREAK SPACE}", " ")
    page = browse(world.ivar).get(at(survey))
    assert page.status == 200
    assert "alle-svar" not in page.html
    assert browse(world.guro).get(at(survey)).status == 404
    for way in ("/alle-svar.csv", "/alle-svar.xlsx"):
        assert browse(world.ivar).post(at(survey, way)).status == 403
        assert browse(world.guro).post(at(survey, way)).status == 404


def test_the_numbers_are_those_that_are_shown(world: World, survey: Survey, browse: Browse) -> None:
    rows = in_csv(fetched(browse(world.ivar), at(survey, "/tall.csv")))
    told = results_of(survey)
    assert told is not None
    one = {row[5]: row[6] for row in rows if row[1] == "Hva med trives?" and not row[3]}
    shown = told.question("trives").lines[0].table
    names = {"ja": "Ja", "nei": "Nei", "vet_ikke": "Vet_Ikke", "@none": "Svarte ikke på dette"}
    assert one == {name: "" if shown.counts[key] is None else str(shown.counts[key]) for key, name in names.items()}
    by_zone = [row for row in rows if row[1] == "Hva med trives?" and row[3] == "Hva med sone?"]
    table = told.crossed(told.questionnaire.by_key["trives"], "sone")[0].table
    assert len(by_zone) == len(table.counts)
    assert [row[6] for row in by_zone] == ["" if n is None else str(n) for n in (
        table.counts[row, column] for row in table.rows.counts for column in table.columns.counts)]  # fmt: skip
    assert {row[10] for row in rows[1:] if not row[6]} == {"vises ikke"}


def test_excel_has_the_same_numbers_and_a_codebook(world: World, survey: Survey, browse: Browse) -> None:
    browser = browse(world.ivar)
    book = in_excel(fetched(browser, at(survey, "/tall.xlsx")))
    assert list(book) == ["Tallene", "Kodebok"]
    plain = in_csv(fetched(browser, at(survey, "/tall.csv")))
    assert [["" if cell is None else str(cell) for cell in row] for row in book["Tallene"]] == [
        [cell.replace(",", ".") if re.fullmatch(r"\d+,\d+", cell) else cell for cell in row] for row in plain
    ]
    assert in_csv(fetched(browser, at(survey, "/kodebok.csv")))[0] == book["Kodebok"][0]
    said_of = str(book["Kodebok"])
    assert "87 personer hadde svart" in said_of
    assert "færre enn 5 personer" in said_of
    assert "Kva med trives?" in said_of
    assert "Hva med trives?" in said_of


def test_no_file_of_numbers_has_a_hidden_one_or_what_somebody_wrote(
    world: World, survey: Survey, browse: Browse
) -> None:
    """Four said no; 13 don't know, and with the others they would tell: no cell holds either."""
    told = results_of(survey)
    assert told is not None
    assert told.question("trives").lines[0].table.hidden == {"nei", "vet_ikke"}
    rows = in_csv(fetched(browse(world.cecilie), at(survey, "/tall.csv")))
    trives = [row for row in rows if row[1] == "Hva med trives?"]
    assert not {"4", "13", "17"} & {row[6] for row in trives if row[5] != "Svarte ikke på dette"}
    text = fetched(browse(world.cecilie), at(survey, "/tall.csv")).decode()
    assert "teller ikke" not in text
    assert "fint" not in text


def test_the_answers_one_by_one(world: World, survey: Survey, browse: Browse) -> None:
    browser = browse(world.cecilie)
    rows = in_csv(fetched(browser, at(survey, "/alle-svar.csv"), post=True))
    assert len(rows) == 1 + 87
    heads, first = rows[0], next(row for row in rows[1:] if "'=1+1; fint" in row)
    told = dict(zip(heads, first, strict=True))
    assert told["Dag"] == "2026-05-04"
    assert told["Hva med savner? – Lys"] == "1"
    assert told["Hva med savner? – Benker"] == "0"
    assert told["Hva med hvorfor?"] == "'=1+1; fint"
    book = in_excel(fetched(browser, at(survey, "/alle-svar.xlsx"), post=True))
    assert sorted(map(str, (row[4] for row in book["Svarene"]))) == sorted(row[4] for row in rows)
    columns = {row[3]: row[1] for row in book["Kodebok"] if row[2] == "Spørsmål"}
    assert columns["savner"] == "6–8"
    assert heads[5].startswith("Hva med savner?")
    assert heads[7].startswith("Hva med savner?")


def test_they_are_made_after_the_view_is_through(world: World, survey: Survey, browse: Browse) -> None:
    """As a server does it: a request in a thread that has no context of the app, taken in piece by piece."""
    browser = browse(world.cecilie)
    token = browser.get(at(survey)).form_values()["csrf_token"][0]
    for way in ("/alle-svar.csv", "/alle-svar.xlsx"):
        pieces: list[bytes] = []

        def taken(url: str = at(survey, way), pieces: list[bytes] = pieces) -> None:
            answer = browser.client.post(url, data={"csrf_token": token}, buffered=False)
            pieces.extend(answer.iter_encoded())

        thread = Thread(target=taken)
        thread.start()
        thread.join()
        rows = in_csv(b"".join(pieces)) if way.endswith("csv") else in_excel(b"".join(pieces))["Svarene"]
        assert len(rows) == 1 + 87, way


def test_that_they_are_fetched_is_written_down_and_shown(world: World, survey: Survey, browse: Browse) -> None:
    browser = browse(world.cecilie)
    fetched(browser, at(survey, "/alle-svar.xlsx"), post=True)
    end_reading()
    event = history("survey", survey.id)[-1]
    assert (event.event, event.by_id, event.facts) == ("raw_answers_fetched", world.cecilie.id, {"people": 87})
    assert world.cecilie.name in browser.get(at(survey)).text.split("Hvem som har hentet dem")[1]


def test_nothing_in_the_file_ties_a_row_to_its_response(world: World, survey: Survey, browse: Browse) -> None:
    data = fetched(browse(world.cecilie), at(survey, "/alle-svar.csv"), post=True).decode()
    ids = [each for row in db.session.scalars(select(Response.id)) for each in (str(row), row.hex)]
    assert not [each for each in ids if each in data]
    assert not re.search(r"\d\d:\d\d", data)


def test_no_file_differs_from_the_numbers_by_one_person(world: World, survey: Survey, browse: Browse) -> None:
    """Somebody who had begun sends after the results were read off, on the day that everybody answered."""
    answers(survey, [(said("nei", hvorfor={"text": "kom sent"}), 1)])
    browser = browse(world.cecilie)
    page = browser.get(at(survey))
    assert "Svarene kan ikke leses hver for seg ennå" in page.text
    assert "alle-svar" not in page.html
    for way in ("/alle-svar.csv", "/alle-svar.xlsx"):
        assert browser.post(at(survey, way)).status == 303
    assert "raw_answers_fetched" not in {each.event for each in history("survey", survey.id)}


def test_the_answers_come_the_day_after_they_were_read_off(world: World, browse: Browse) -> None:
    survey = opened(world, at=AT)
    answers(survey, [(said("ja"), 20)])
    closes(world, survey)
    with transaction():
        read_off(survey, by=world.cecilie, at=now())
    page = browse(world.cecilie).get(at(survey))
    assert "kan leses hver for seg fra i morgen" in page.text
    assert "alle-svar" not in page.html


def test_there_are_no_files_before_the_results_are_read_off(world: World, browse: Browse) -> None:
    survey = opened(world)
    answers(survey, [(said("ja"), 9)])
    for way in ("", "/tall.csv", "/tall.xlsx", "/kodebok.csv"):
        assert browse(world.cecilie).get(at(survey, way)).status == 404
    assert browse(world.cecilie).post(at(survey, "/alle-svar.csv")).status == 404
    assert db.session.scalar(select(ReadingCell.people).limit(1)) is None
