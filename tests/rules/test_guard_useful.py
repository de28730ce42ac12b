"""Guarded numbers still say something: an ordinary survey of 312 answers keeps most of its cells."""

from random import Random

import pytest

from medvirkning.surveys.guard import one_way, two_way

ZONES = {"badedammen": 74, "bergeland": 66, "emmaus": 58, "lervig": 47, "midjord": 38, "nylund": 29}  # 312 people
SHARES = {
    5: (31, 40, 17, 8, 4),
    6: (28, 24, 18, 14, 10, 6),
    7: (25, 20, 17, 13, 10, 9, 6),
    8: (22, 18, 15, 13, 11, 9, 7, 5),
}


@pytest.mark.parametrize(("choices", "least"), [(5, 0.5), (6, 0.5), (7, 0.5), (8, 0.5)])
def test_of_a_question_by_zone_most_is_shown(choices, least):
    shown = cells = 0
    for seed in range(20):
        answers = Random(seed)
        counts = {(zone, f"c{at}"): 0 for zone in ZONES for at in range(choices)}
        for zone, people in ZONES.items():
            for at in answers.choices(range(choices), SHARES[choices], k=people):
                counts[zone, f"c{at}"] += 1
        asked = {f"c{at}": sum(counts[zone, f"c{at}"] for zone in ZONES) for at in range(choices)}
        alone, by_zone = one_way(asked, 5), one_way(ZONES, 5)
        assert not alone.hidden
        assert not by_zone.hidden
        table = two_way(counts, by_zone, alone, 5)
        small = sum(count < 5 for count in counts.values())
        assert len(table.hidden) <= 2 * small + 4  # at worst about one more for each small one
        shown += sum(count is not None for count in table.counts.values())
        cells += len(counts)
    assert shown / cells >= least
