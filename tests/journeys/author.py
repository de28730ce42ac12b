"""What a coordinator does with a survey: builds it of every kind of question, opens it, closes it and publishes."""

import re

from tests.browser.tab import Tab

WORK = "/storhaug/arbeid/undersokelser"
# Every kind of question with its words in bokmål and nynorsk, and what its choices and rows are.
QUESTIONS: dict[str, tuple[str, str, tuple[str, ...], tuple[str, ...]]] = {
    "one": ("Trives du her?", "Trivst du her?", ("Ja", "Nei", "Både og"), ()),
    "long_text": ("Hva skulle vært bedre?", "Kva skulle vore betre?", (), ()),
    "several": ("Hva bruker du i nabolaget?", "Kva bruker du i nabolaget?", ("Parken", "Kafeen"), ()),
    "scale": ("Hvor trygt er det?", "Kor trygt er det?", ("Trygt", "Sånn passe", "Utrygt"), ()),
    "ranking": ("Hva bør vi gjøre først?", "Kva bør vi gjere først?", ("Lys", "Benker", "Trær"), ()),
    "number": ("Hvor mange bor du sammen med?", "Kor mange bur du saman med?", (), ()),
    "short_text": ("Hva kaller du stedet?", "Kva kallar du staden?", (), ()),
    "zone": ("Hvor bor du?", "Kvar bur du?", (), ()),
    "photo": ("Vis oss et sted du liker", "Vis oss ein stad du liker", (), ()),
    "matrix": ("Hvor ofte er du her?", "Kor ofte er du her?", ("Ofte", "Sjelden"), ("Om dagen", "Om kvelden")),
}
ALWAYS, BRANCHED = "one", "long_text"  # the second is shown to those who answer No to the first


def text_of(kind: str, language: str) -> str:
    """What the question of this kind asks."""
    return QUESTIONS[kind][0 if language == "nb" else 1]


def makes(cecilie: Tab, title: str) -> str:
    """A survey with every kind of question, one of them shown by a rule. The address of its page at work."""
    cecilie.go(WORK)
    cecilie.press("New survey", "link")
    for language in ("nb", "nn"):
        cecilie.page.locator(f"#title_{language}").fill(f"{title} ({language})")
        cecilie.page.locator(f"#why_{language}").fill("Dette gir retning til planen for neste år.")
    cecilie.press("Make the survey")
    address = cecilie.page.url.removeprefix(cecilie.base)
    cecilie.press("Add a section", "link")
    cecilie.press("Save")
    for kind in QUESTIONS:
        _adds(cecilie, kind)
    _shows_only_to_some(cecilie)
    assert cecilie.sees("Shown when:")
    return address


def _adds(cecilie: Tab, kind: str) -> None:
    nb, nn, choices, rows = QUESTIONS[kind]
    cecilie.press("Add a question", "link")
    cecilie.choose("kind", kind)
    cecilie.page.locator("#text_nb").fill(nb)
    cecilie.page.locator("#text_nn").fill(nn)
    cecilie.press("Next")
    for name, written in (("choices", choices), ("rows", rows)):
        while cecilie.page.locator(f"#{name} .mv-set-row").count() < len(written):
            cecilie.follow(cecilie.page.locator(f'#{name} button[value="{name} add"]'))
        while cecilie.page.locator(f"#{name} .mv-set-row").count() > len(written):
            cecilie.follow(cecilie.page.locator(f'#{name} button[value^="{name} remove"]').last)
        for place, text in enumerate(written):
            for language in ("nb", "nn"):
                cecilie.page.locator(f'[name="{name}-{place}-text_{language}"]').fill(text)
    if kind == "zone":
        cecilie.page.locator("#role").select_option("home_zone")
    cecilie.press("Save")


def _shows_only_to_some(cecilie: Tab) -> None:
    asked = text_of(BRANCHED, cecilie.language)
    cecilie.follow(cecilie.page.get_by_role("link", name=cecilie.words("When is «%(what)s» shown?", what=asked)))
    cecilie.press("Add a rule")
    no = QUESTIONS[ALWAYS][2][1]
    cecilie.page.locator("#rule-0-operator").select_option("equals")
    cecilie.page.locator("main label", has_text=re.compile(rf"^\s*{no}\s*$")).click()
    cecilie.press("Save")


def opens(cecilie: Tab, address: str) -> str:
    """Try it, and open it. The address where residents answer."""
    cecilie.go(address)
    cecilie.press("Try the survey", "link")
    assert text_of(ALWAYS, cecilie.language) in cecilie.text()
    cecilie.go(address)
    cecilie.press("Open the survey", "link")
    cecilie.press("Open the survey")
    cecilie.press("Settings", "link")
    slug = cecilie.page.locator("#slug").input_value()
    return f"/storhaug/undersokelser/{slug}"


def closes(cecilie: Tab, address: str) -> None:
    """No more answers; and the numbers are read off."""
    cecilie.go(address)
    cecilie.press("Results", "link")
    assert not cecilie.page.locator("main table").count(), "no numbers of groups while it is open"
    cecilie.go(address)
    cecilie.press("Close the survey", "link")
    cecilie.press("Close the survey")
    cecilie.press("Results", "link")
    cecilie.press("Read off the results")


def publishes(cecilie: Tab, heard: str) -> None:
    """The first question, with a few words about what the answers say."""
    cecilie.follow(
        cecilie.page.locator("main section:has(h2)", has_text=text_of(ALWAYS, cecilie.language)).locator("a")
    )
    cecilie.press("Publish", "link")
    cecilie.page.locator("#heard_nb").fill(f"{heard} (nb)")
    cecilie.page.locator("#heard_nn").fill(f"{heard} (nn)")
    cecilie.press("Publish")
