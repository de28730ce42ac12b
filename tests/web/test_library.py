"""The library of ready texts: kept in the browser, put into decisions, and never reaching back into old ones."""

from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from medvirkning.grants.actions import send
from medvirkning.grants.models import Application
from medvirkning.grants.schemes import Round
from medvirkning.journal.queries import history
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import db, transaction
from medvirkning.mail.letters import compose
from medvirkning.review.library_texts import LibraryText
from medvirkning.review.library_words import TextKind
from medvirkning.review.models import Decision
from medvirkning.review.words import MOST_REASONS
from tests import cast, grant_cast
from tests.browsing import Browse
from tests.cast import World
from tests.library_cast import POT_NB, POT_NN, kept
from tests.review_cast import meets, says

TEXTS = "/storhaug/arbeid/tekster"
WRITTEN = {"kind": "general", "name": "Potten er liten", "text_nb": POT_NB, "text_nn": POT_NN, "belongs": ""}


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def the_round(world: World) -> Round:
    return grant_cast.open_round(world, pot=80_000)


def case_in(the_round: Round, world: World, language: str = "nb") -> Application:
    made = grant_cast.whole(the_round, world.bjarne)
    with transaction():
        made.language = language
        db.session.flush()
        send(made, key=uuid4(), declared=grant_cast.DECLARED, by=world.bjarne, at=now())
    says(made, world.dag)
    return made


def deciding(application: Application) -> str:
    return f"/storhaug/arbeid/moter/{application.round_id}/vedtak/{application.id}"


def only() -> LibraryText:
    db.session.remove()
    return db.session.scalars(select(LibraryText)).one()


@pytest.mark.parametrize("who", ["dag", "cecilie", "fredrik"])
def test_a_text_is_written_changed_retired_and_taken_up(
    world: World, the_round: Round, browse: Browse, who: str
) -> None:
    someone = browse(getattr(world, who))
    assert someone.submit(f"{TEXTS}/ny", "kind", **WRITTEN | {"text_nn": ""}).location == TEXTS
    page = someone.get(TEXTS)
    assert "Potten er liten" in page.text
    assert "Mangler nynorsk" in page.text
    key = only().id
    one = f"{TEXTS}/{key}"
    assert someone.submit(one, "kind", text_nn=POT_NN, belongs="naermiljotilskudd meeting").location == TEXTS
    text = only()
    assert (text.text.text("nn"), text.scheme_id, text.criterion_key) == (POT_NN, the_round.scheme_id, "meeting")
    assert someone.get(one).form_values("belongs")["belongs"] == ["naermiljotilskudd meeting"]
    assert someone.post(f"{one}/utga").location == TEXTS
    assert only().retired_at is not None
    assert someone.post(f"{one}/ta-i-bruk").location == TEXTS
    assert only().retired_at is None
    assert [each.event for each in history("library_text", key)] == [
        "text_added",
        "text_changed",
        "text_retired",
        "text_taken_up",
    ]


@pytest.mark.parametrize("who", ["ivar", "eli", "marit", "bjarne", "guro"])
def test_others_do_not_keep_it(world: World, browse: Browse, who: str) -> None:
    kept(world)
    assert browse(getattr(world, who)).get(TEXTS).status in (403, 404)


@pytest.mark.parametrize(
    "said", [{"kind": ""}, {"name": ""}, {"text_nb": "", "text_nn": ""}, {"belongs": "x"}, {"text_nb": "x" * 1501}]
)
def test_a_text_that_lacks_something_is_not_kept(world: World, browse: Browse, said: dict[str, str]) -> None:
    page = browse(world.dag).post(f"{TEXTS}/ny", WRITTEN | said)
    assert (page.status, len(page.errors)) == (422, 1)
    assert db.session.scalar(select(LibraryText)) is None


def test_the_second_of_two_who_change_it_sees_both(world: World, browse: Browse) -> None:
    text = kept(world)
    one = f"{TEXTS}/{text.id}"
    dag = browse(world.dag)
    opened: dict[str, Any] = {name: values[0] for name, values in dag.get(one).form_values("kind").items()}
    assert browse(world.cecilie).submit(one, "kind", text_nb="Ny tekst fra Cecilie.").status == 303
    page = dag.post(one, opened | {"text_nb": "Ny tekst fra Dag."})
    assert page.status == 409
    assert "Ny tekst fra Cecilie." in page.text
    assert page.form_values("kind")["text_nb"] == ["Ny tekst fra Dag."]
    assert dag.post(one, {name: values[0] for name, values in page.form_values("kind").items()}).status == 303
    assert only().text.text("nb") == "Ny tekst fra Dag."


