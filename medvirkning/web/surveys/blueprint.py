"""Where a coordinator makes surveys: settings, questions, publishing."""

from typing import Any

from flask import Blueprint

from medvirkning.kernel.localized import direction
from medvirkning.web.language_names import language_name

blueprint = Blueprint("surveys", __name__, url_prefix="/<slug>/arbeid/undersokelser")


@blueprint.context_processor
def languages_in_words() -> dict[str, Any]:
    """What the pages say of languages: their names, and which way they are written."""
    return {"language_name": language_name, "direction": direction}
