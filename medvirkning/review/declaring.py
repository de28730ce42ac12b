"""Declaring that one is impartial or not, and changing it openly: the journal keeps every answer."""

from datetime import datetime
from typing import Any

from medvirkning.grants.models import Application
from medvirkning.journal.actions import record
from medvirkning.kernel.database import db
from medvirkning.kernel.errors import Conflict, Objection, refuse
from medvirkning.people.models import Person
from medvirkning.programmes.queries import roles
from medvirkning.review.cases import declaration_of, grounds_in, locked, may_lead
from medvirkning.review.declarations import may_change_declaration, may_declare
from medvirkning.review.hints import hints_about
from medvirkning.review.lapsing import set_aside
from medvirkning.review.models import Declaration
from medvirkning.review.rules import can_declare
from medvirkning.review.stepping import keep_aside
from medvirkning.review.taking_up import take_up
from medvirkning.review.words import GROUND_LAW, DeclarationAnswer, Ground, ReviewWord


class AlreadyDeclared(Conflict):
    """There is an answer already. Carries it; it is changed, not given again."""

    def __init__(self, declaration: Declaration) -> None:
        self.declaration = declaration
        super().__init__("already declared")


def declare(
    application: Application, *, answer: DeclarationAnswer, ground: Ground | None, note: str, by: Person, at: datetime
) -> Declaration:
    """Say whether anything makes one disqualified in this case, once. NO opens it, and begins the handling of it.

    Raises AlreadyDeclared for a second answer, RuleBroken for one that can't be given.
    """
    application = locked(application)
    earlier = declaration_of(by, application)
    if earlier is not None:
        raise AlreadyDeclared(earlier)
    said: dict[str, Any] = {"ground": ground, "note": note, "applied": application.owner_id == by.id}
    hinted = bool(hints_about(by, application))
    objections = may_declare(answer, **said, grounds=grounds_in(application, at=at), hinted=hinted)
    if not can_declare(roles(by.id, application.programme_id)):
        objections.append(Objection(ReviewWord.NOT_IN_THE_GROUP, "work_for_the_body"))
    refuse(objections)
    declaration = Declaration(application_id=application.id, round_id=application.round_id, person_id=by.id)
    _write(declaration, answer, ground, note, at)
    db.session.add(declaration)
    keep_aside(declaration, at=at)
    _tell(application, "declared", declaration, by=by, at=at)
    if answer is DeclarationAnswer.NO:
        take_up(application, by=by, at=at)
    return declaration


def change_declaration(
    declaration: Declaration, *, answer: DeclarationAnswer, ground: Ground | None, note: str, by: Person, at: datetime
) -> Declaration:
    """Change an answer: one's own towards stepping aside, or as the one who leads the case.

    An assessment that was handed in no longer counts once its member steps aside. The same answer again is no change.
    Raises RuleBroken.
    """
    application = db.session.get_one(Application, declaration.application_id)
    application = locked(application)
    db.session.refresh(declaration)
    own = declaration.person_id == by.id
    objections = [
        *may_change_declaration(declaration.answer, answer, own=own, leads=not own and not may_lead(by, application)),
        *may_declare(
            answer,
            ground=ground,
            note=note,
            applied=application.owner_id == declaration.person_id,
            grounds=grounds_in(application, at=at),
        ),
    ]
    refuse(objections)
    if (declaration.answer, declaration.ground, declaration.note) == (answer, ground, note.strip()):
        return declaration
    _write(declaration, answer, ground, note, at)
    keep_aside(declaration, at=at)
    _tell(application, "declaration_changed", declaration, by=by, at=at)
    if answer is not DeclarationAnswer.NO:
        set_aside(declaration.person, application, by=by, at=at)
    return declaration


def answer_for(declaration: Declaration, answer: DeclarationAnswer, ground: Ground | None, *, at: datetime) -> None:
    """What the group has found about somebody in doubt becomes their answer; what they wrote themselves stays.

    The case's row is held, and the journal has been told, by whoever settled it.
    """
    _write(declaration, answer, ground, declaration.note, at)
    keep_aside(declaration, at=at)


def _write(declaration: Declaration, answer: DeclarationAnswer, ground: Ground | None, note: str, at: datetime) -> None:
    declaration.answer, declaration.note, declaration.at = answer, note.strip(), at
    declaration.ground = None if answer is DeclarationAnswer.NO else ground


def _tell(application: Application, event: str, declaration: Declaration, *, by: Person, at: datetime) -> None:
    ground = declaration.ground
    facts = {
        "person": str(declaration.person_id),
        "answer": declaration.answer.value,
        "ground": ground.value if ground else None,
        "laws": [GROUND_LAW[ground] if ground else "disqualification"],
    }
    record(application, event, by=by, at=at, programme_id=application.programme_id, facts=facts)
