"""What letters about appeals say: title, the decision in a sentence, and the blocks, in the order they are read."""

from dataclasses import replace
from datetime import date

from flask_babel import gettext as _

from medvirkning.appeals.words import DismissalGround
from medvirkning.mail.letter_answer import answer, title, written
from medvirkning.mail.letter_content import Block, Passage, Says
from medvirkning.mail.letter_facts import LetterFacts
from medvirkning.mail.letter_rights import costs, costs_now, rights
from medvirkning.mail.letter_voice import _you, day, opening

Parts = tuple[str, str, list[Block]]


def dismissed(facts: LetterFacts, ground: DismissalGround | None, reasons: str) -> Parts:
    """The appeal is put aside: why, and how to appeal that."""
    why = (
        {
            DismissalGround.TOO_LATE: _("The appeal came after the deadline."),
            DismissalGround.NO_INTEREST: _("Only those whom a decision concerns can appeal it."),
            DismissalGround.INCOMPLETE: _("We asked for something that was missing, and it has not come."),
        }.get(ground)
        if ground
        else ""
    )
    block = Block(
        _("Why can't we look into it?"), (Passage(Says.REASONS, why or ""), *written(Says.REASONS, reasons))
    )  # fmt: skip
    sentence = _("%(body)s dismisses the appeal.", body=facts.decided_by) if facts.decided_by else ""
    return _("We can't look into the appeal about %(title)s", title=facts.title), sentence, [block, *rights(facts)]


def undone(facts: LetterFacts) -> Parts:
    """The dismissal is undone: why, and that the appeal is looked into."""
    people = facts.people
    sentence = _("%(body)s undoes the dismissal of the appeal.", body=facts.decided_by) if facts.decided_by else ""
    now = _you("We now look at the case again because of the appeal, and write to you when the answer is here.", people)
    help_ = _you("We are glad to explain how an appeal is handled. It costs nothing.", people)
    what = Block(_("What happens now?"), (Passage(Says.WHAT_NOW, now), Passage(Says.GUIDANCE, help_, runs_on=True)))
    name = _("We look into the appeal about %(title)s after all", title=facts.title)
    return name, sentence, [reasons_of(facts), what, *rights(facts)[1:]]


def dismissal_forwarded(facts: LetterFacts, statement: str) -> Parts:
    """The appeal against the dismissal goes on, with a copy of what we say of it."""
    title_, _sentence, blocks = forwarded(facts, statement)
    return title_, _("We have looked at the dismissal of the appeal again, and do not undo it."), blocks


def dismissal_final(facts: LetterFacts, outcome: str, decided_on: date) -> Parts:
    """What the appeal body decided about the dismissal. It goes no further."""
    named = {"body": facts.decided_by, "day": day(decided_on)}
    if outcome == "upheld":
        name = _("The dismissal of the appeal about %(title)s stands", title=facts.title)
        sentence = _("%(body)s decided on %(day)s that the dismissal of the appeal stands.", **named)
    else:
        name = _("We look into the appeal about %(title)s after all", title=facts.title)
        sentence = _("%(body)s undid the dismissal of the appeal on %(day)s. We now look into the appeal.", **named)
    blocks = [reasons_of(facts), ends(facts, outcome), *rights(facts)[1:]]
    return name, sentence if facts.decided_by else "", blocks


def changed(facts: LetterFacts, received_on: date) -> Parts:
    """Another answer than the first, from the same body."""
    sentence = _(
        "%(body)s has looked at the case again after the appeal of %(day)s, and changes the decision.",
        body=facts.decided_by,
        day=day(received_on),
    )
    return title(facts), sentence if facts.decided_by else "", [*_answer(facts), *rights_now(facts, rights(facts))]


def anew(facts: LetterFacts) -> Parts:
    """A new decision after the first was set aside."""
    sentence = _(
        "%(body)s has decided the application anew, after the first decision was set aside.", body=facts.decided_by
    )
    return title(facts), sentence if facts.decided_by else "", [*_answer(facts), *rights_now(facts, rights(facts))]


