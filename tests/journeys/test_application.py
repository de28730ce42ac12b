"""An association's application: written over two visits, weighed by those who may, decided, and answered by letter."""

from tests.browser.fixtures import OpenTab
from tests.browser.live import Live
from tests.journeys import applicant, group
from tests.journeys.deadline import deadline_passed
from tests.journeys.letter import declares, names_a_deadline, words
from tests.journeys.mail import mailed_link
from tests.journeys.ways import Way, every_way

SECRETS = (applicant.ASKED, applicant.LEAST, "8601")


@every_way
def test_an_application_is_written_weighed_decided_and_answered(tab: OpenTab, live: Live, way: Way) -> None:
    title = applicant.TITLES[way.language] + ("" if way.scripts else " 2")
    email = f"bjarne.{way.language}{'' if way.scripts else '.2'}@kaikanten.example"

    bjarne = way.phone(tab)
    applicant.sign_in(bjarne, email)
    address = applicant.begin(bjarne, title)
    bjarne.press("Send me a link, and I will go on later")
    bjarne.off()

    bjarne = way.phone(tab)
    bjarne.go(mailed_link(bjarne, email, "Go on with your application"))
    bjarne.press("Sign in")
    assert title in bjarne.text(), "the link leads to the application"
    applicant.go_on(bjarne, address)
    number = applicant.send(bjarne)
    application = address.rpartition("/")[2]

    halima = way.desk(tab, "halima")
    group.steps_aside(halima, application, title, SECRETS)
    group.weighs(way.desk(tab, "ivar"), application, title)
    group.weighs(way.desk(tab, "jorunn"), application, title)
    dag = way.desk(tab, "dag")
    group.is_impartial(dag, application)
    round_id = group.find_round(dag, application)
    group.proposes(dag, application, round_id)
    group.waits_for_the_deadline(dag, round_id)
    with deadline_passed(live.data, round_id):
        group.opens_meeting(dag, round_id)
        group.decides(dag, application, round_id, title)
    group.sends_letter(dag, title, closed_to=halima)

    letter = mailed_link(bjarne, email, "We have answered application %(number)s", number=number)
    bjarne.go(letter)
    told = (group.GRANTED, group.CUT, "Søknaden treffer godt.", number)
    assert all(one in bjarne.text() for one in told)
    pdf = bjarne.context.request.get(f"{letter}.pdf")
    assert pdf.headers["content-type"] == "application/pdf"
    assert declares(pdf.body()) == {
        "pdfuaid:part": "1",
        "pdfaid:part": "2",
        "pdfaid:conformance": "A",
        "language": f"{way.language}-NO",
        "marked": "True",
    }
    text = words(pdf.body())
    assert [one for one in (*told, "gratis", "klag") if one not in text] == []
    assert names_a_deadline(text, way.language), text
