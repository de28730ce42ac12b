"""Writing in an appeal that came on paper or by word of mouth."""

from typing import Any
from uuid import uuid4

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _

from medvirkning.appeals.appealing import write_in
from medvirkning.appeals.models import Appeal
from medvirkning.appeals.queries import decided_case
from medvirkning.appeals.subjects import (
    Against,
    against_dismissal,
    last_day_of,
    last_day_of_claim,
    standing_appeal,
)
from medvirkning.appeals.taking_in import Came
from medvirkning.appeals.words import AppealWord, Appellant, Channel, Subject
from medvirkning.follow_up.queries import repayments_of
from medvirkning.kernel.clock import now, today
from medvirkning.kernel.errors import Objection, Refused
from medvirkning.people.words import LANGUAGES
from medvirkning.permissions import Can
from medvirkning.programmes.models import Programme
from medvirkning.review.cases import closed_to
from medvirkning.review.models import Decision
from medvirkning.web.access import requires, signed_in
from medvirkning.web.appeals.blueprint import ONE, blueprint
from medvirkning.web.appeals.carry_out import back_to, carried_out, form_page
from medvirkning.web.appeals.forms import AgainstForm, WriteInForm
from medvirkning.web.appeals.loaders import Desk, appeal_at
from medvirkning.web.files import looked_over
from medvirkning.web.forms import Form
from medvirkning.web.labels.lookup import sentence
from medvirkning.web.loading import programme_at


@blueprint.route("/ny", methods=["GET", "POST"])
@requires(Can.HANDLE_APPEALS, programme_at)
def new(programme: Programme) -> Any:
    """Who appeals, when it came and what it says; the case by its number."""
    subject = Subject.CLAIM if request.args.get("mot") == "krav" else Subject.DECISION
    form = WriteInForm(key=uuid4(), number=request.args.get("nummer", ""), subject=subject, received_on=today())
    if form.accepted():
        decision = decided_case(programme.id, form.number.data)
        closed: list[Objection] = closed_to(signed_in(), decision.application) if decision else []
        against = _against(decision, form) if decision and not closed else None
        if decision is None:
            form.object_to("number", _("No decision with this number has been sent"))
        elif closed:
            form.object_to("number", sentence(closed[0].code, closed[0].facts))
        elif against is None:
            form.object_to("subject", sentence(AppealWord.NOTHING_CLAIMED, {}))
        elif (made := _written_in(against, form)) is not None:
            return redirect(url_for("appeals.case", slug=programme.slug, appeal_id=made.id), 303)
    page = render_template("appeals/new.html", form=form, today=today())
    return page, form.status


@blueprint.route(f"{ONE}/klage-pa-avvisningen", methods=["GET", "POST"])
@requires(Can.HANDLE_APPEALS, appeal_at)
def write_in_dismissal(desk: Desk) -> Any:
    """An appeal against the dismissal of this one, which came on paper or by word of mouth."""
    form, against = AgainstForm(key=uuid4(), received_on=today()), against_dismissal(desk.appeal)
    known = standing_appeal(against, None)
    if last_day_of(against) is None or (known is not None and known.id != form.key.data):
        return back_to(desk)
    made = _sent(against, form, desk.appeal.appellant) if form.accepted() else None
    if made is not None:
        return redirect(url_for("appeals.case", slug=desk.programme.slug, appeal_id=made.id), 303)
    return form_page("write_in_dismissal", desk, form, with_file=True)


def _looked_over(form: Form) -> Any:
    """What came with it; None where a file was refused, which its field then says."""
    try:
        return looked_over(request.files.getlist("files"))
    except Refused as refused:
        form.object_to("files", sentence(refused.code, refused.facts))
        return None


def _against(decision: Decision, form: WriteInForm) -> Against | None:
    """What is appealed; None where that is a claim, and there is none."""
    if form.subject.data != Subject.CLAIM:
        return Against(decision)
    claims = (each for each in repayments_of(decision.application_id) if last_day_of_claim(each) is not None)
    claim = next(claims, None)
    return None if claim is None else Against(decision, claim=claim)


def _written_in(against: Against, form: WriteInForm) -> Appeal | None:
    """The appeal; None where the form was refused."""
    other = form.appellant.data == Appellant.OTHER
    who = {
        "email": form.email.data or "" if other else "",
        "address": form.address.data or "" if other else "",
        "interest": form.interest.data or "" if other else "",
        "learned_on": form.learned_on.data if other else None,
    }
    language = form.letters_in.data if form.letters_in.data in LANGUAGES else LANGUAGES[0]
    return _sent(against, form, Appellant(form.appellant.data), name=form.name.data or "", language=language, **who)


def _sent(
    against: Against, form: WriteInForm | AgainstForm, appellant: Appellant, *, language: str = "", **who: Any
) -> Appeal | None:
    """The appeal as the form has it; None where the form was refused."""
    by, received, files = signed_in(), form.received_on.data, _looked_over(form)
    if files is None:
        return None
    came = Came(appellant, Channel(form.channel.data), form.sent_on.data or received, received, **who)
    done = carried_out(
        form,
        lambda: write_in(
            against,
            came,
            key=form.key.data or uuid4(),
            wanted=form.wanted.data,
            why=form.why.data or "",
            language=language,
            files=files,
            by=by,
            at=now(),
        ),
    )
    return done if isinstance(done, Appeal) else None
