"""Making a survey: its settings, and the draft of its questions. Nothing that is published is touched."""

from dataclasses import fields, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from medvirkning.journal.actions import record
from medvirkning.kernel.content_digest import digest
from medvirkning.kernel.database import db, hold
from medvirkning.kernel.errors import Conflict, NotThere, Objection, refuse
from medvirkning.kernel.localized import Localized
from medvirkning.people.models import Person
from medvirkning.programmes.models import Programme
from medvirkning.surveys.models import QuestionnaireVersion, Survey
from medvirkning.surveys.queries import draft_of, newest_published
from medvirkning.surveys.questionnaire import Questionnaire, from_json, to_json
from medvirkning.surveys.rules import SurveySettings, address_from, promise_objections, settings_objections
from medvirkning.surveys.survey_words import SurveyFault as Fault

STEPS = 10  # how many changes of a draft can be undone, one by one
EARLIER = "earlier"  # beside the content before the last change: the contents before those before it


def make_survey(
    programme: Programme,
    settings: SurveySettings,
    *,
    questionnaire: Questionnaire | None = None,
    by: Person,
    at: datetime,
) -> Survey:
    """A new survey with a draft, blank unless questions are given, in the settings' languages. Raises RuleBroken."""
    refuse([*settings_objections(settings), *_taken(programme.id, settings.slug)])
    survey = Survey(programme_id=programme.id, programme=programme, state=Survey.LIFECYCLE.start, responses=0)
    _apply(survey, settings)
    db.session.add(survey)
    db.session.flush()
    content = to_json(replace(questionnaire or Questionnaire(()), languages=settings.languages))
    db.session.add(_version(survey, 1, content, by))
    record(survey, "survey_made", by=by, at=at, programme_id=programme.id)
    return survey


def copy_survey(survey: Survey, *, title: Localized, by: Person, at: datetime) -> Survey:
    """A new draft survey with the same settings and the newest questions, under another title and without days."""
    newest = draft_of(survey.id) or newest_published(survey.id)
    if newest is None:
        raise NotThere("questions")
    slug = free_address(survey.programme_id, address_from(title.text("nb")))
    settings = replace(settings_of(survey), title=title, slug=slug, opens_on=None, closes_on=None)
    return make_survey(survey.programme, settings, questionnaire=newest.questionnaire, by=by, at=at)


def settings_of(survey: Survey) -> SurveySettings:
    """The settings as they are."""
    told = {field.name: getattr(survey, field.name) for field in fields(SurveySettings)}
    return SurveySettings(**told | {"languages": tuple(survey.languages)})


def free_address(programme_id: UUID, wanted: str) -> str:
    """This address, or the first like it with a number that no survey of the programme has."""
    taken = set(db.session.scalars(select(Survey.slug).where(Survey.programme_id == programme_id)))
    numbered = (f"{wanted[:56]}-{number}" for number in range(2, len(taken) + 3))
    return wanted if wanted not in taken else next(one for one in numbered if one not in taken)


def objections_to_settings(survey: Survey, settings: SurveySettings) -> list[Objection]:
    """All that stands in the way of the settings being these."""
    before = settings_of(survey)
    wrong = [*settings_objections(settings), *promise_objections(before, settings, survey.state)]
    return [*wrong, *(_taken(survey.programme_id, settings.slug) if settings.slug != before.slug else [])]


def change_settings(
    survey: Survey, settings: SurveySettings, *, version: int | None = None, by: Person, at: datetime
) -> None:
    """Let the settings be these. Other languages are the draft's too; what is published keeps those it has.

    Raises RuleBroken, and Stale when they have changed since the form was opened at `version`.
    """
    hold(survey)
    survey.same_version(version)
    before = settings_of(survey)
    refuse(objections_to_settings(survey, settings))
    changed = [field.name for field in fields(SurveySettings) if _differ(before, settings, field.name)]
    if not changed:
        return
    _apply(survey, settings)
    draft = draft_of(survey.id)
    if draft is not None and settings.languages != before.languages:
        hold(draft)
        _rewrite(draft, to_json(replace(from_json(draft.content), languages=settings.languages)), by)
    record(survey, "survey_changed", by=by, at=at, programme_id=survey.programme_id, facts={"changed": changed})


