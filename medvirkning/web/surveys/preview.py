"""Trying a survey as those who answer will meet it: per language, as on a phone or a tablet. Nothing is stored.

What has been answered so far travels with the page, signed, so that the rules can be tried too.
"""

from typing import Any

from flask import current_app, redirect, render_template, request, url_for
from flask_babel import gettext as _
from itsdangerous import BadSignature, URLSafeSerializer

from medvirkning.kernel.localized import direction
from medvirkning.mail.language import speaking
from medvirkning.people.words import LANGUAGES
from medvirkning.permissions import Can
from medvirkning.programmes.quilt import quilt
from medvirkning.surveys.answers import Answers, AnswerValue
from medvirkning.surveys.branching import applies, counting, next_after
from medvirkning.surveys.words import QuestionKind
from medvirkning.web.access import requires
from medvirkning.web.language_names import language_name
from medvirkning.web.locale import locale
from medvirkning.web.questions import QuestionForm, answered, asked
from medvirkning.web.surveys.blueprint import blueprint
from medvirkning.web.surveys.loaders import Found, survey_at

PHONE, TABLET = "telefon", "nettbrett"
MOST_CARRIED = 80  # characters of an answer


@blueprint.route("/<uuid:survey_id>/prov", methods=["GET", "POST"])
@requires(Can.READ_SURVEYS, survey_at)
def preview(found: Found) -> Any:
    """One question at a time, by the rules; from the first, or from the one that the address names."""
    asked_for, language, answers = found.questionnaire, language_of(found), so_far(found)
    if request.method == "GET":
        key = request.args.get("fra") if "fra" in request.args else next_after(asked_for, {}, None)
        return _page(found, _form(found, key, answers, language), answers, language)
    key = request.form.get("at", "")
    form = _form(found, key, answers, language)
    if form is not None and form.moves:
        return _page(found, form, answers, language)
    value = None if form is None or "skip" in request.form else answered(form)
    if form is not None and form.status != 200:
        return _page(found, form, answers, language), form.status
    answers = {name: told for name, told in answers.items() if name != key} | ({key: shortened(value)} if value else {})
    after = next_after(asked_for, answers, key) if form is not None else None
    return redirect(url_for(".preview", **_here(found, language), fra=after or "", til=carried(found, answers)), 303)


def _page(found: Found, form: QuestionForm | None, answers: Answers, language: str) -> str:
    here = _here(found, language)
    at = {"fra": form.question.key if form else "", "til": carried(found, answers)}
    with speaking(language if language in LANGUAGES else locale()):
        screen = render_template(
            "surveys/_screen.html",
            form=form,
            drawing=_drawing(found, form),
            so_far=at["til"],
            language=language,
            counted=len(counting(found.questionnaire, answers)),
            applied=len(applies(found.questionnaire, answers)),
        )
    languages = [
        _segment(named[:1].upper() + named[1:], {**here, **at, "sprak": tag}, tag == language)
        for tag in found.questionnaire.languages
        for named in [language_name(tag)]
    ]
    sizes = [
        _segment(text, {**here, **at, "vis": size}, size == here["vis"])
        for size, text in ((PHONE, _("Phone")), (TABLET, _("Tablet")))
    ]
    again = url_for(".preview", **here)
    return render_template(
        "surveys/preview.html",
        found=found,
        screen=screen,
        marks={"lang": language, "dir": direction(language)},
        tablet=here["vis"] == TABLET,
        again=again,
        languages=languages,
        sizes=sizes,
        at_the_caravan=url_for(".on_tablet", **found.here, sprak=language),
    )


def _here(found: Found, language: str) -> dict[str, Any]:
    """What stays in the address: the language, and how large the screen is."""
    return {**found.here, "sprak": language, "vis": TABLET if request.args.get("vis") == TABLET else PHONE}


def _segment(text: str, where: dict[str, Any], current: bool) -> dict[str, Any]:
    return {"text": text, "href": url_for(".preview", **where), "current": current}


def language_of(found: Found) -> str:
    """The language that the address asks for, or the usual one."""
    languages = found.questionnaire.languages
    asked_for = request.args.get("sprak", "")
    usual = locale() if locale() in languages else languages[0]
    return asked_for if asked_for in languages else usual


def so_far(found: Found) -> Answers:
    """The answers that the page carries; none where they are not ours, or the questions have changed since."""
    sent = request.form.get("so_far", "") if request.method == "POST" else request.args.get("til", "")
    try:
        told = _serializer().loads(sent)
    except BadSignature:
        return {}
    answers: Answers = told["answers"] if told["of"] == found.shown.digest else {}
    return answers


def carried(found: Found, answers: Answers) -> str:
    """These answers as an address or a form can hold them."""
    return str(_serializer().dumps({"of": found.shown.digest, "answers": dict(answers)}))


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", "survey preview")


def shortened(value: AnswerValue) -> AnswerValue:
    """The answer, with the beginning of what was written: enough for the rules, and short enough for an address."""
    return {name: told[:MOST_CARRIED] if isinstance(told, str) else told for name, told in value.items()}


def _form(found: Found, key: str | None, answers: Answers, language: str) -> QuestionForm | None:
    """The question's form, None past the last."""
    question = found.questionnaire.by_key.get(key or "")
    if question is None:
        return None
    return asked(question, answers.get(question.key), language=language, programme=found.programme)


def _drawing(found: Found, form: QuestionForm | None) -> Any:
    zone = form is not None and form.question.kind is QuestionKind.ZONE
    return quilt(found.programme.zones, scenery=found.programme.drawing) if zone else None
