"""Whoever was in doubt is told when the group has settled it: in their language, and nothing of the case."""

import pytest
from flask import Flask

from medvirkning.kernel.database import db, transaction
from medvirkning.mail.compose import compose
from medvirkning.outbox.models import OutboxMessage
from medvirkning.review.words import DeclarationAnswer
from tests import cast, grant_cast
from tests.actions.test_review_doubt import NO, UNSURE, YES, settles
from tests.review_cast import says


@pytest.mark.parametrize(("answer", "language"), [(NO, "nb"), (YES, "nn")])
def test_it_is_told(app: Flask, answer: DeclarationAnswer, language: str) -> None:
    world = cast.storhaug()
    case = grant_cast.sent(grant_cast.open_round(world), world.bjarne)
    with transaction():
        world.ivar.language = language
    says(case, world.ivar, UNSURE)
    says(case, world.dag)
    settles(case, world.ivar, world.dag, answer)
    [message] = db.session.query(OutboxMessage).filter_by(kind="doubt_settled")
    assert (message.to, message.language) == (world.ivar.email, language)
    told = compose(message)
    assert f"/storhaug/arbeid/soknader/{case.id}/habilitet" in told.body
    for secret in (case.title, case.applicant_name, "naboer"):
        assert secret not in told.subject + told.body