def forwarded(facts: LetterFacts, statement: str) -> Parts:
    """The appeal goes on, with a copy of what we say of it."""
    body, people = facts.appeal_body, facts.people
    heading = _("This is what we have written to the appeal body")
    now = opening(_("%(body)s now looks at the whole case, and decides.", body=body)) if body else ""
    more = _you(
        "If you want to say something about what we have written, send it to %(email)s. We send it on.",
        people,
        email=facts.contact_email,
    )
    tell = _you("We write to you when the answer is here.", people)
    help_ = _you("We are glad to explain how an appeal is handled. It costs nothing.", people)
    blocks = [
        Block(heading, tuple(written(Says.STATEMENT, statement))),
        Block(
            _("What happens now?"),
            (
                Passage(Says.APPEAL_BODY, now),
                Passage(Says.WHAT_NOW, more if facts.contact_email else "", runs_on=True),
                Passage(Says.WHAT_NOW, tell, runs_on=True),
                Passage(Says.GUIDANCE, help_, runs_on=True),
            ),
        ),
    ]
    name = _("We have sent the appeal about %(title)s on to %(body)s", title=facts.title, body=body)
    sentence = _("We have looked at the case again, and do not change the decision.")
    return name, sentence, [*blocks, *rights(facts)[1:]]


def final(facts: LetterFacts, outcome: str, decided_on: date) -> Parts:
    """What the appeal body decided. It goes no further."""
    named = {"body": facts.decided_by, "day": day(decided_on)}
    match outcome:
        case "upheld":
            name = _("The decision about %(title)s stands", title=facts.title)
            sentence = _("%(body)s decided on %(day)s that the decision stands.", **named)
            blocks = [reasons_of(facts)]
        case "set_aside":
            name = _("The decision about %(title)s is set aside", title=facts.title)
            sentence = _("%(body)s set the decision aside on %(day)s. We decide the application anew.", **named)
            blocks = [reasons_of(facts)]
        case _:
            name = title(facts)
            sentence = _("%(body)s changed the decision on %(day)s.", **named)
            blocks = _answer(facts)
    return name, sentence if facts.decided_by else "", [*blocks, ends(facts, outcome), *rights(facts)[1:]]


def _answer(facts: LetterFacts) -> list[Block]:
    """The blocks of an answer, its reasons under a heading that fits whoever gave them."""
    first, *rest = [block for block in answer(facts) if block.heading]  # the thanks and praise of a no have none
    return [Block(_("Reasons"), first.passages), *rest]


def rights_now(facts: LetterFacts, told_of: list[Block]) -> list[Block]:
    """The rights, with the costs of a change that this letter tells of."""
    told = {Says.COSTS: costs_now(facts)}
    first, *rest = told_of
    passages = (replace(each, text=told.get(each.says, each.text)) for each in first.passages)
    return [Block(first.heading, tuple(passages)), *rest]


def reasons_of(facts: LetterFacts) -> Block:
    """Why, in the words of whoever decided."""
    return Block(_("Reasons"), tuple(written(Says.REASONS, facts.reasons)))


def ends(facts: LetterFacts, outcome: str) -> Block:
    """That it goes no further, and who may still help."""
    people = facts.people
    no_further = _("The appeal body's decision can't be appealed.")
    ombud = _you(
        "If you think that you have been wronged, you can write to Sivilombudet, the Parliamentary Ombud.", people
    )
    help_ = _you("We are glad to explain what the decision means. It costs nothing.", people)
    return Block(
        _("It ends here"),
        (
            Passage(Says.NO_FURTHER_APPEAL, no_further),
            Passage(Says.WHAT_NOW, ombud, runs_on=True),
            Passage(Says.GUIDANCE, help_, runs_on=True),
            Passage(Says.COSTS, _costs_at_the_end(facts, outcome)),
        ),
    )


def _costs_at_the_end(facts: LetterFacts, outcome: str) -> str:
    if outcome == "upheld":
        return ""
    return costs(facts) if outcome == "set_aside" else costs_now(facts)
