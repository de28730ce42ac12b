"""Saying whether one is impartial, before anything of the case can be seen; and changing it openly."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import RuleBroken
from medvirkning.people.models import Person
from medvirkning.people.queries import names_of
from medvirkning.permissions import Can
from medvirkning.programmes.queries import people_with
from medvirkning.programmes.words import Role
from medvirkning.review.calling_in import members_out, substitutes_for
from medvirkning.review.cases import declarations, grounds_in, may_lead
from medvirkning.review.declaring import AlreadyDeclared, change_declaration, declare
from medvirkning.review.hints import hints_about, hints_in
from medvirkning.review.impartiality import Hint
from medvirkning.review.models import Declaration
from medvirkning.review.stepping import stepping_in
from medvirkning.review.words import DeclarationAnswer
from medvirkning.web.access import requires, signed_in
from medvirkning.web.cases import Case, case_at, law_text, list_query, open_case
from medvirkning.web.context import allowed
from medvirkning.web.labels.review import GROUND_MEANS
from medvirkning.web.queue.blueprint import blueprint
from medvirkning.web.queue.forms import AT_FIELD, DeclarationForm


@blueprint.route("/<uuid:application_id>/habilitet", methods=["GET", "POST"])
@requires(Can.DECLARE, case_at)
def declaration(found: Case) -> Any:
    """Asked once before anything else; afterwards what was answered, and the way to change it."""
    someone, given = signed_in(), found.declaration
    form = DeclarationForm(
        answer=given.answer.value if given else None,
        ground=given.ground.value if given and given.ground else "",
        note=given.note if given else "",
        why=given.note if given and given.answer is DeclarationAnswer.NO else "",
    )
    form.offer(grounds_in(found.application, at=now()))
    if form.accepted():
        try:
            with transaction():
                made = (
                    declare(found.application, **form.said, by=someone, at=now())
                    if given is None
                    else change_declaration(given, **form.said, by=someone, at=now())
                )
        except AlreadyDeclared as told:  # the button was pressed twice: the first answer stands
            return redirect(_onward(found, told.declaration), 303)
        except RuleBroken as broken:
            form.object_with(broken.objections, AT_FIELD)
        else:
            return redirect(_onward(found, made), 303)
    return _page(found, someone, form), form.status


class Other:
    """Somebody else's declaration in a case that is open to whoever asks."""

    def __init__(self, found: Case, declaration: Declaration) -> None:
        self.found, self.declaration, self.programme_id = found, declaration, found.programme_id
        self.id = found.application.id


def other_declaration(person: Person, person_id: UUID, **values: Any) -> Other | None:
    """Loader: the case first, which must be open to whoever asks; then that person's declaration in it."""
    found = open_case(person, **values)
    if found is None:
        return None
    theirs = next((each for each in declarations(found.application) if each.person_id == person_id), None)
    return Other(found, theirs) if theirs is not None else None


@blueprint.post("/<uuid:application_id>/habilitet/<uuid:person_id>")
@requires(Can.DECLARE, other_declaration)
def reopen(other: Other) -> Any:
    """Let somebody in again, as the one who leads the case. The journal keeps who did it."""
    with transaction():
        change_declaration(
            other.declaration, answer=DeclarationAnswer.NO, ground=None, note="", by=signed_in(), at=now()
        )
    flash(_("The application is open to %(name)s again.", name=other.declaration.person.name))
    return redirect(url_for("queue.declaration", slug=other.found.programme.slug, application_id=other.id), 303)


def _group(found: Case, someone: Person) -> dict[str, Any]:
    """What whoever leads the case sees of the others: hints, answers, and who steps in for whom."""
    given = {each.person_id: each for each in declarations(found.application)}
    by_person: dict[UUID, list[Hint]] = {}
    for hint in hints_in(found.application):
        if hint.person_id != someone.id:
            by_person.setdefault(hint.person_id, []).append(hint)
    stepped_in = stepping_in(found.application.id)
    names = names_of([*by_person, *(each.member_id for each in stepped_in)])
    return {
        "others": [each for each in given.values() if each.person_id != someone.id],
        "hinted": [
            (names[person_id], hints, answer and answer.answer, answer.note if answer else "")
            for person_id, hints in by_person.items()
            for answer in [given.get(person_id)]
        ],
        "stepped_in": stepped_in,
        "names": names,
        "out": members_out(found.application),
        "substitutes": substitutes_for(found.application),
    }


def _page(found: Case, someone: Person, form: DeclarationForm) -> str:
    leads = not may_lead(someone, found.application)
    return render_template(
        "queue/declaration.html",
        case=found,
        application=found.application,
        form=form,
        given=found.declaration,
        hints=hints_about(someone, found.application),
        **(_group(found, someone) if leads else {}),
        law=law_text("disqualification"),
        means=GROUND_MEANS,
        chairs=[each.name for each in people_with(found.programme_id, Role.CHAIR)],
        onward=_case(found),
        back=_list(found),
    )


def _onward(found: Case, made: Declaration) -> str:
    """To the case where it is open, or the letter one was on the way to; else back to the list."""
    slug = found.programme.slug
    letter = request.args.get("brev", type=UUID)
    if made.answer is DeclarationAnswer.NO and letter is not None:
        return url_for("letters.letter", slug=slug, letter_id=letter)
    if made.answer is DeclarationAnswer.NO:
        return _case(found)
    flash(_("You step aside from «%(title)s». The application is closed to you.", title=found.application.title))
    return _list(found)


def _case(found: Case) -> str:
    """The case, for those who read it there; the appeal body reads it with its appeal."""
    if not allowed(Can.READ_APPLICATION, found):
        return _list(found)
    return url_for("queue.application", slug=found.programme.slug, application_id=found.application.id, **list_query())


def _list(found: Case) -> str:
    if not allowed(Can.READ_QUEUE, found):
        return url_for("appeals.desk", slug=found.programme.slug)
    return url_for("queue.applications", slug=found.programme.slug, **list_query(without="plass"))
