"""The form of a corrected letter: what is corrected, the letter's own parts to write in, and the time to appeal."""

from typing import Any

import wtforms
from flask_babel import lazy_gettext as _l

from medvirkning.mail.letter_check import Lacks
from medvirkning.mail.letter_content import LetterContent, Says
from medvirkning.mail.letter_parts import Part, parts
from medvirkning.review.corrected_letters import CorrectedLetter
from medvirkning.review.correction_words import MOST_WHAT, CorrectionWord
from medvirkning.review.words import MOST_REASONS
from medvirkning.web.fields import choices, long_text, needed
from medvirkning.web.forms import Form
from medvirkning.web.labels.lookup import LABELS

AT_FIELD = {CorrectionWord.WHAT_MISSING: "what"}
FIRST = (None, Says.GOOD, Says.REASONS, Says.CUT_REASONS)  # what people write, and what is most often wrong
ANEW, AS_IT_WAS = "anew", "as_it_was"
WORDS = {
    None: _l("Who the letter is to, one line each"),
    Says.THANKS: _l("The first words"),
    Says.GOOD: _l("What was good about the application"),
    Says.CRITERIA: _l("What the application was measured by"),
    Says.DO_NOW: _l("What else goes with it"),
    Says.NEXT_TIME: _l("About the next time"),
    Says.HELP: _l("Where to meet somebody"),
    Says.AUTHORITY: _l("On what authority it was decided"),
    Says.LAW: _l("Where in the law it stands"),
    Says.WHAT_NOW: _l("What happens now"),
}


class CorrectionForm(Form):
    """What is corrected, and whether the time to appeal begins anew. The parts of the letter are added to it."""

    version = wtforms.HiddenField()
    what = long_text(_l("What is corrected?"), most=MOST_WHAT)
    restarts = wtforms.RadioField(
        _l("Does the time to appeal begin anew?"),
        [needed(_l("Choose whether the time to appeal begins anew"))],
        choices=choices((ANEW, _l("Yes, it begins anew")), (AS_IT_WAS, _l("No, it is only a slip of the pen"))),
        default=ANEW,
    )
    of: tuple[Part, ...] = ()

    def said(self) -> dict[str, Any]:
        """What is corrected, as the action takes it."""
        version = str(self.version.data or "")
        return {
            "what": self.what.data or "",
            "restarts": self.restarts.data != AS_IT_WAS,
            "version": int(version) if version.isdecimal() else None,
        }

    def texts(self) -> dict[str, str]:
        """What each part of the letter says now."""
        return {part.key: self[_name(part)].data or "" for part in self.of}

    def first(self) -> list[Any]:
        """The fields that stand open."""
        return [self[_name(part)] for part in self.of if part.says in FIRST]

    def rest(self) -> list[Any]:
        """The fields of the rest of the letter."""
        return [self[_name(part)] for part in self.of if part.says not in FIRST]


def correction_form(before: LetterContent, written: CorrectedLetter | None) -> CorrectionForm:
    """The form over what was sent last; with what has been written already, where there is something."""
    of = tuple(parts(before))
    kept = {} if written is None else written.texts
    values: dict[str, Any] = {_name(part): kept.get(part.key, part.text) for part in of}
    if written is not None:
        restarts = ANEW if written.restarts else AS_IT_WAS
        values |= {"version": str(written.version), "what": written.what, "restarts": restarts}
    fields = {_name(part): long_text(_word(part), most=MOST_REASONS) for part in of}
    made: CorrectionForm = type("LetterForm", (CorrectionForm,), {**fields, "of": of})(**values)
    return made


def _word(part: Part) -> Any:
    return WORDS.get(part.says) or LABELS[Lacks, Lacks(str(part.says))]


def _name(part: Part) -> str:
    return f"part_{part.key}".replace("-", "_")
