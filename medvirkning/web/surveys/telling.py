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
                "%(num)d question is no longer shown by a rule, because the rule was about what you took away.",
                "%(num)d questions are no longer shown by a rule, because the rules were about what you took away.",
                lost,
            ),
            "warning",
        )
