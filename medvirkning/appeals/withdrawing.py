"""Taking an appeal back, as long as nobody has ruled on it: the decision then stands as it did."""

from datetime import datetime

from medvirkning.appeals.models import Appeal
from medvirkning.appeals.telling import tell
from medvirkning.appeals.words import AppealState, AppealVerb
from medvirkning.journal.actions import record
from medvirkning.kernel.clock import oslo_date
from medvirkning.kernel.database import hold
from medvirkning.outbox.actions import post
from medvirkning.people.models import Person
from medvirkning.programmes.queries import people_with
from medvirkning.programmes.words import Role
from medvirkning.review.cases import closed_ids

DESK = (Role.COORDINATOR, Role.CHAIR, Role.OFFICER)


def withdraw(appeal: Appeal, *, by: Person, at: datetime) -> None:
    """Whoever appeals takes it back. They get a receipt, and those who were dealing with it are told.

    Raises WrongStep once it has been ruled on. As long as there is time, one can appeal again.
    """
    hold(appeal)
    with_body = appeal.state is AppealState.FORWARDED
    appeal.step(AppealVerb.WITHDRAW)
    appeal.withdrawn_on = oslo_date(at)
    facts = {"laws": ["appeal"]}
    record(
        appeal,
        "appeal_withdrawn",
        by=by,
        at=at,
        programme_id=appeal.programme_id,
        verb=AppealVerb.WITHDRAW,
        facts=facts,
    )
    about = {**facts, "appeal": str(appeal.id)}
    record(appeal.application, "appeal_withdrawn", by=by, at=at, programme_id=appeal.programme_id, facts=about)
    tell(appeal, "appeal_withdrawn", at=at)
    _tell_staff(appeal, with_body=with_body, at=at)


def _tell_staff(appeal: Appeal, *, with_body: bool, at: datetime) -> None:
    """Those at the desk to whom the case is not closed; the appeal body too, where the appeal was there."""
    application = appeal.application
    for person in people_with(appeal.programme_id, *DESK, *([Role.APPEAL_BODY] if with_body else [])):
        if not closed_ids(person.id, [application.id]) and person.id != appeal.owner_id:
            post(
                "appeal_withdrawn_staff", to=person.email, language=person.language, at=at,
                number=application.number or "", slug=application.round.scheme.programme.slug, appeal_id=appeal.id,
            )  # fmt: skip