@pytest.mark.parametrize(("language", "words"), [("nb", POT_NB), ("nn", POT_NN)])
def test_a_text_is_put_in_without_losing_what_is_written(
    world: World, the_round: Round, browse: Browse, language: str, words: str
) -> None:
    text = kept(world)
    application = case_in(the_round, world, language)
    meets(the_round)
    page = browse(world.dag).submit(
        deciding(application), "outcome", outcome="partly", amount="20 000", reasons="Fin plan.", insert=str(text.id)
    )
    values = page.form_values("outcome")
    assert page.status == 200
    assert values["reasons"] == [f"Fin plan.\n\n{words}"]
    assert (values["outcome"], values["amount"]) == (["partly"], ["20 000"])
    assert db.session.scalar(select(Decision)) is None


@pytest.mark.parametrize(("language", "words"), [("nb", "Det er ikke plass"), ("nn", "Det er ikkje plass")])
def test_a_text_that_there_is_no_room_for_is_not_put_in(
    world: World, the_round: Round, browse: Browse, language: str, words: str
) -> None:
    text, long = kept(world), "x" * (MOST_REASONS - 5)
    application = case_in(the_round, world)
    meets(the_round)
    said = {"outcome": "partly", "amount": "20 000", "reasons": long, "insert": str(text.id)}
    page = browse(world.dag, language=language).submit(deciding(application), "outcome", **said)
    assert page.status == 422
    assert words in page.text
    assert page.form_values("outcome")["reasons"] == [long]


def test_only_what_fits_is_offered_and_put_in(world: World, the_round: Round, browse: Browse) -> None:
    texts = {
        "retired": kept(world, name="Utgått"),
        "no": kept(world, TextKind.REFUSED, name="Bare ved nei"),
        "bokmål": kept(world, name="Bare på bokmål", nn=""),
        "criterion": kept(world, name="Ukjent kriterium", scheme=the_round.scheme, criterion_key="finnes-ikke"),
    }
    browse(world.dag).post(f"{TEXTS}/{texts['retired'].id}/utga")
    application = case_in(the_round, world, "nn")
    meets(the_round)
    dag = browse(world.dag)
    page = dag.get(deciding(application))
    assert "Utgått" not in page.text
    assert "Ukjent kriterium" not in page.text
    assert "Mangler nynorsk" in page.text
    for which, outcome in [("retired", "partly"), ("bokmål", "partly"), ("no", "partly"), ("no", ""),
                           ("criterion", "partly")]:  # fmt: skip
        said = {"outcome": outcome, "reasons": "Fin plan.", "insert": str(texts[which].id)}
        page = dag.post(deciding(application), said)
        assert (page.status, page.form_values("outcome")["reasons"]) == (422, ["Fin plan."]), which
    assert dag.post(deciding(application), {"reasons": "", "insert": "tull"}).status == 422


def test_a_condition_goes_into_the_letter_after_the_schemes_own_and_stays(
    world: World, the_round: Round, browse: Browse
) -> None:
    condition = kept(world, TextKind.CONDITION, "Rydd", "Rydd plassen etterpå.", "Rydd plassen etterpå.")
    application = case_in(the_round, world)
    meets(the_round)
    dag = browse(world.dag)
    page = dag.submit(deciding(application), "outcome", outcome="granted", insert=str(condition.id))
    values = {name: given[0] for name, given in page.form_values("outcome").items()}
    assert values["conditions"] == "Rydd plassen etterpå."
    assert dag.post(deciding(application), values | {"outcome": "granted", "reasons": "Fin plan."}).status == 303
    dag.submit(f"{TEXTS}/{condition.id}", "kind", text_nb="Noe helt annet.")
    decision = db.session.scalars(select(Decision)).one()
    block = next(each for each in compose(decision).blocks if "Rydd plassen etterpå." in str(each))
    items = block.passages[0].items
    assert decision.conditions == ["Rydd plassen etterpå."]
    assert items.index("Tiltaket er åpent for alle.") < items.index("Rydd plassen etterpå.")
