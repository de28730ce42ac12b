"""What goes with the money, in a letter that grants some: the conditions, what to do now, and when it is paid back."""

from flask_babel import gettext as _
from flask_babel import ngettext

from medvirkning.grants.awarded import payments, report_due
from medvirkning.grants.scheme_words import PaymentWay
from medvirkning.kernel import kroner
from medvirkning.mail.letter_content import Block, Passage, Says
from medvirkning.mail.letter_facts import LetterFacts
from medvirkning.mail.letter_voice import _you, day, weekday


def duties(facts: LetterFacts) -> list[Block]:
    """The blocks of a grant's letter that follow the reasons."""
    return [_conditions(facts), _do_now(facts), _repayment(facts)]


def _conditions(facts: LetterFacts) -> Block:
    use = _you("Use the money for %(title)s, as you described it in the application.", facts.people, title=facts.title)
    ahead = facts.ends_on is not None and facts.ends_on >= (facts.dated or facts.decided_on)
    finish = _("Finish by %(day)s.", day=day(facts.ends_on)) if ahead else ""
    lead = _you("You get the money on these conditions:", facts.people)
    items = tuple(item for item in (use, finish, *facts.conditions) if item)
    return Block(_("This goes with the money"), (Passage(Says.CONDITIONS, lead, items),))


def _do_now(facts: LetterFacts) -> Block:
    change = _you("Tell us before you change the time, the place, the budget or the plan.", facts.people)
    told = ((Says.ACCEPT, _accept(facts)), (Says.PAYMENT, _payment(facts)), (Says.DO_NOW, change))
    items = [
        Passage(says, items=(text,), runs_on=True) for says, text in (*told, (Says.REPORT, _report(facts))) if text
    ]
    return Block(_you("This is what you must do", facts.people), tuple(items))


def _accept(facts: LetterFacts) -> str:
    if facts.accept_by is None:
        return ""
    return _you(
        "Sign in, and say yes to the grant and the conditions on the page of the application. Do it by %(day)s.",
        facts.people,
        day=weekday(facts.accept_by),
    )


def _payment(facts: LetterFacts) -> str:
    if facts.payment is not PaymentWay.ADVANCE:
        return f"{_against_receipts(facts)} {_account(facts)}"
    if not facts.account_ends_in:
        return _you("Say which account the money is to go to when you say yes. We pay when that is done.", facts.people)
    return _you(
        "When you have said yes, we pay to the account that ends in %(last)s. Check that it is right.",
        facts.people,
        last=facts.account_ends_in,
    )


def _against_receipts(facts: LetterFacts) -> str:
    first, _rest = payments(facts.amount, facts.payment, facts.first_share)
    if not first:
        return _you("We pay against your receipts, when we have approved the report.", facts.people)
    return _you(
        "When you have said yes, we pay %(first)s kroner, and the rest against your receipts when we have approved "
        "the report.",
        facts.people,
        first=kroner.show(first),
    )


def _account(facts: LetterFacts) -> str:
    if not facts.account_ends_in:
        return _you("Say which account the money is to go to when you say yes.", facts.people)
    return _("The money goes to the account that ends in %(last)s. Check that it is right.", last=facts.account_ends_in)


def _report(facts: LetterFacts) -> str:
    more = [_("An auditor must approve the accounts.")] if facts.audited else []
    more += [_("Two people must vouch for the report.")] if facts.second_signer else []
    return " ".join([_report_by(facts), *more])


def _report_by(facts: LetterFacts) -> str:
    if facts.ends_on is None and not facts.report_day:
        return ngettext(
            "Keep the receipts, and send a short report and accounts within %(num)d month after it is done.",
            "Keep the receipts, and send a short report and accounts within %(num)d months after it is done.",
            facts.report_months,
        )
    told_on = facts.dated or facts.decided_on
    last = report_due(max(facts.ends_on or told_on, told_on), months=facts.report_months, day=facts.report_day)
    return _("Keep the receipts, and send a short report and accounts by %(day)s.", day=weekday(last))


def _repayment(facts: LetterFacts) -> Block:
    back = _you("If the money is not used as the decision says, you must pay it back.", facts.people)
    rest = _("That goes for money that is left over, too, and where no report comes.")
    warned = _you("Before we claim anything back, we tell you, and you can say what you think.", facts.people)
    return Block(_("If the money is not used"), (Passage(Says.REPAYMENT, f"{back} {rest} {warned}"),))
