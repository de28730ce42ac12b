"""One page, two answers: all of it, or the block that htmx asked for."""

from typing import Any

from flask import render_template, request
from jinja2_fragments.flask import render_block


def page_or_part(template: str, part: str, **values: Any) -> str:
    """The whole page, or only its block `part` when htmx asks for a part: then `in_part` is true in it."""
    if request.headers.get("HX-Request") == "true" and request.headers.get("HX-Request-Type") != "full":
        return str(render_block(template, part, in_part=True, **values))
    return render_template(template, **values)
