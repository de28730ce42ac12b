"""What the district group does: says whether it is impartial, weighs, proposes, decides and sends the letter."""

import re

from tests.browser.tab import Tab

QUEUE, MEETINGS = "/storhaug/arbeid/soknader", "/storhaug/arbeid/moter"
CUT, REASON = "Vi tror et mindre telt er nok.", "Det er åpent for alle."
GRANTED = "30 000"


def find_round(member: Tab, application: str) -> str:
    """The id of the round the application is in: the meeting's page that names it."""
    member.go(MEETINGS)
    pages = [str(link.get_attribute("href")) for link in member.page.locator("main h2 a").all()]
    for page in pages:
        member.go(page)
        if member.page.locator(f"main [href*='{application}']").count():
            return page.rpartition("/")[2]
    raise AssertionError(f"no round has {application}")


def steps_aside(halima: Tab, application: str, title: str, secrets: tuple[str, ...]) -> None:
    """Halima sits on the applicant's board: the case is closed to her, in the list, by link, and everywhere else."""
    case = f"{QUEUE}/{application}"
    halima.go(case)
    assert halima.page.url.split("?")[0].endswith("/habilitet"), "asked before anything can be seen"
    assert not any(secret in halima.text() for secret in secrets)
    halima.choose("answer", "yes")
    halima.choose("ground", "board")
    halima.press("Save the answer")
    assert halima.sees("You step aside from «%(title)s». The application is closed to you.", title=title)
    assert halima.go(case).status == 403
    assert halima.sees("This application is closed to you")
    assert not any(secret in halima.text() for secret in secrets)
    round_id = find_round_closed(halima, title)
    for path in (f"{QUEUE}?runde={round_id}", f"{MEETINGS}/{round_id}", f"{MEETINGS}/{round_id}/vedtak"):
        halima.go(path)
        rows = halima.page.locator("main li, main tr").filter(has_text=title)
        assert rows.count(), f"{path} does not even name it"
        assert not any(secret in row.inner_text() for row in rows.all() for secret in secrets), path
    assert halima.go(f"{MEETINGS}/{round_id}/vedtak/{application}").status == 403


def find_round_closed(member: Tab, title: str) -> str:
    """The round that has an application of this title, for one it is closed to."""
    member.go(MEETINGS)
    pages = [str(link.get_attribute("href")) for link in member.page.locator("main h2 a").all()]
    for page in pages:
        member.go(page)
        if title in member.text():
            return page.rpartition("/")[2]
    raise AssertionError(f"no round has {title}")


def weighs(member: Tab, application: str, title: str, *, others_hidden: bool = True) -> None:
    """Impartial; reads, gives points and a reason on each criterion, and hands in."""
    is_impartial(member, application)
    assert title in member.text()
    if others_hidden:
        assert member.sees("You see what the others think when you have handed in your own points.")
    names = member.page.locator("input[name^='points-']").evaluate_all("all => [...new Set(all.map(e => e.name))]")
    assert len(names) >= 5
    for name in names:
        values = member.page.locator(f"input[name='{name}']").evaluate_all("all => all.map(e => e.value)")
        member.choose(name, max(values, key=int))
        member.page.locator(f"textarea[name='{name.replace('points-', 'reason-')}']").fill(REASON)
    member.press("Save and go to the next")
    assert not member.page.locator(".ds-error-summary").count()


def is_impartial(member: Tab, application: str) -> None:
    """Says that nothing makes one disqualified; the case opens."""
    member.go(f"{QUEUE}/{application}")
    member.choose("answer", "no")
    member.press("Save the answer")
    assert re.search(rf"/{application}(\?|$)", member.page.url)


def proposes(dag: Tab, application: str, round_id: str) -> None:
    """In the meeting: what if they got a part?"""
    dag.go(f"{MEETINGS}/{round_id}")
    assert dag.sees("Draft. Nothing is decided.")
    dag.choose(f"said-{application}", "part")
    dag.page.locator(f"#amount-{application}").fill(GRANTED)
    if dag.named("button", "Save the draft").count():
        dag.press("Save the draft")
    else:
        with dag.page.expect_response(lambda response: response.request.method == "POST"):
            dag.page.locator(f"#amount-{application}").blur()
    dag.page.reload()
    assert dag.page.locator(f"#amount-{application}").input_value().replace("\u00a0", " ") == GRANTED


def waits_for_the_deadline(dag: Tab, round_id: str) -> None:
    """While one can apply, the meeting can't be opened."""
    dag.go(f"{MEETINGS}/{round_id}/mote")
    assert not dag.named("button", "Open the meeting").count()


def opens_meeting(dag: Tab, round_id: str) -> None:
    """Ticks those who are here, and opens the meeting, where it isn't open."""
    dag.go(f"{MEETINGS}/{round_id}/mote")
    if dag.named("button", "Open the meeting").count():
        for tick in dag.page.locator("input[name^='here-']").all():
            tick.check()
        dag.press("Open the meeting")
    assert dag.sees("The meeting is open")
    dag.go(f"{MEETINGS}/{round_id}")


def decides(dag: Tab, application: str, round_id: str, title: str) -> None:
    """From draft to decision: partly, with why it is less."""
    dag.press("Go to decision", "link")
    dag.follow(dag.page.locator(f"main h2 a[href$='{application}']"))
    assert dag.page.locator("input[name=outcome][value=partly]").is_checked()
    reasons = dag.page.locator("textarea[name=reasons]")
    assert REASON not in reasons.input_value()
    reasons.fill(f"{reasons.input_value()}\nSøknaden treffer godt.")
    dag.page.locator("textarea[name=cut_reasons]").fill(CUT)
    dag.press("Decide this")
    assert dag.sees("«%(title)s» is decided.", title=title)
    dag.go(f"{MEETINGS}/{round_id}/vedtak/{application}")
    assert dag.sees("This is decided")


def sends_letter(dag: Tab, title: str, *, closed_to: Tab) -> None:
    """Reads the letter as it will be, which is closed to whoever stepped aside, and sends it."""
    dag.go("/storhaug/arbeid/vedtak?vis=venter")
    dag.follow(dag.page.locator("main h2 a", has_text=title).first)
    assert CUT in dag.text()
    letter = dag.page.url.removeprefix(dag.base)
    assert closed_to.go(letter).status == 403
    assert closed_to.context.request.get(f"{letter}/brev.pdf").status == 403
    dag.press("Send the letter", "link")
    dag.press("Yes, send the letter")
    assert dag.sees("The letter is sent.")
