"""Letters about money that is claimed back: the advance notice, and the claim, which is a decision with its reasons.

Law keys: `advance_notice`, `conditions`, `reasons_content`, `notice`, `appeal`. Sending stops where a letter lacks
something.
"""

from dataclasses import replace
from datetime import date, datetime

from flask import current_app
from flask_babel import gettext as _

from medvirkning.follow_up import repaying
from medvirkning.follow_up.repayments import Repayment
from medvirkning.follow_up.words import RepaymentGround, RepaymentVerb
from medvirkning.grants.models import Application
from medvirkning.kernel.clock import oslo_date
from medvirkning.kernel.database import hold
from medvirkning.kernel.errors import Stale
from medvirkning.kernel.kroner import show
from medvirkning.kernel.laws import reference
from medvirkning.mail.language import speaking
from medvirkning.mail.letter_check import Lacks, lacking_whole
from medvirkning.mail.letter_content import Block, LetterContent, Passage, Says
from medvirkning.mail.letter_facts import LetterFacts, facts_of
from medvirkning.mail.letter_rights import rights
from medvirkning.mail.letter_voice import _you, day, weekday
from medvirkning.mail.letter_written import written
from medvirkning.mail.letters import write
from medvirkning.mail.repayment_words import CLAIM, IN_CLAIM, basis, ground_of, must_pay, payment, rights_of
from medvirkning.people.models import Person
from medvirkning.review.cases import decision_on
from medvirkning.review.quorum import Votes

NOTICE = "repayment_notice"  # the `outcome` of the letter, as `CLAIM` is of a claim's
HEAD = (Lacks.NUMBER, Lacks.DATE, Lacks.RECIPIENT, Lacks.DECISION, Lacks.AMOUNT, Lacks.DEADLINE, Lacks.LANGUAGE)
IN_NOTICE = (
    Says.REASONS, Says.REPAYMENT, Says.RULES, Says.PAPERS, Says.GUIDANCE, Says.CASE_OFFICER, Says.CONTACT,
)  # fmt: skip


def missing_in_repayment(content: LetterContent) -> list[Lacks]:
    """What such a letter lacks, in the order of `Lacks`; empty for a whole letter."""
    needed = (*IN_CLAIM, Says.ASKED_FIRST) if content.outcome == CLAIM else IN_NOTICE
    found = {lack for lack in HEAD if lacking_whole(lack, content)}
    found |= {Lacks(says.value) for says in needed if not content.said(says).strip()}
    return [lack for lack in Lacks if lack in found]


def notice(
    application: Application, *, ground: RepaymentGround, amount: int, reasons: str, answer_by: date, dated: date
) -> LetterContent:
    """The advance notice. Amount in whole kroner; `answer_by` stands where another letter has its deadline."""
    facts, plain = _letter(application, dated, "")
    people = facts.people
    values = {"amount": show(amount), "title": facts.title}
    with speaking(facts.language):
        why = Block(_you("Why do we write to you?", people), _why(ground, reasons))
        blocks = [why, basis(facts), _your_turn(facts, answer_by), *rights(facts)[1:3], _told_first(facts, dated)]
        return replace(
            plain,
            outcome=NOTICE,
            amount=amount,
            title=_("Advance notice: we may claim back %(amount)s kroner for %(title)s", **values),
            decision=_you("We consider claiming back money from you. Nothing is decided yet.", people),
            deadline=answer_by,
            deadline_text=weekday(answer_by),
            labels={**plain.labels, "deadline": _("Answer by"), "decision": _("Advance notice:")},
            blocks=_whole(blocks),
        )


