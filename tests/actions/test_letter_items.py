"""Whatever the law's check list asks for: a letter without it is sent by no way, whichever item it is."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask

from medvirkning.kernel.clock import today
from medvirkning.mail import corrected_letters
from medvirkning.mail import letters as mail_letters
from medvirkning.mail.letter_check import ALWAYS, WHEN_CORRECTED, WHEN_CUT, WITH_MONEY, Lacks, missing
from medvirkning.mail.letter_content import LetterContent, Untranslated
from medvirkning.web.labels.lookup import label
from tests import cast
from tests.batch_cast import asks, command, decided, round_of, sent, works
from tests.browsing import Browse
from tests.corrected_cast import corrects, goes_out
from tests.letter_counter import url
from tests.rules.test_letter_check import without

Change = Callable[[LetterContent], LetterContent]

# How each thing is taken away. What one passage tells goes with its passage.
TAKEN_AWAY: dict[Lacks, Change] = {
    Lacks.NUMBER: lambda content: replace(content, number=""),
    Lacks.DATE: lambda content: replace(content, dated_text=""),
    Lacks.RECIPIENT: lambda content: replace(content, recipient=()),
    Lacks.DECISION: lambda content: replace(content, decision=""),
    Lacks.AMOUNT: lambda content: replace(content, amount=None),
    Lacks.DEADLINE: lambda content: replace(content, deadline_text=""),
    Lacks.LANGUAGE: lambda content: replace(content, untranslated=(Untranslated.CONDITIONS,)),
}
ITEMS = [*TAKEN_AWAY, *(Lacks(says.value) for says in (*ALWAYS, *WITH_MONEY, *WHEN_CUT))]
CORRECTED_ITEMS = [*ITEMS, *(Lacks(says.value) for says in WHEN_CORRECTED)]


def taken_away(lack: Lacks) -> Change:
    """The letter without this thing."""
    return TAKEN_AWAY.get(lack) or (lambda content: without(content, lack.value))  # type: ignore[arg-type]


@pytest.mark.parametrize("way", ["button", "batch", "batch, after the press", "command"])
@pytest.mark.parametrize("lack", ITEMS)
def test_without_it_the_letter_is_not_sent(
    app: Flask, browse: Browse, monkeypatch: pytest.MonkeyPatch, lack: Lacks, way: str
) -> None:
    world = cast.storhaug()
    (letter,) = decided(world, 1)
    the_round, page = round_of(letter), url(letter.decision, "/send")
    write = mail_letters.write
    if way == "batch, after the press":
        batch = asks(the_round, world.dag)
    monkeypatch.setattr(mail_letters, "write", lambda *args: taken_away(lack)(write(*args)))
    assert missing(mail_letters.compose(letter.decision, notified=letter.composed_at.date())) == [lack]
    if way == "button":
        told = browse(world.dag).get(page)
        assert label(lack) in told.text
        digest = mail_letters.compose(letter.decision, notified=mail_letters.oslo_date(letter.composed_at)).digest
        assert browse(world.dag).post(page, {"digest": digest}).status == 422
    elif way == "batch":
        asks(the_round, world.dag)
        works()
    elif way == "command":
        told = command(the_round, world.dag)
        assert told.exit_code != 0
        assert f"lacks {lack}" in told.output
    else:
        assert works() == 1
        assert batch.id
    assert sent([letter]) == [False]


@pytest.mark.parametrize("way", ["button", "batch", "command"])
@pytest.mark.parametrize("lack", CORRECTED_ITEMS)
def test_without_it_a_corrected_letter_is_not_sent_either(
    app: Flask, browse: Browse, monkeypatch: pytest.MonkeyPatch, lack: Lacks, way: str
) -> None:
    world = cast.storhaug()
    (letter,) = decided(world, 1)
    goes_out(letter.decision, world.dag)
    made, the_round = corrects(letter.decision, world.dag), round_of(letter)
    compose = corrected_letters.compose_corrected
    for place in ("medvirkning.mail.corrected_letters", "medvirkning.web.letters.correcting"):
        monkeypatch.setattr(
            f"{place}.compose_corrected", lambda *args, **kwargs: taken_away(lack)(compose(*args, **kwargs))
        )
    content = corrected_letters.compose_corrected(made, notified=today())
    assert missing(content) == [lack]
    if way == "button":
        page = f"/storhaug/arbeid/vedtak/rettet/{made.id}/send"
        assert label(lack) in browse(world.dag).get(page).text
        assert browse(world.dag).post(page, {"digest": content.digest}).status == 422
    elif way == "batch":
        asks(the_round, world.dag)
        works()
    else:
        assert command(the_round, world.dag).exit_code != 0
    assert corrected_letters.letters_sent(letter.decision.application_id) == [letter]
