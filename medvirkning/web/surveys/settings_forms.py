"""A survey's settings as a form, with its languages as a list that is changed in the form itself."""

from dataclasses import replace
from typing import Any

import wtforms
from flask import request
from flask_babel import lazy_gettext as _l

from medvirkning.surveys.building import settings_of
from medvirkning.surveys.models import Survey
from medvirkning.surveys.rules import SurveySettings
from medvirkning.surveys.words import Anonymity
from medvirkning.web.fields import CountField, DateField, choices, text
from medvirkning.web.labels.lookup import LABELS
from medvirkning.web.language_names import language_name
from medvirkning.web.surveys.forms import at_field
from medvirkning.web.surveys.texts import shown_texts, text_fields, written_text
from medvirkning.web.surveys.writing import WritingForm

# What one may ask in: Norway's own languages, then those that many here speak.
OFFERED = ("nb", "nn", "se", "smj", "sma", "en", "uk", "pl", "ar", "so", "ti", "lt", "ru", "fa", "ur", "vi", "tr",
           "ckb", "ku", "es", "fr", "de", "ro", "th", "fil", "zh-Hans", "zh-Hant", "ta", "sw", "am", "my", "ps", "sq",
           "bs", "hr", "sr", "pt", "hi", "da", "sv", "fi", "is")  # fmt: skip
TEXTS = ("title", "asked_by", "why")


class SettingsForm(WritingForm):
    """The settings. `shown` is the version that the page was opened with."""

    slug = text(_l("Address"), most=60)
    minutes = CountField(_l("About how many minutes does it take?"))
    anonymity = wtforms.RadioField(
        _l("How anonymous is it?"), choices=choices(*((one.value, LABELS[Anonymity, one]) for one in Anonymity))
    )
    small = CountField(
        _l("The fewest people behind a number that is shown"),
        description=_l(
            "Numbers that come from fewer people are hidden. It can't be lowered once the survey is opened."
        ),
    )
    opens_on = DateField(_l("The first day"))
    closes_on = DateField(_l("The last day"))
    any_order = wtforms.BooleanField(_l("The sections may be answered in any order"))
    more = wtforms.SelectField(_l("One more language"), validate_choice=False)

    @property
    def at_field(self) -> dict[Any, str]:
        """The field that each fault belongs to."""
        return at_field(self.languages or ("nb",))


def settings_form(survey: Survey, any_order: bool) -> tuple[SettingsForm, bool]:
    """The form, and whether only a button in the list of languages was pressed."""
    languages, pressed = _languages(survey)
    fields: dict[str, Any] = {
        **text_fields("title", _l("What is the survey called?"), languages),
        **text_fields("asked_by", _l("Who asks?"), languages),
        **text_fields("why", _l("What are the answers for?"), languages, long=True),
    }
    values = {name: getattr(survey, name) for name in ("slug", "minutes", "small", "opens_on", "closes_on")}
    values |= {"anonymity": survey.anonymity.value, "any_order": any_order, "shown": str(survey.version)}
    for name in TEXTS:
        values |= shown_texts(name, getattr(survey, name), languages)
    form = type("FilledSettingsForm", (SettingsForm,), fields)(data=values)
    form.languages = languages
    left = [tag for tag in OFFERED if tag not in languages]
    form.more.choices = choices(*((tag, language_name(tag)) for tag in left))
    return form, pressed


def told_settings(form: SettingsForm, survey: Survey) -> SurveySettings:
    """The settings as the form has them; numbers left empty are none that the rules take."""
    data = form.data
    texts = {name: written_text(data, name, form.languages, getattr(survey, name)) for name in TEXTS}
    return replace(
        settings_of(survey),
        **texts,
        slug=data["slug"] or "",
        languages=form.languages,
        anonymity=Anonymity(data["anonymity"]) if data["anonymity"] in set(Anonymity) else survey.anonymity,
        minutes=data["minutes"] or 0,
        small=data["small"] or 0,
        opens_on=data["opens_on"],
        closes_on=data["closes_on"],
    )


def _languages(survey: Survey) -> tuple[tuple[str, ...], bool]:
    """The languages as they stand in the form, after the press of a button in their list."""
    if request.method != "POST":
        return tuple(survey.languages), False
    known = {*OFFERED, *survey.languages}
    sent = list(dict.fromkeys(tag for tag in request.form.getlist("tag") if tag in known))
    verb, _space, tag = request.form.get("press", "").partition(" ")
    if verb == "add" and request.form.get("more") in known:
        sent = list(dict.fromkeys([*sent, request.form["more"]]))
    elif verb == "remove" and tag in sent and len(sent) > 1:
        sent.remove(tag)
    elif verb == "up" and tag in sent[1:]:
        at = sent.index(tag)
        sent[at - 1 : at + 1] = reversed(sent[at - 1 : at + 1])
    return tuple(sent or survey.languages), bool(verb)
