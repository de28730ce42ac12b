"""What an edit did besides what was meant, told on the next page."""

from flask import flash
from flask_babel import ngettext

from medvirkning.surveys.editing import Edited


def tell_loosened(edited: Edited) -> None:
    """Tell what lost its rules, where something did."""
    if edited.loosened:
        lost = len(edited.loosened)
        flash(
            ngettext(
                "%(num)d question or section has lost a rule, because it was about what you took away.",
                "%(num)d questions or sections have lost rules, because they were about what you took away.",
                lost,
            ),
            "warning",
        )
