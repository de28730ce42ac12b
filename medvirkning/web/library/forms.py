"""The form of a ready text: what it is for, where it belongs, and its words in both languages."""

from typing import Any

import wtforms
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.fields.choices import SelectChoice

from medvirkning.grants.queries import criteria_sets, schemes_of
from medvirkning.grants.schemes import Scheme
from medvirkning.kernel.localized import Localized
from medvirkning.people.models import Person
from medvirkning.programmes.models import Programme
from medvirkning.review.library_texts import LibraryText
from medvirkning.review.library_words import MOST_NAME, MOST_TEXT, LibraryWord, TextKind
from medvirkning.web.fields import choices, long_text, needed, text
from medvirkning.web.forms import Form
from medvirkning.web.labels.lookup import LABELS

AT_FIELD = {LibraryWord.NAME_MISSING: "name", LibraryWord.TEXT_MISSING: "text_nb"}
BETWEEN = " "


class TextForm(Form):
    """A ready text. `belongs` is empty for all schemes, else a scheme's address and perhaps a criterion's key."""

    version = wtforms.HiddenField()
    kind = wtforms.RadioField(
        _l("What is the text for?"),
        [needed(_l("Choose what the text is for"))],
        choices=choices(*((kind.value, LABELS[TextKind, kind]) for kind in TextKind)),
    )
    name = text(_l("A short name"), most=MOST_NAME, hint=_l("Only you who work here see it."))
    text_nb = long_text(_l("The text"), most=MOST_TEXT)
    text_nn = long_text(_l("The text"), most=MOST_TEXT)
    belongs = wtforms.SelectField(_l("Where is it offered?"), default="")

    @property
    def written(self) -> Localized:
        """The text as it was written, in the languages it was written in."""
        return Localized.written({"nb": self.text_nb.data, "nn": self.text_nn.data})


def text_form(programme: Programme, one: LibraryText | None = None) -> TextForm:
    """The form, filled with a text that is to be changed; with this programme's schemes and their criteria."""
    if one is None:
        form = TextForm()
    else:
        written = {f"text_{language}": words for language, words in one.text}
        form = TextForm(version=str(one.version), kind=one.kind.value, name=one.name, belongs=_place_of(one), **written)
    places = [SelectChoice(value="", label=_("All schemes"))]
    for scheme in schemes_of(programme.id):
        places += _places(scheme)
    if form.belongs.data and form.belongs.data not in {place.value for place in places} and one is not None:
        places.append(SelectChoice(value=_place_of(one), label=_("A criterion that is no longer in use")))
    form.belongs.choices = places
    return form


def said(form: TextForm, programme: Programme, by: Person) -> dict[str, Any]:
    """The text as the actions take it."""
    slug, _space, key = (form.belongs.data or "").partition(BETWEEN)
    scheme = next((each for each in schemes_of(programme.id) if slug and each.slug == slug), None)
    kind, name = TextKind(form.kind.data), form.name.data or ""
    return {"kind": kind, "name": name, "text": form.written, "scheme": scheme, "criterion_key": key or None, "by": by}


def _places(scheme: Scheme) -> list[SelectChoice]:
    language = str(get_locale() or "nb")
    name = scheme.name.text(language)
    criteria = [criterion for newest in criteria_sets(scheme)[:1] for criterion in newest.criteria]
    return [
        SelectChoice(value=scheme.slug, label=name),
        *(
            SelectChoice(value=f"{scheme.slug}{BETWEEN}{each.key}", label=f"{name}: {each.text.text(language)}")
            for each in criteria
        ),
    ]


def _place_of(one: LibraryText) -> str:
    return BETWEEN.join(filter(None, (one.scheme.slug if one.scheme else "", one.criterion_key)))
