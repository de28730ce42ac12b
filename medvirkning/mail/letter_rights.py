"""What everybody who gets a decision must be told: how to appeal, see the papers, get help, and what the law is.

No section of law is written here: `kernel/laws.py` knows which act is in force on the letter's day.
"""

from datetime import date

from flask_babel import gettext as _

from medvirkning.grants.words import DecidingMode
from medvirkning.kernel.kroner import show
from medvirkning.kernel.laws import NotInForce, reference
from medvirkning.mail.letter_content import Block, Passage, Says
from medvirkning.mail.letter_facts import LetterFacts
from medvirkning.mail.letter_voice import _you, weekday


def rights(facts: LetterFacts) -> list[Block]:
    """The blocks that follow the answer, alike in all letters."""
    return [_appeal(facts), _papers(facts), _questions(facts), _law(facts)]


def _appeal(facts: LetterFacts) -> Block:
    people, number, email = facts.people, facts.number, facts.contact_email
    deadline = deadline_told(facts.deadline, people) if facts.deadline else ""
    how = _you(
        "Appeal on the page of the case, where this letter is, or write to %(email)s. Give the case number %(number)s, "
        "and say what you want changed and, if you like, why.",
        people,
        email=email,
        number=number,
    )
    body = _(
        "We look at the case again first. If we do not change the decision, the appeal is decided by %(body)s.",
        body=facts.appeal_body,
    )
    return Block(
        _you("You can appeal", people),
        (
            Passage(Says.APPEAL, _you("If you disagree with the decision, you can appeal.", people)),
            Passage(Says.DEADLINE, deadline, runs_on=True),
            Passage(Says.HOW_TO_APPEAL, how if email and number else "", runs_on=True),
            Passage(
                Says.GUIDANCE,
                _you("We are glad to help you write the appeal. It costs nothing.", people),
                runs_on=True,
            ),
            Passage(Says.APPEAL_BODY, body if facts.appeal_body else ""),
            Passage(
                Says.DEFERRED_EXECUTION,
                _you("You can ask us not to put the decision into effect before the appeal is decided.", people),
                runs_on=True,
            ),
            Passage(Says.COSTS, costs(facts), runs_on=True),
        ),
    )


def deadline_told(last_day: date, people: int) -> str:
    """The last day to appeal, as a letter tells of it."""
    return _you("The deadline is %(day)s. It is enough to send the appeal that day.", people, day=weekday(last_day))


def costs(facts: LetterFacts) -> str:
    """The right to have costs covered, with its own deadline (law key `costs`)."""
    return _you(
        "If the decision is changed in your favour, you can have substantial costs that were needed covered. "
        "You must ask for it within three weeks of hearing about the change.",
        facts.people,
    )


def costs_now(facts: LetterFacts) -> str:
    """The same right in a letter that itself tells of the change: the three weeks count from it."""
    return _you(
        "If the change is in your favour, you can have substantial costs that were needed to bring it about covered. "
        "You must ask for it within three weeks of getting this letter.",
        facts.people,
    )


def _papers(facts: LetterFacts) -> Block:
    text = _you("You have a right to see the documents in the case. Ask us, and we send them to you.", facts.people)
    return Block(_you("You can see the papers in the case", facts.people), (Passage(Says.PAPERS, text),))


def _questions(facts: LetterFacts) -> Block:
    email, phone = facts.contact_email, facts.contact_phone
    contact = _("Write to %(email)s, and give the case number.", email=email)
    if phone:
        contact = _("Write to %(email)s or call %(phone)s, and give the case number.", email=email, phone=phone)
    officer = _("Your case officer is %(name)s.", name=facts.case_officer)
    responsible = _(
        "%(name)s is responsible for the decision on behalf of %(body)s.",
        name=facts.responsible,
        body=facts.decided_by,
    )
    return Block(
        _you("Do you have questions?", facts.people),
        (
            Passage(Says.HELP, facts.help_text),
            Passage(Says.CONTACT, contact if facts.contact_email else "", runs_on=True),
            Passage(Says.CASE_OFFICER, officer if facts.case_officer else ""),
            Passage(Says.RESPONSIBLE, responsible if facts.responsible and facts.decided_by else "", runs_on=True),
        ),
    )


def _law(facts: LetterFacts) -> Block:
    act = reference("individual_decision", facts.dated or facts.decided_on)
    rests_on = _(
        "The decision rests on the rules for %(scheme)s (%(adopted)s) and on %(act)s.",
        scheme=facts.scheme,
        adopted=facts.adopted_by,
        act=act.act_nn if facts.language == "nn" else act.act_nb,
    )
    return Block(
        _("The rules we have used"),
        (
            Passage(Says.RULES, rests_on if facts.scheme and facts.adopted_by else ""),
            Passage(Says.AUTHORITY, _authority(facts)),
            Passage(Says.LAW, _sections(facts), runs_on=True),
            Passage(Says.LAW, _waiting(facts), runs_on=True),
        ),
    )


def _authority(facts: LetterFacts) -> str:
    """Who made the decision and on what authority; and why, where it is not what the group recommended."""
    if not (facts.responsible and facts.group):
        return ""
    values = {"name": facts.responsible, "group": facts.group, "municipality": facts.municipality}
    if facts.mode is DecidingMode.ELECTED:
        law = reference("committee", facts.dated or facts.decided_on)
        return _("%(group)s is elected to decide such cases (%(law)s).", law=law.text(facts.language), **values)
    if facts.mode is DecidingMode.CONFIRMS:
        return _(
            "%(group)s made the list, and %(name)s has confirmed it for %(municipality)s, on delegated authority.",
            **values,
        )
    made = _(
        "%(name)s decided for %(municipality)s, on delegated authority, after advice from %(group)s.",
        **values,
    )
    if not facts.deviation:
        return made
    advised = _("The group recommended %(amount)s kroner.", amount=show(facts.advised or 0))
    why = _("This is why it was decided otherwise:")
    return f"{made} {advised} {why} {facts.deviation}"


def _sections(facts: LetterFacts) -> str:
    """Where in the act each right stands, on the letter's day."""
    on = facts.dated or facts.decided_on
    places = {key: reference(key, on) for key in ("reasons_content", "appeal", "appeal_deadline", "party_access")}
    act = places["appeal"]
    return _(
        "In %(act)s you find reasons in %(reasons)s, appeals in %(appeal)s, the deadline in %(deadline)s, "
        "access to papers in %(access)s, guidance in %(guidance)s and costs in %(costs)s.",
        act=act.act_nn if facts.language == "nn" else act.act_nb,
        reasons=places["reasons_content"].section,
        appeal=act.section,
        deadline=places["appeal_deadline"].section,
        access=places["party_access"].section,
        guidance=reference("guidance", on).section,
        costs=reference("costs", on).section,
    )


def _waiting(facts: LetterFacts) -> str:
    """Where the act says that a decision can wait; nothing where the act in force is not known to."""
    try:
        place = reference("deferred_execution", facts.dated or facts.decided_on)
    except NotInForce:
        return ""
    return _("That a decision can wait until the appeal is decided is in %(section)s.", section=place.section)