def claim(made: Repayment, *, amount: int, reasons: str, due_on: date, by: Person, dated: date) -> LetterContent:
    """The decision that so much (whole kroner) is to be paid back by `due_on`, with the right to appeal."""
    application = made.acceptance.application
    facts, plain = _letter(application, dated, by.name)
    people, body = facts.people, facts.decided_by
    with speaking(facts.language):
        why = Block(_you("Why must you pay back?", people), _why(made.ground, reasons))
        pay = payment(facts, amount, due_on)
        return replace(
            plain,
            outcome=CLAIM,
            amount=amount,
            title=must_pay(facts, amount),
            decision=_you("%(body)s claims back money that was paid to you.", people, body=body) if body else "",
            blocks=_whole([why, _said_before(made, facts), basis(facts), pay, *rights_of(facts)]),
        )


def send_claim(
    made: Repayment, drawn: tuple[LetterContent, bytes], *, amount: int, reasons: str, due_on: date, by: Person,
    at: datetime, votes: Votes | None = None,
) -> None:  # fmt: skip
    """Decide the claim and send the letter that was `drawn` before the lock, with its PDF.

    Raises Stale where the letter has come to say something else since, as when the applicant has answered.
    """
    hold(made)
    made.LIFECYCLE.after(made.state, RepaymentVerb.CLAIM)
    hold(made.acceptance.application)
    content, pdf = drawn
    if claim(made, amount=amount, reasons=reasons, due_on=due_on, by=by, dated=oslo_date(at)) != content:
        raise Stale("letter")
    repaying.claim(
        made, amount=amount, reasons=reasons, due_on=due_on, content=content, pdf=pdf, votes=votes, by=by,
        at=at,
    )  # fmt: skip


def _letter(application: Application, dated: date, responsible: str) -> tuple[LetterFacts, LetterContent]:
    """The facts of the case's letter as of this day, and a letter of them whose head, foot and words are ours too."""
    decision = decision_on(application.id)
    assert decision is not None
    facts = replace(facts_of(decision, notified=dated), responsible=responsible, deviation="")
    address = f"{current_app.config['SETTINGS'].base_url}/soknad/{application.id}"
    return facts, write(facts, address)


def _why(ground: RepaymentGround, reasons: str) -> tuple[Passage, ...]:
    return (Passage(Says.REASONS, ground_of(ground)), *written(Says.REASONS, reasons))


def _your_turn(facts: LetterFacts, answer_by: date) -> Block:
    say = _you(
        "Sign in, and write what you think on the page of the application. Do it by %(day)s.",
        facts.people,
        day=weekday(answer_by),
    )
    read = _you("We read what you write before we decide. If we hear nothing, we decide on what we know.", facts.people)
    help_ = _you("We are glad to help you answer. It costs nothing.", facts.people)
    return Block(
        _you("You can say what you think", facts.people),
        (
            Passage(Says.DEADLINE, say),
            Passage(Says.WHAT_NOW, read, runs_on=True),
            Passage(Says.GUIDANCE, help_, runs_on=True),
        ),
    )


def _told_first(facts: LetterFacts, dated: date) -> Block:
    law = reference("advance_notice", dated).text(facts.language)
    text = _("That we tell you before we decide follows from %(law)s.", law=law)
    return Block(_("The rules we have used"), (Passage(Says.RULES, text),))


def _said_before(made: Repayment, facts: LetterFacts) -> Block:
    told = _you("We told you on %(day)s that we might claim money back.", facts.people,
                day=day(oslo_date(made.notified_at)))  # fmt: skip
    if made.answered_at:
        then = _you("You answered on %(day)s. We have read it and taken it into account.", facts.people,
                    day=day(oslo_date(made.answered_at)))  # fmt: skip
    else:
        then = _you("You did not answer.", facts.people)
    return Block(
        _("What has been said before"),
        (Passage(Says.ASKED_FIRST, told), Passage(Says.ASKED_FIRST, then, runs_on=True)),
    )


def _whole(blocks: list[Block]) -> tuple[Block, ...]:
    """The blocks without empty passages, and without those that then say nothing."""
    kept = (Block(each.heading, tuple(passage for passage in each.passages if passage)) for each in blocks)
    return tuple(each for each in kept if each.passages)
