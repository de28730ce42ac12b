"""All that tablets fetch and send, gathered for the list of blueprints."""

from medvirkning.web.tablet import handing_in, handing_over, package, pairing, receiving, shell
from medvirkning.web.tablet.blueprint import blueprint

VIEWS = (shell, pairing, package, receiving, handing_over, handing_in)
__all__ = ["VIEWS", "blueprint"]
