"""Which moves the page of a contribution offers, and which of them is the one to make now."""

from dataclasses import dataclass

from medvirkning.contributions.models import Contribution
from medvirkning.contributions.rules import objections_to_starting
from medvirkning.contributions.words import ContributionState as State
from medvirkning.contributions.words import ContributionVerb as Verb
from medvirkning.web.inbox.chosen import case_url
from medvirkning.web.labels.lookup import label

PRESSED = {  # one press is enough; the rest have a page of their own
    "publiser": Verb.PUBLISH,
    "se-pa": Verb.CONSIDER,
    "i-gang": Verb.START,
    "publiser-igjen": Verb.REPUBLISH,
}
PAGES = {Verb.HIDE: "hide", Verb.ANSWER: "answer", Verb.FINISH: "finish"}
FIRST = {
    State.RECEIVED: Verb.PUBLISH,
    State.PUBLISHED: Verb.ANSWER,
    State.CONSIDERED: Verb.ANSWER,
    State.ANSWERED: Verb.START,
    State.IN_PROGRESS: Verb.FINISH,
    State.HIDDEN: Verb.REPUBLISH,
}
ICONS = {
    Verb.PUBLISH: "checkmark",
    Verb.CONSIDER: "cog",
    Verb.ANSWER: "paperplane-fill",
    Verb.START: "arrow-right",
    Verb.FINISH: "checkmark-circle",
    Verb.HIDE: "eye-slash",
    Verb.REPUBLISH: "arrow-undo",
}


@dataclass(frozen=True)
class Move:
    """One button. `pressed` is posted where it stands; otherwise it leads to a page with a form."""

    verb: Verb
    text: str
    href: str
    pressed: bool
    first: bool
    icon: str


def moves(contribution: Contribution) -> list[Move]:
    """What can be done now by the lifecycle and the rules, the first thing first and hiding last."""
    first = FIRST.get(contribution.state)
    declined = bool(objections_to_starting(contribution.outcome))
    verbs = [verb for verb in ICONS if contribution.may(verb) and not (declined and verb in (Verb.START, Verb.FINISH))]
    return [_move(contribution, verb, verb is first) for verb in sorted(verbs, key=lambda verb: verb is not first)]


def _move(contribution: Contribution, verb: Verb, first: bool) -> Move:
    word = next((word for word, pressed in PRESSED.items() if pressed is verb), None)
    href = case_url(contribution, "act", word=word) if word else case_url(contribution, PAGES[verb])
    return Move(verb, label(verb), href, word is not None, first, ICONS[verb])
