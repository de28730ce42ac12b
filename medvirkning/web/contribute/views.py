"""All of giving input, gathered for the list of blueprints."""

from medvirkning.web.contribute import photos, receipt, reply, same, what, where
from medvirkning.web.contribute.blueprint import blueprint

VIEWS = (what, where, reply, same, receipt, photos)
__all__ = ["VIEWS", "blueprint"]
