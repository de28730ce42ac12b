"""What was said at a stop in tests, and what came of it, made through the actions. Own transactions."""

from datetime import datetime
from uuid import UUID

from medvirkning.caravan.origins import SaidAtStop
from medvirkning.caravan.replying import tell_at_stop
from medvirkning.caravan.stops import Stop
from medvirkning.caravan.words import TabletChannel
from medvirkning.contributions.models import Contribution
from medvirkning.contributions.words import AnswerOutcome
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import db, transaction
from tests.cast import World
from tests.contribution_cast import answered, done, sent


def at_stop(stop: Stop, *said: Contribution) -> None:
    """These were said there."""
    with transaction():
        for one in said:
            db.session.add(SaidAtStop(contribution_id=one.id, stop_id=stop.id, channel=TabletChannel.TABLET))


def crowd(world: World, stop: Stop, others: int = 3, *, at: datetime | None = None) -> tuple[UUID, UUID]:
    """The ids of one that is done and one that is answered with a no, among so many that nobody has read."""
    light = done(world, text="Det er mørkt ved kaia.", at=at)
    path = answered(world, AnswerOutcome.NO, "Stien er fredet.", text="Asfalter stien.", at=at)
    rest = [sent(world, f"Nummer {number}", at=at) for number in range(others)]
    found = light.id, path.id
    at_stop(stop, light, path, *rest)
    return found


def told(world: World, stop: Stop, *chosen: UUID) -> None:
    """Cecilie chooses these."""
    with transaction():
        tell_at_stop(stop, chosen, by=world.cecilie, at=now())
