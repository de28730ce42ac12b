"""A change of what was sent goes around no ceiling."""

import pytest
from flask import Flask

from medvirkning.grants.words import ApplicationWord, BudgetSide, Line
from medvirkning.kernel.database import db, transaction
from medvirkning.kernel.errors import RuleBroken
from tests.cast import storhaug
from tests.correction_cast import corrects
from tests.grant_cast import open_round, sent


def test_no_more_is_asked_for_than_one_could_have_sent(app: Flask) -> None:
    world = storhaug()
    the_round = open_round(world)
    with transaction():
        the_round.scheme.most_per_year = 36_000
    made = sent(the_round, world.bjarne)
    assert made.asked == 35_000
    with pytest.raises(RuleBroken) as broken:
        corrects(made, {}, [Line(BudgetSide.EXPENSE, "Telt", 42_500)])
    (told,) = broken.value.objections
    assert (told.code, told.facts["field"]) == (ApplicationWord.TOO_MUCH_THIS_YEAR, "lines")
    corrects(made, {}, [Line(BudgetSide.EXPENSE, "Telt", 36_000)])
    db.session.refresh(made)
    assert made.asked == 36_000
