"""The inbox: read, publish, hide, answer, begin, finish; who has it, what it is about, and what is kept internal."""

import re
from datetime import timedelta

import pytest
from flask import Flask

from medvirkning.contributions import actions
from medvirkning.contributions.words import AnswerOutcome, ContributionKind
from medvirkning.contributions.words import ContributionState as State
from medvirkning.kernel.clock import now, today
from medvirkning.kernel.database import transaction
from tests import cast
from tests.browsing import Browse
from tests.cast import World
from tests.contribution_cast import (
    DESK,
    FORMS,
    INBOX,
    PRESSES,
    act,
    answered,
    buttons,
    done,
    hidden,
    many,
    published,
    sent,
    state_of,
    statements,
)


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.mark.parametrize("language", ["nb", "nn"])
@pytest.mark.parametrize("name", ["cecilie", "eli"])
def test_those_who_may_read(world: World, browse: Browse, language: str, name: str) -> None:
    case = sent(world, zone="Lervig")
    browser = browse(getattr(world, name), language=language)
    for url in (INBOX, f"{INBOX}/{case.id}"):
        page = browser.get(url)
        assert page.status == 200
        assert "mørkt" in page.text
        assert ("Innspill" if language == "nb" else "Innspel") in page.text


def test_readers_have_no_buttons(world: World, browse: Browse) -> None:
    case = sent(world)
    page = browse(world.eli).get(f"{INBOX}/{case.id}")
    assert buttons(page) == set()
    assert "Koordinatoren svarer på det." in page.text
    for what in (*PRESSES, *FORMS, *DESK):
        assert browse(world.eli).post(f"{INBOX}/{case.id}/{what}", {"version": "1"}).status == 403
    assert browse(world.eli).get(f"{INBOX}/{case.id}/svar").status == 403
    assert state_of(world, case) is State.RECEIVED


def test_strangers_and_wrong_ids(world: World, browse: Browse) -> None:
    case = sent(world)
    assert browse(world.guro).get(INBOX).status == 404
    assert browse(world.guro).get(f"{INBOX}/{case.id}").status == 404
    assert browse(world.dag).get(INBOX).status == 403, "known here, but not for this"
    assert browse().get(INBOX).location.startswith("/logg-inn")
    assert browse().post(f"{INBOX}/{case.id}/publiser").location.startswith("/logg-inn")
    with transaction():
        cast.programme("fredrikstad", "Fredrikstad")
    assert browse(world.cecilie).get(f"/fredrikstad/arbeid/innspill/{case.id}").status == 404
    assert browse(world.cecilie).get(f"{INBOX}/nei").status == 404
    assert browse(world.cecilie).post(f"{INBOX}/{case.id}/slett").status == 404, "a verb that is in no list"
    assert browse(world.cecilie).get(f"{INBOX}/{case.id}/publiser").status == 405
    assert browse(world.cecilie).post(INBOX).status == 405


def test_photos_ask_for_the_same_right(world: World, browse: Browse) -> None:
    case = sent(world, photos=1)
    browser = browse(world.cecilie)
    source = browser.get(f"{INBOX}/{case.id}").all("img")[0].get("src")
    assert browser.client.get(source).mimetype == "image/jpeg"
    assert browse().get(source).status == 303
    assert browse(world.guro).get(source).status == 404
    assert browse(world.dag).get(source).status == 403
    browser.post("/logg-ut")
    assert browser.get(source).status == 303


def test_tabs_have_counts_and_the_bar_says_what_is_new(world: World, browse: Browse) -> None:
    sent(world), sent(world), published(world), answered(world, AnswerOutcome.NO), done(world), hidden(world)
    act(published(world), actions.assign, world, person=world.cecilie)
    page = browse(world.cecilie).get(INBOX)
    assert re.search(r"Nye 2\s*Venter på svar 2\s*Mine 1\s*Har fått svar 2\s*Skjulte 1", page.text)
    assert re.search(r"Innspill 2", page.text)
    for word, count in (("nye", 2), ("venter", 2), ("mine", 1), ("besvart", 2), ("skjult", 1), ("tull", 2)):
        assert len(browse(world.cecilie).get(f"{INBOX}?fane={word}").all("li", class_="mv-queue-row")) == count


