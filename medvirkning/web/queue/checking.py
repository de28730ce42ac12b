"""Looking through an application, asking for what must be corrected, and seeing what has been."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectMultipleField

from medvirkning.grants.check_words import CheckItem, CorrectionWord
from medvirkning.grants.checking import MOST_REASON, items, overdue, usual_deadline, ways_to_name
from medvirkning.grants.handling import Correction
from medvirkning.grants.models import Application
from medvirkning.grants.opening import checks_of, corrections_of, open_correction
from medvirkning.grants.queries import snapshots_of
from medvirkning.grants.snapshots import differences
from medvirkning.grants.words import ApplicationVerb, Section
from medvirkning.kernel.clock import now, today
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import RuleBroken
from medvirkning.mail.field_names import field_name
from medvirkning.permissions import Can
from medvirkning.review.cases import under_review
from medvirkning.review.checking import ask_for_correction, check_form, give_more_time
from medvirkning.web.access import requires, signed_in
from medvirkning.web.cases import Case, open_case
from medvirkning.web.changed_fields import worded
from medvirkning.web.fields import DateField, choices, long_text, needed
from medvirkning.web.forms import Form
from medvirkning.web.labels.lookup import LABELS
from medvirkning.web.locale import locale
from medvirkning.web.queue.blueprint import blueprint
from medvirkning.web.queue.found import begun_for, findings_of, latest_check, not_in_order, told
from medvirkning.web.queue.second import second_of

AT_FIELD = {
    CorrectionWord.CHECK_INCOMPLETE: "in_order",
    CorrectionWord.FIELDS_MISSING: "who",
    CorrectionWord.CORRECTION_REASON_MISSING: "reason",
    CorrectionWord.CORRECTION_TOO_SOON: "deadline",
    CorrectionWord.NOT_A_WORKING_DAY: "deadline",
}


class CheckForm(Form):
    """The check list, and a word for the others who handle the case."""

    in_order = SelectMultipleField(_l("Tick what is in order"))
    note = long_text(_l("Note"), most=1000, hint=_l("For those who handle the case. The applicant can ask to see it."))


class CorrectionForm(Form):
    """What must be corrected, why, and until when. The boxes are per section."""

    who = SelectMultipleField(_l("Who is applying?"), validate_choice=False)
    what = SelectMultipleField(_l("What will you do?"), validate_choice=False)
    where_and_when = SelectMultipleField(_l("Where and when?"), validate_choice=False)
    budget = SelectMultipleField(_l("Budget"), validate_choice=False)
    attachments = SelectMultipleField(_l("Attachments"), validate_choice=False)
    reason = long_text(_l("What is missing or wrong?"), most=MOST_REASON)
    deadline = DateField(_l("Deadline"), [needed(_l("Choose a day"))])

    @property
    def chosen(self) -> set[str]:
        """Every field that is ticked."""
        return {field for section in Section for field in self[section.value].data or ()}


class MoreTimeForm(Form):
    """A later deadline."""

    deadline = DateField(_l("New deadline"), [needed(_l("Choose a day"))])


@blueprint.route("/<uuid:application_id>/formsjekk", methods=["GET", "POST"])
@requires(Can.CHECK_APPLICATION, open_case)
def form_check(found: Case) -> Any:
    """The list, with what the rules have seen by themselves."""
    application, at = found.application, now()
    earlier = checks_of(application.id)
    terms = application.round.scheme.terms
    seen = findings_of(application)
    latest = latest_check(application)
    form = CheckForm(in_order=latest.in_order if latest else [], note=latest.note if latest else "")
    form.in_order.choices = choices(*((item.value, LABELS[type(item), item]) for item in items(terms)))
    if form.accepted():
        passes = request.form.get("act") == "complete"
        ticked = {item for item in CheckItem if item.value in (form.in_order.data or ())}
        try:
            with transaction():
                note = form.note.data or ""
                check_form(application, in_order=ticked, note=note, passes=passes, by=signed_in(), at=at)
        except RuleBroken as broken:
            form.object_with(broken.objections, AT_FIELD)
        else:
            flash(_("The application is complete.") if passes else _("What you found is kept."))
            return redirect(_case_url(found) if passes else _url(found, "queue.correction"), 303)
    page = render_template(
        "queue/form_check.html",
        case=found,
        application=application,
        form=form,
        findings={item: [told(each) for each in seen[item]] for item in CheckItem if seen[item]},
        not_funded=application.round.scheme.not_funded,
        earlier=earlier,
        every=items(terms),
        second=second_of(application),
        open=under_review(application),
        back=_case_url(found),
    )
    return page, form.status


@blueprint.route("/<uuid:application_id>/retting", methods=["GET", "POST"])
@requires(Can.CHECK_APPLICATION, open_case)
def correction(found: Case) -> Any:
    """Ask for a correction; where one is asked for already, see how it stands and give more time."""
    application, asked = found.application, open_correction(found.application.id)
    begun = begun_for(application) if asked is None else {}
    form: Form = _asking(application, begun) if asked is None else MoreTimeForm(deadline=None)
    if form.accepted():
        try:
            with transaction():
                _carry_out(application, asked, form)
        except RuleBroken as broken:
            form.object_with(broken.objections, AT_FIELD)
        else:
            flash(_("The applicant has been told by e-mail."))
            return redirect(request.path, 303)
    page = render_template(
        "queue/correction.html",
        case=found,
        application=application,
        form=form,
        sections=list(Section),
        asked=asked,
        begun=begun,
        lacking=not_in_order(application) if asked is None else [],
        names=[_name(application, field) for field in asked.fields] if asked else [],
        late=asked is not None and overdue(asked.deadline, on=today()),
        earlier=[
            (each, [_name(application, field) for field in each.fields])
            for each in corrections_of(application.id)
            if each.ended_at is not None
        ],
        may_ask=application.may(ApplicationVerb.ASK_FOR_CORRECTION),
        back=_case_url(found),
    )
    return page, form.status


@blueprint.get("/<uuid:application_id>/endringer")
@requires(Can.READ_APPLICATION, open_case)
def changes(found: Case) -> Any:
    """What was sent first and what has been changed since, side by side."""
    snapshots = snapshots_of(found.application.id)
    pairs = list(zip(snapshots[1:], snapshots, strict=False))  # older and newer, the newest first
    return render_template(
        "queue/changes.html",
        case=found,
        application=found.application,
        versions=[
            (newer, [worded(each, found.application) for each in differences(older.content, newer.content)])
            for older, newer in pairs
        ],
        first=snapshots[-1] if snapshots else None,
        back=_case_url(found),
    )


def _asking(application: Application, begun: dict[str, str]) -> CorrectionForm:
    keys, terms = [one.key for one in application.round.scheme.wanted], application.round.scheme.terms
    sections = {section: ways_to_name(section, keys, terms) for section in Section}
    ticked = {section.value: [field for field in fields if field in begun] for section, fields in sections.items()}
    fresh = {"reason": "\n".join(begun.values()), **ticked} if request.method == "GET" else {}
    form = CorrectionForm(deadline=usual_deadline(today()), **fresh)
    for section, fields in sections.items():
        form[section.value].choices = choices(*((field, _name(application, field)) for field in fields))
    return form


def _carry_out(application: Application, asked: Correction | None, form: Any) -> None:
    said = {"deadline": form.deadline.data, "by": signed_in(), "at": now()}
    if asked is None:
        ask_for_correction(application, fields=form.chosen, reason=form.reason.data or "", **said)
    else:
        give_more_time(asked, **said)


def _name(application: Application, field: str) -> str:
    return field_name(field, application.round.scheme.wanted, locale())


def _case_url(found: Case) -> str:
    return _url(found, "queue.application")


def _url(found: Case, endpoint: str) -> str:
    return url_for(endpoint, slug=found.programme.slug, application_id=found.application.id)
