"""Ready texts for tests, made through the action. Own transactions."""

from medvirkning.grants.schemes import Scheme
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.kernel.localized import Localized
from medvirkning.review.keeping_texts import add_text
from medvirkning.review.library_texts import LibraryText
from medvirkning.review.library_words import TextKind
from tests.cast import World

POT_NB, POT_NN = "Det er søkt om mer enn det er penger til.", "Det er søkt om meir enn det er pengar til."


def kept(
    world: World,
    kind: TextKind = TextKind.GENERAL,
    name: str = "Potten er liten",
    nb: str = POT_NB,
    nn: str = POT_NN,
    scheme: Scheme | None = None,
    criterion_key: str | None = None,
) -> LibraryText:
    """A ready text."""
    text = Localized.written({"nb": nb, "nn": nn})
    with transaction():
        return add_text(
            world.programme.id,
            kind=kind,
            name=name,
            text=text,
            scheme=scheme,
            criterion_key=criterion_key,
            by=world.cecilie,
            at=now(),
        )
