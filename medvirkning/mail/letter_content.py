"""A decision letter as a value: everything that is read in it, in one written language, and nothing else.

The page and the PDF are made from this and from nothing beside it. Frozen as JSON when the letter is sent.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from medvirkning.kernel.content_digest import digest


class Says(StrEnum):
    """What a passage of a letter tells. The law asks for most of these by name (law keys in `letter_check`)."""

    THANKS = "thanks"
    GOOD = "good"  # what was good about what is refused
    REASONS = "reasons"
    CUT_REASONS = "cut_reasons"  # why less than was asked for
    MISSING_ITEMS = "missing_items"  # what was missing from an application that is not considered
    ASKED_FIRST = "asked_first"  # that it was asked for, or why not
    CRITERIA = "criteria"  # what it was measured by
    RULES = "rules"  # what the decision rests on, and who adopted it
    CONDITIONS = "conditions"
    ACCEPT = "accept"  # how to say yes, and by when
    PAYMENT = "payment"
    DO_NOW = "do_now"  # what else goes with it
    REPORT = "report"  # what is to be told afterwards, and by when
    REPAYMENT = "repayment"
    NEXT_TIME = "next_time"
    APPEAL = "appeal"
    DEADLINE = "deadline"
    HOW_TO_APPEAL = "how_to_appeal"
    APPEAL_BODY = "appeal_body"
    DEFERRED_EXECUTION = "deferred_execution"
    COSTS = "costs"
    PAPERS = "papers"
    GUIDANCE = "guidance"  # free help
    HELP = "help"  # where to meet somebody
    CASE_OFFICER = "case_officer"
    RESPONSIBLE = "responsible"
    CONTACT = "contact"
    AUTHORITY = "authority"  # who decided, on what authority, and why not as was recommended
    LAW = "law"
    STATEMENT = "statement"  # what the first body says of an appeal, to the appeal body
    WHAT_NOW = "what_now"
    NO_FURTHER_APPEAL = "no_further_appeal"
    CORRECTION = "correction"  # which letter is corrected, and what in it
    TIME_ANEW = "time_anew"  # whether the time to appeal begins anew


class Untranslated(StrEnum):
    """A text of the municipality's that goes into letters and is not written in this letter's language."""

    SCHEME_NAME = "scheme_name"
    ADOPTED_BY = "adopted_by"
    CRITERIA_ADOPTED_BY = "criteria_adopted_by"
    CONDITIONS = "conditions"
    HELP_TEXT = "help_text"


@dataclass(frozen=True, slots=True)
class Passage:
    """Some sentences on one matter, a list, or sentences that lead up to a list. No markup means anything in it.

    `runs_on` puts it in the paragraph of the passage before it, or its items in that passage's list.
    """

    says: Says
    text: str = ""
    items: tuple[str, ...] = ()
    runs_on: bool = False

    def __bool__(self) -> bool:
        return bool(self.text.strip() or any(item.strip() for item in self.items))


@dataclass(frozen=True, slots=True)
class Block:
    """A heading and what stands under it."""

    heading: str
    passages: tuple[Passage, ...]

    def paragraphs(self) -> list[tuple[str, tuple[str, ...]]]:
        """What stands under the heading as (text, list items), with passages that run on joined."""
        found: list[tuple[str, tuple[str, ...]]] = []
        for passage in filter(None, self.passages):
            if passage.runs_on and found and not (found[-1][1] and passage.text):
                text, items = found[-1]
                found[-1] = (f"{text} {passage.text}".strip(), (*items, *passage.items))
            else:
                found.append((passage.text, passage.items))
        return found


@dataclass(frozen=True, slots=True)
class LetterContent:
    """One letter. `amount` and `asked` in whole kroner; `amount` is None in a refusal. `labels` are the words of
    the letterhead and the foot; `address` is where the applicant finds the letter on the web.
    """

    language: str  # nb or nn
    outcome: str
    number: str
    dated: date | None  # the day the party is told; None in a draft
    dated_text: str
    deadline: date | None  # the last day to appeal
    deadline_text: str  # with the weekday
    municipality: str
    programme: str
    group: str
    recipient: tuple[str, ...]
    title: str
    decision: str
    amount: int | None
    asked: int
    blocks: tuple[Block, ...]
    signature: str
    address: str
    labels: dict[str, str] = field(hash=False)
    untranslated: tuple[Untranslated, ...] = ()
    corrects: date | None = None  # the day of the letter that this one corrects
    keeps_deadline: bool = False  # corrected, and the time to appeal is as it was

    def passages(self) -> Iterator[Passage]:
        """Every passage with something in it, in the letter's order."""
        return (passage for block in self.blocks for passage in block.passages if passage)

    def head(self) -> list[tuple[str, str]]:
        """What stands in the letterhead, as (key of `labels`, text)."""
        known = (("date", self.dated_text), ("number", self.number), ("deadline", self.deadline_text))
        return [(key, text) for key, text in known if text]

    def said(self, says: Says) -> str:
        """All that the letter tells of one matter, its lists too; empty when it is silent."""
        return "\n".join(
            part for passage in self.passages() if passage.says is says for part in (passage.text, *passage.items)
        )

    def to_json(self) -> dict[str, Any]:
        """The letter as plain JSON values; `from_json` gives an equal letter back."""
        named = (("dated", self.dated), ("deadline", self.deadline), ("corrects", self.corrects))
        return {**asdict(self), **{name: day.isoformat() if day else None for name, day in named}}

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "LetterContent":
        """The letter that `to_json` gave. Raises KeyError or TypeError for anything else."""
        return cls(
            **{
                **stored,
                "dated": _day(stored["dated"]),
                "deadline": _day(stored["deadline"]),
                "corrects": _day(stored.get("corrects")),
                "recipient": tuple(stored["recipient"]),
                "untranslated": tuple(Untranslated(text) for text in stored["untranslated"]),
                "blocks": tuple(
                    Block(block["heading"], tuple(_passage(passage) for passage in block["passages"]))
                    for block in stored["blocks"]
                ),
            }
        )

    @property
    def digest(self) -> str:
        """SHA-256 over all of it, the same on every machine."""
        return digest(self.to_json())


def _day(stored: str | None) -> date | None:
    return date.fromisoformat(stored) if stored else None


def _passage(stored: dict[str, Any]) -> Passage:
    return Passage(Says(stored["says"]), stored["text"], tuple(stored["items"]), stored["runs_on"])
