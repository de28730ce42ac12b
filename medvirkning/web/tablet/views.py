"""All that tablets fetch and send, gathered for the list of blueprints."""

from medvirkning.web.tablet import package, pairing, receiving, shell
from medvirkning.web.tablet.blueprint import blueprint

VIEWS = (shell, pairing, package, receiving)
__all__ = ["VIEWS", "blueprint"]
