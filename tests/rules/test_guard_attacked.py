"""No hidden number can be worked out: over made-up crowds, with every table of one and of two variables laid open.

The attacker of tests/attacker.py solves the equations of all tables together, and knows nothing of the guard.
"""

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some

from medvirkning.surveys.guard import one_way, two_way
from medvirkning.surveys.guarded import Guarded
from tests.attacker import Attacker
from tests.small_crowds import read, surveys, true_value

LIMITS = some.sampled_from((3, 4, 5, 7, 10))
PATIENT = settings(
    deadline=None, phases=(Phase.explicit, Phase.generate), max_examples=60, suppress_health_check=list(HealthCheck)
)
FEW = settings(PATIENT, max_examples=25)


@PATIENT
@given(survey=surveys(), k=LIMITS)
def test_the_equations_of_all_tables_together_determine_no_hidden_number(survey, k):
    attacker = Attacker()
    hidden = read(attacker, survey, survey.tables(k))
    assert not attacker.determined() & hidden


@PATIENT
@given(survey=surveys(), k=LIMITS)
def test_no_shown_number_comes_from_fewer_than_k_people(survey, k):
    alone, crossed = survey.tables(k)
    shown = {(at, cell.key): cell.count for at, table in alone.items() for cell in table if not cell.hidden}
    shown |= {(pair, place): count for pair, table in crossed.items() for place, count in table.counts.items()}
    for name, count in shown.items():
        assert count is None or count >= k or (count == 0 and "@none" in str(name))


@FEW
@given(survey=surveys(most_variables=3, largest=20), k=LIMITS, pick=some.randoms(use_true_random=False))
def test_who_knows_that_no_number_is_negative_still_cannot_tell_a_small_one_from_k(survey, k, pick):
    """Each hidden number may be any of at least k + 1; each small one may be k or more, and none at all.

    But where the tables of one variable already say that it is more than none, it is as little as they say.
    """
    attacker = Attacker()
    hidden = read(attacker, survey, survey.tables(k))
    for name in pick.sample(sorted(hidden, key=str), min(4, len(hidden))):
        least, most = attacker.bounds(name)
        assert most - least >= k
        if true_value(survey, name) < k:
            assert most >= k
            assert least == 0 or least == from_margins_alone(survey, k, name)


def from_margins_alone(survey, k, name):
    """The least a number can be to somebody who reads only the tables of one variable."""
    attacker = Attacker()
    alone, crossed = survey.tables(k)
    closed = {
        pair: type(table)(table.rows, table.columns, dict.fromkeys(table.counts)) for pair, table in crossed.items()
    }
    read(attacker, survey, (alone, closed))
    return attacker.bounds(name)[0]


@PATIENT
@given(
    counts=some.lists(some.integers(0, 14), min_size=20, max_size=20),
    k=LIMITS,
    pick=some.randoms(use_true_random=False),
)
def test_a_table_hides_the_same_however_it_is_turned_and_ordered(counts, k, pick):
    table = dict(zip(((row, column) for row in "abcd" for column in "vwxyz"), counts, strict=True))
    rows = one_way({row: sum(table[row, column] for column in "vwxyz") for row in "abcd"}, k)
    columns = one_way({column: sum(table[row, column] for row in "abcd") for column in "vwxyz"}, k)
    shown = two_way(table, rows, columns, k).counts
    turned = two_way({place[::-1]: count for place, count in table.items()}, columns, rows, k).counts
    assert {place[::-1]: count for place, count in turned.items()} == shown
    assert (
        two_way(dict(pick.sample(sorted(table.items()), 20)), mixed(rows, pick), mixed(columns, pick), k).counts
        == shown
    )


def mixed(table, pick):
    return Guarded(dict(pick.sample(list(table.counts.items()), len(table.counts))), table.total)
