"""Members who agree with another's assessment, for tests. Each is its own transaction."""

from medvirkning.grants.models import Application
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.people.models import Person
from medvirkning.review.agreeing import agree_with, look_first, take_back
from medvirkning.review.agreements import Agreement
from tests.cast import World
from tests.grant_cast import open_round, sent
from tests.review_cast import hands_in, says

GROUP = ("dag", "halima", "ivar", "jorunn")


def assessed(world: World, *, may_agree: bool = True) -> Application:
    """A case that is open to the whole group; Jorunn (3 points) and Ivar (1 point) have handed in."""
    made = sent(open_round(world), world.bjarne)
    with transaction():
        made.round.scheme.may_agree = may_agree
    for name in GROUP:
        says(made, getattr(world, name))
    hands_in(made, world.jorunn, 2, 1)
    hands_in(made, world.ivar, 1, 0)
    return made


def looks(case: Application, by: Person) -> Agreement:
    """Somebody gives up their own points to see the others'."""
    with transaction():
        return look_first(case, by=by, at=now())


def agrees(case: Application, by: Person, other: Person) -> Agreement:
    """Somebody agrees with another, and has looked first."""
    looks(case, by)
    with transaction():
        return agree_with(case, other.id, by=by, at=now())


def takes_back(case: Application, by: Person) -> None:
    """Somebody no longer agrees."""
    with transaction():
        take_back(case, by=by, at=now())
