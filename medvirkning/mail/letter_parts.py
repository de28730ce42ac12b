"""A letter taken apart, for a person to correct, and put together again. Only what is changed is another than it was.

The title, the decision, the amounts in the box, the number and the deadline are not among the parts: what was decided
is not corrected here, and the deadline is counted.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from medvirkning.mail.letter_content import Block, LetterContent, Passage, Says
from medvirkning.mail.letter_written import written

RECIPIENT = "recipient"
COUNTED = (Says.DEADLINE, Says.CORRECTION, Says.TIME_ANEW)  # made anew in each corrected letter


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a letter as one can edit it: where it stands, what it tells (None for the recipient), its words."""

    key: str
    says: Says | None
    heading: str
    text: str


def parts(content: LetterContent) -> list[Part]:
    """Everything in a letter that can be corrected, in the letter's order."""
    found = [Part(RECIPIENT, None, "", "\n".join(content.recipient))]
    for key, block, run in _runs(content):
        if run[0].says not in COUNTED:
            found.append(Part(key, run[0].says, block.heading, _as_text(run)))
    return found


def changed(content: LetterContent, texts: Mapping[str, str]) -> dict[str, str]:
    """Those of the texts, by their parts' keys, that say something else than the letter does."""
    before = {part.key: part.text for part in parts(content)}
    return {key: text for key, text in texts.items() if key in before and text.split() != before[key].split()}


def with_texts(content: LetterContent, texts: Mapping[str, str]) -> LetterContent:
    """The letter with these texts in place of its own, by their parts' keys; what is not named stays as it was."""
    blocks: dict[int, list[Passage]] = {place: [] for place in range(len(content.blocks))}
    for key, _block, run in _runs(content):
        text = texts.get(key)
        blocks[int(key.partition("-")[0])] += run if text is None else _rewritten(run, text)
    recipient = content.recipient
    if RECIPIENT in texts:
        recipient = tuple(line.strip() for line in texts[RECIPIENT].splitlines() if line.strip())
    made = tuple(Block(block.heading, tuple(blocks[place])) for place, block in enumerate(content.blocks))
    return replace(content, recipient=recipient, blocks=tuple(block for block in made if block.passages))


def _runs(content: LetterContent) -> Iterator[tuple[str, Block, list[Passage]]]:
    """What each block tells, matter by matter: a key that stays the same, the block, and the passages."""
    for place, block in enumerate(content.blocks):
        for number, (_says, run) in enumerate(groupby(block.passages, key=lambda passage: passage.says)):
            yield f"{place}-{number}", block, list(run)


def _as_text(run: list[Passage]) -> str:
    return "\n\n".join("\n".join(filter(None, (each.text, *(f"– {item}" for item in each.items)))) for each in run)


def _rewritten(run: list[Passage], text: str) -> list[Passage]:
    made = written(run[0].says, text)
    return [replace(passage, runs_on=run[0].runs_on) if place == 0 else passage for place, passage in enumerate(made)]
