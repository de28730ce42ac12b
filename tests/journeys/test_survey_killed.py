"""kill -9 while people answer a survey: no acknowledged step is lost, and nothing that was sent counts twice."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.respondents import Kept, Respondents, asked_in, stored
from tests.journeys.site import Site

pytestmark = pytest.mark.long

ROUNDS, ENOUGH = 2, 10  # sent in a round before the kill


@pytest.fixture
def site(demo_folder: Path, tmp_path: Path) -> Iterator[Site]:
    """A site with the demo in it."""
    site = Site(tmp_path / "site", like=demo_folder)
    yield site
    site.kill()


def test_no_acknowledged_step_is_lost(site: Site) -> None:
    asked = asked_in(site)
    _writing, before, _counted = stored(site)
    everybody: list[Kept] = []
    for _round in range(ROUNDS):
        site.start()
        people = Respondents(site, asked)
        people.wait_for(ENOUGH)
        site.kill()
        people.end()
        everybody += people.kept.values()
        writing, responses, counted = stored(site)
        for key, mine in people.kept.items():
            if not mine.sending:
                assert mine.answers.items() <= writing[key].items(), "an acknowledged step is lost"
            assert not (mine.sent and key in writing), "what was sent is still being written"
        sent, in_flight = sum(one.sent for one in everybody), sum(one.sending and not one.sent for one in everybody)
        assert sent >= ENOUGH
        assert before + sent <= responses <= before + sent + in_flight
        assert counted == responses
    assert sum(not one.sending and bool(one.answers) for one in everybody) >= ROUNDS
