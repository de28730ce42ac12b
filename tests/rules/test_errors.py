"""Objections are values; the exceptions carry them whole."""

from enum import StrEnum

import pytest

from medvirkning.kernel.errors import Conflict, NotThere, Objection, Refused, RuleBroken, Stale


class Word(StrEnum):
    OVER_CEILING = "over_ceiling"


def test_an_objection_is_its_code_law_and_facts():
    objection = Objection(Word.OVER_CEILING, law="conditions", ceiling=40_000)
    assert (objection.code, objection.law, objection.facts) == ("over_ceiling", "conditions", {"ceiling": 40_000})
    assert objection == Objection("over_ceiling", "conditions", ceiling=40_000)
    assert len({objection, Objection("over_ceiling", "conditions", ceiling=40_000)}) == 1


@pytest.mark.parametrize(
    "other",
    [
        Objection("below_floor"),
        Objection("over_ceiling", "appeal"),
        Objection("over_ceiling", ceiling=1),
        "over_ceiling",
    ],
    ids=["code", "law", "facts", "not an objection"],
)
def test_unequal_when_one_of_them_differs(other):
    assert Objection("over_ceiling") != other


def test_an_objection_cannot_be_changed():
    objection = Objection("over_ceiling", ceiling=40_000)
    with pytest.raises(AttributeError):
        objection.code = "other"
    with pytest.raises(AttributeError):
        del objection.law
    with pytest.raises(TypeError):
        objection.facts["ceiling"] = 1


def test_facts_that_cannot_be_hashed_do_no_harm():
    assert len({Objection("missing", fields=["title"]), Objection("missing", fields=["account"])}) == 2
    assert repr(Objection("missing", fields=["title"])) == "Objection('missing', law=None, fields=['title'])"


def test_a_broken_rule_carries_every_objection():
    broken = RuleBroken(Objection(code) for code in ("a", "b"))
    assert [objection.code for objection in broken.objections] == ["a", "b"]
    assert str(broken) == "a, b"


def test_a_broken_rule_needs_an_objection():
    with pytest.raises(ValueError, match="without an objection"):
        RuleBroken([])


def test_a_refusal_carries_its_objection():
    refusal = Refused(Word.OVER_CEILING, written=10)
    assert refusal.code is Word.OVER_CEILING
    assert refusal.objection == Objection("over_ceiling", written=10)
    assert refusal.facts == {"written": 10}
    assert refusal.args == ("over_ceiling",)
    assert isinstance(refusal, ValueError)


def test_stale_is_a_conflict_and_what_is_not_there_is_not():
    assert issubclass(Stale, Conflict)
    assert not issubclass(NotThere, Conflict)