def keep_draft(
    survey: Survey, questionnaire: Questionnaire, *, revision: int, by: Person, at: datetime
) -> QuestionnaireVersion:
    """Keep a change of the draft, with what was there before it for `undo_change`. A change to the same is none.

    `revision` is the draft's as the page was opened: raises Stale when somebody has changed it since, and NotThere
    when all is published (then `begin_new_version` first). The survey gets the questionnaire's languages.
    """
    draft = _held_draft(survey)
    draft.same_revision(revision)
    content = to_json(questionnaire)
    if digest(content) == draft.digest:
        return draft
    if list(questionnaire.languages) != survey.languages:
        refuse(settings_objections(replace(settings_of(survey), languages=questionnaire.languages)))
        survey.languages = list(questionnaire.languages)
    _rewrite(draft, content, by)
    return draft


def undo_change(survey: Survey, *, revision: int, by: Person, at: datetime) -> QuestionnaireVersion:
    """Put the draft back as it was before the last change; done once more, before the one before that, and so on.

    Raises Stale, and Conflict where none of the last STEPS changes is left to undo.
    """
    draft = _held_draft(survey)
    draft.same_revision(revision)
    if draft.before is None:
        raise Conflict("nothing to undo")
    earlier = draft.before.get(EARLIER, [])
    content = {name: told for name, told in draft.before.items() if name != EARLIER}
    survey.languages = list(content["languages"])
    _rewrite(draft, content, by)
    draft.before = {**earlier[0], EARLIER: earlier[1:]} if earlier else None
    db.session.flush()
    return draft


def begin_new_version(survey: Survey, *, by: Person, at: datetime) -> QuestionnaireVersion:
    """A draft of the next version, as the newest published one; the draft itself where there is one already."""
    hold(survey)
    draft, newest = draft_of(survey.id), newest_published(survey.id)
    if draft is not None or newest is None:
        return draft or _held_draft(survey)
    content = to_json(replace(newest.questionnaire, languages=tuple(survey.languages)))
    begun = _version(survey, newest.number + 1, content, by)
    db.session.add(begun)
    record(survey, "version_begun", by=by, at=at, programme_id=survey.programme_id, facts={"number": begun.number})
    return begun


def drop_draft(survey: Survey, *, by: Person, at: datetime) -> None:
    """Let go of a draft of another version; what is published stands. Raises Conflict where nothing is published."""
    draft, newest = _held_draft(survey), newest_published(survey.id)
    if newest is None:
        raise Conflict("the only version")
    survey.languages = list(newest.content["languages"])
    db.session.delete(draft)
    record(survey, "version_dropped", by=by, at=at, programme_id=survey.programme_id, facts={"number": draft.number})


def delete_survey(survey: Survey, *, by: Person, at: datetime) -> None:
    """Let go of a survey that has never been open, questions and all. Raises Conflict for any other: people know it."""
    hold(survey)
    if survey.opened_at is not None:
        raise Conflict("the survey has been open")
    draft = _held_draft(survey)
    record(survey, "survey_deleted", by=by, at=at, programme_id=survey.programme_id)
    db.session.delete(draft)
    db.session.flush()
    db.session.delete(survey)
    db.session.flush()


def _held_draft(survey: Survey) -> QuestionnaireVersion:
    hold(survey)
    draft = draft_of(survey.id)
    if draft is None:
        raise NotThere("draft")
    hold(draft)
    return draft


def _rewrite(draft: QuestionnaireVersion, content: dict[str, object], by: Person) -> None:
    draft.before, draft.content, draft.digest = _with_earlier(draft), content, digest(content)
    draft.revision += 1
    draft.changed_by_id = by.id
    db.session.flush()


def _with_earlier(draft: QuestionnaireVersion) -> dict[str, object]:
    """What is in the draft, and what was there before each of the last changes, the newest first."""
    last = draft.before or {}
    before = [{name: told for name, told in last.items() if name != EARLIER}, *last.get(EARLIER, [])] if last else []
    return {**draft.content, EARLIER: before[: STEPS - 1]}


def _version(survey: Survey, number: int, content: dict[str, object], by: Person) -> QuestionnaireVersion:
    told = {"number": number, "content": content, "digest": digest(content), "revision": 1, "changed_by_id": by.id}
    return QuestionnaireVersion(survey_id=survey.id, survey=survey, **told)


def _apply(survey: Survey, settings: SurveySettings) -> None:
    for field in fields(SurveySettings):
        setattr(survey, field.name, getattr(settings, field.name))
    survey.languages = list(settings.languages)


def _differ(before: SurveySettings, after: SurveySettings, name: str) -> bool:
    return bool(getattr(before, name) != getattr(after, name))


def _taken(programme_id: UUID, slug: str) -> list[Objection]:
    taken = select(Survey.id).where(Survey.programme_id == programme_id, Survey.slug == slug)
    return [Objection(Fault.ADDRESS_TAKEN)] if db.session.scalar(taken) else []
