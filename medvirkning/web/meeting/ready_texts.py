"""Ready texts on the page where a case is decided: which are offered at which field, and putting one in."""

from dataclasses import dataclass, field
from uuid import UUID

from medvirkning.grants.models import Application
from medvirkning.kernel.errors import Objection
from medvirkning.review.library import texts_for
from medvirkning.review.library_rules import FIELD, fits_in, may_insert, put_in
from medvirkning.review.library_texts import LibraryText
from medvirkning.review.library_words import LibraryWord, TextKind
from medvirkning.review.words import MOST_REASONS, Outcome
from medvirkning.web.labels.lookup import sentence
from medvirkning.web.meeting.forms import DecisionForm


@dataclass(frozen=True)
class Ready:
    """The ready texts for one case, by what they are for. `language` is the application's."""

    language: str
    texts: dict[UUID, LibraryText] = field(default_factory=dict)

    def of(self, kind: str) -> list[LibraryText]:
        """Those of one kind."""
        return [one for one in self.texts.values() if one.kind == kind]

    def field(self, kind: str) -> str:
        """The field they go in."""
        return FIELD[TextKind(kind)]

    def insert(self, form: DecisionForm, asked: str) -> None:
        """Put the text that was asked for (its id) after what is written in its field, or say why not."""
        one = next((each for key, each in self.texts.items() if str(key) == asked), None)
        if one is None:
            return form.object_to("reasons", sentence(LibraryWord.IS_RETIRED, {}))
        outcome = {each.value: each for each in Outcome}.get(form.outcome.data or "")
        wrong = may_insert(one.kind, one.text, retired=False, outcome=outcome, language=self.language)
        if wrong:
            return _object(form, FIELD[one.kind], wrong)
        into = form[FIELD[one.kind]]
        whole = put_in(into.data or "", one.text.text(self.language), one.kind)
        if wrong := fits_in(whole, most=MOST_REASONS):
            return _object(form, FIELD[one.kind], wrong)
        into.data = whole
        return None


def ready_for(application: Application) -> Ready:
    """What the library has for this case."""
    return Ready(application.language, {one.id: one for one in texts_for(application)})


def _object(form: DecisionForm, at: str, wrong: list[Objection]) -> None:
    for each in wrong:
        where = "outcome" if each.code in (LibraryWord.OUTCOME_FIRST, LibraryWord.DOES_NOT_FIT) else at
        form.object_to(where, sentence(each.code, each.facts))
