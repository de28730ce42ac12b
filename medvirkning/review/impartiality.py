"""What is right when somebody may be disqualified: ties that fit an applicant, who settles a doubt, who steps in.

Pure. The law by key: `disqualification_decided_by`, `substitute`, `disqualification_elected`.
"""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from medvirkning.kernel.errors import Objection
from medvirkning.kernel.plain_text import blank
from medvirkning.review.words import DeclarationAnswer, Doubt, Ground, HintKind, Part, TieRole

TIE_GROUND = {
    TieRole.LEADS: Ground.BOARD,
    TieRole.BOARD: Ground.BOARD,
    TieRole.DEPUTY: Ground.CLOSE,
    TieRole.EMPLOYEE: Ground.CLOSE,
    TieRole.OWNER: Ground.CLOSE,
    TieRole.MEMBER: Ground.CLOSE,
    TieRole.FAMILY: Ground.CLOSE,
}
PART_HINT = {Part.HELPED: (HintKind.HELPED, Ground.HELPED), Part.PREPARED: (HintKind.PREPARED, Ground.PREPARED)}
RENEWED_EVERY = 6  # months

# What says how an organisation is run, not which it is; and what is written in more than one way.
_FORMS = frozenset({"as", "asa", "sa", "ba", "da", "ans", "enk", "demo", "stiftelsen", "stiftinga"})
_SAME = {
    "il": "idrettslag",
    "idrottslag": "idrettslag",
    "vel": "velforening",
    "velforeininga": "velforening",
    "velforeining": "velforening",
    "velforeningen": "velforening",
    "velforeninga": "velforening",
    "brl": "borettslag",
    "burettslag": "borettslag",
    "foreining": "forening",
    "foreininga": "forening",
    "foreningen": "forening",
    "foreninga": "forening",
}
_WORD = re.compile(r"[^\W_]+")
_SURE_ALONE = 6  # letters of a single word that tells which organisation it is


@dataclass(frozen=True, slots=True)
class Hint:
    """That somebody may be disqualified in a case, and why one thinks so. `ground` is the one it points to."""

    kind: HintKind
    person_id: UUID
    ground: Ground
    name: str = ""  # of the organisation, or as the register has the person
    role: TieRole | None = None


@dataclass(frozen=True, slots=True)
class Panel:
    """Who settles a doubt. `least` votes make a quorum; with `all_take_part`, those in doubt vote too."""

    voters: frozenset[UUID]
    all_take_part: bool
    least: int


def renewal_due(looked_over: date | None, on: date) -> bool:
    """Whether it is half a year since somebody looked over their ties, or they never have."""
    if looked_over is None:
        return True
    months = looked_over.month + RENEWED_EVERY
    year, month = looked_over.year + (months - 1) // 12, (months - 1) % 12 + 1
    return (on.year, on.month, on.day) >= (year, month, looked_over.day)


def same_organisation(number: str | None, name: str, *, applicant_number: str | None, applicant_name: str) -> bool:
    """Whether a tie is to the applicant: the numbers agree, or, where one is lacking, the names do, loosely."""
    if number and applicant_number:
        return number == applicant_number
    return _same_words(_words(name), _words(applicant_name))


def same_person(name: str, registered: str) -> bool:
    """Whether two names may be one person's: the first names and the last of the shorter one are in the other."""
    mine, theirs = _plain(name), _plain(registered)
    fewer, more = sorted((mine, theirs), key=len)
    return len(fewer) >= 2 and set(fewer) <= set(more)


def panel(group: Collection[UUID], *, out: Collection[UUID], in_doubt: Collection[UUID]) -> Panel:
    """Who settles the doubts of one case (`disqualification_decided_by`).

    None of those in doubt takes part, neither about themselves nor about each other, unless the others are too few
    for a quorum: then all of the group do.
    """
    everyone = frozenset(group)
    least = max((len(everyone) + 1) // 2, 1)
    others = everyone - frozenset(out) - frozenset(in_doubt)
    return Panel(others, False, least) if len(others) >= least else Panel(everyone, True, least)


def may_settle(
    answer: DeclarationAnswer, ground: Ground | None, *, votes_in: int, votes_out: int, text: str, by: Panel
) -> list[Objection]:
    """A settlement as it may be written down: it follows the votes, and the one who leads breaks a tie."""
    law, votes, found = "disqualification_decided_by", votes_in + votes_out, []
    if votes > len(by.voters):
        found.append(Objection(Doubt.TOO_MANY_VOTES, law, most=len(by.voters)))
    elif votes < by.least:
        found.append(Objection(Doubt.TOO_FEW_VOTES, law, least=by.least))
    elif (votes_out > votes_in) if answer is DeclarationAnswer.NO else (votes_in > votes_out):
        found.append(Objection(Doubt.AGAINST_THE_VOTES, law))
    if answer is DeclarationAnswer.YES and ground is None:
        found.append(Objection(Doubt.GROUND_MISSING, "disqualification"))
    if blank(text):
        found.append(Objection(Doubt.TEXT_MISSING, law))
    return found


def may_step_in(
    *, member_is_out: bool, is_substitute: bool, substitute_is_out: bool, seat_taken: bool, called_in: bool
) -> list[Objection]:
    """A substitute steps in for one member who is out, and isn't out of the case themselves (`substitute`)."""
    law = "substitute"
    stands = (
        (not member_is_out, Doubt.MEMBER_IS_IN),
        (not is_substitute, Doubt.NO_SUBSTITUTE),
        (substitute_is_out, Doubt.SUBSTITUTE_IS_OUT),
        (seat_taken, Doubt.SEAT_TAKEN),
        (called_in, Doubt.CALLED_IN_ALREADY),
    )
    return [Objection(code, law) for stops, code in stands if stops]


def may_vote(*, prepared: bool, elected: bool) -> list[Objection]:
    """Who prepared the case as an employee has no vote in it in an elected committee (`disqualification_elected`)."""
    return [Objection(Doubt.PREPARED_THE_CASE, "disqualification_elected")] if prepared and elected else []


def _words(name: str) -> frozenset[str]:
    return frozenset(_SAME.get(word, word) for word in _plain(name)) - _FORMS


def _same_words(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    fewer, more = sorted((mine, theirs), key=len)
    if not fewer or not fewer <= more:
        return False
    return fewer == more or len(fewer) > 1 or len(min(fewer)) >= _SURE_ALONE


def _plain(text: str) -> list[str]:
    """The words of a name in lower case."""
    return _WORD.findall(unicodedata.normalize("NFC", text).casefold())