@pytest.mark.parametrize(
    ("query", "seen"),
    [
        ("", {"Lys på kaia", "100 % enig_her", "Tak"}),
        ("sone=S-03", {"Lys på kaia"}),
        ("slag=ide", {"Tak"}),
        ("tema=2", {"100 % enig_her"}),
        ("sok=LYS+kaia", {"Lys på kaia"}),
        ("sok=nymansveien", {"Lys på kaia"}),
        ("sok=100 %25", {"100 % enig_her"}),
        ("sok=%25", {"100 % enig_her"}),
        ("sok=g_h", {"100 % enig_her"}),
        ("sok=a_a", set()),
        ("sok=%27+OR+1=1--", set()),
        ("sok=%22", set()),
        ("sok=%5C", set()),
        ("sone=S-03&slag=ide", set()),
        ("sone=x&slag=x&tema=x", {"Lys på kaia", "100 % enig_her", "Tak"}),
    ],
)
def test_filters_and_search(world: World, browse: Browse, query: str, seen: set[str]) -> None:
    sent(world, "Lys på kaia", zone="Lervig", place="Nymansveien")
    sent(world, "Tak", kind=ContributionKind.IDEA)
    act(sent(world, "100 % enig_her"), actions.set_goal, world, goal=world.programme.goals[1])
    page = browse(world.cecilie).get(f"{INBOX}?fane=nye&{query}")
    assert page.status == 200
    rows = {link.text for row in page.all("li", class_="mv-queue-row") for link in row.iter("a")}
    assert rows == seen


def test_the_filter_follows_into_the_case_and_on_to_the_next(world: World, browse: Browse) -> None:
    first, second, third = (
        sent(world, f"Nummer {n}", zone="Lervig", at=now() - timedelta(days=9 - n)) for n in range(3)
    )
    sent(world, "Et annet sted", zone="Sentrum", at=now() - timedelta(days=8))
    browser = browse(world.cecilie)
    rows = browser.get(f"{INBOX}?fane=nye&sone=S-03").all("li", class_="mv-queue-row")
    hrefs = [link.get("href") for row in rows for link in row.iter("a")]
    assert hrefs == [f"{INBOX}/{one.id}?fane=nye&sone=S-03" for one in (first, second, third)]
    page = browser.get(hrefs[1])
    beside = {str(link.get("rel")): link.get("href") for link in page.all("a") if link.get("rel")}
    assert beside == {"prev": hrefs[0], "next": hrefs[2]}
    assert f"{INBOX}?fane=nye&sone=S-03" in page.links(), "and back to the same list"
    after = browser.post(f"{INBOX}/{second.id}/publiser?fane=nye&sone=S-03", {"version": str(second.version)})
    assert after.location == hrefs[1]
    page = browser.get(after.location)
    beside = {str(link.get("rel")): link.get("href") for link in page.all("a") if link.get("rel")}
    assert beside == {"prev": hrefs[0], "next": hrefs[2]}, "also when it has just left the list"


def test_pages_are_cut_in_the_database(world: World, browse: Browse) -> None:
    many(world, 60, State.RECEIVED)
    browser = browse(world.cecilie)
    counts = [len(browser.get(f"{INBOX}?side={n}").all("li", class_="mv-queue-row")) for n in (1, 2, 3, 9)]
    assert counts == [25, 25, 10, 10]
    assert f"{INBOX}?fane=nye&sone=S-01&side=2" not in browser.get(f"{INBOX}?fane=nye&sone=S-01").links()


def test_the_database_is_asked_the_same_at_5_and_at_500(world: World, browse: Browse) -> None:
    many(world, 5, State.RECEIVED)
    browser = browse(world.cecilie)
    browser.get(INBOX)
    with statements() as few:
        browser.get(INBOX)
    many(world, 495, State.RECEIVED)
    with statements() as lots:
        browser.get(INBOX)
    assert len(lots) == len(few)
    assert len(few) <= 18


def test_badges_tell_what_to_notice(world: World, browse: Browse) -> None:
    late = sent(world, "Ring meg på 900 00 000", at=now() - timedelta(days=30), photos=2)
    act(late, actions.assign, world, person=world.cecilie, reply_by=today() + timedelta(days=2))
    page = browse(world.cecilie).get(INBOX)
    for text in ("Skulle vært lest innen", "et telefonnummer i seg", "2 bilder", "Du har ansvaret", "Svar senest"):
        assert text in page.text, text


def test_an_empty_tab_says_so(world: World, browse: Browse) -> None:
    page = browse(world.cecilie).get(f"{INBOX}?fane=venter&sok=ingenting")
    assert "Ingen innspill her" in page.text
    assert f"{INBOX}?fane=venter" in page.links()
