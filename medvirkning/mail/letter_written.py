"""What a person wrote, as it stands in a letter."""

import re

from medvirkning.mail.letter_content import Passage, Says
from medvirkning.mail.letter_voice import SPACE

THOUSANDS = re.compile(r"(?<=[0-9]) (?=[0-9]{3}(?![0-9]))")


def written(says: Says, text: str) -> list[Passage]:
    """What a person wrote, as passages: a blank line parts paragraphs, lines that begin with a dash are a list.

    Thousands are kept together, so that `5 000` never breaks over two lines.
    """
    passages = []
    for paragraph in THOUSANDS.sub(SPACE, text.replace("\r\n", "\n")).split("\n\n"):
        lines = [line.strip() for line in paragraph.splitlines() if line.strip()]
        items = tuple(line[1:].strip() for line in lines if line[0] in "-–•*" and line[1:].strip())
        lead = " ".join(line for line in lines if not (line[0] in "-–•*" and line[1:].strip()))
        passages.append(Passage(says, lead, items))
    return [passage for passage in passages if passage]
