"""What the system computes by itself, in plain words, for everybody (law key `automation`).

Every figure is read from where the code itself reads it, and the example is worked out by the tools themselves, so that
the page can't say anything else than what happens.
"""

from typing import Any
from uuid import UUID

from flask import Blueprint, render_template

from medvirkning.appeals import words as appeals
from medvirkning.contributions import board
from medvirkning.follow_up import words as follow_up
from medvirkning.grants import checking, looking_up, reminders
from medvirkning.kernel import deadlines, similar
from medvirkning.review import impartiality, rules, what_if
from medvirkning.web.access import public

blueprint = Blueprint("reckoning", __name__)

POT, PERCENT = 50_000, 20  # of the example
ASKED = (30_000, 20_000, 10_000)  # kroner, in the group's order
TOOLS = ("fill", "cut", "fit")


@blueprint.get("/slik-regner-systemet")
@public
def how() -> str:
    """What is computed, how, and what people decide."""
    return render_template("reckoning/how.html", figures=figures(), example=example(), pot=POT, percent=PERCENT)


def figures() -> dict[str, Any]:
    """The figures the page tells, each from the rule that uses it."""
    before = [-days for days in follow_up.REMINDED_AT if days < 0]
    after = [days for days in follow_up.REMINDED_AT if days > 0]
    return {
        "appeal_weeks": deadlines.SHORTEST_APPEAL_WEEKS,
        "answer_weeks": appeals.ANSWER_WEEKS,
        "months_for_others": appeals.MONTHS_FOR_OTHERS,
        "to_complete": appeals.SHORTEST_TO_COMPLETE,
        "accept_weeks": follow_up.ACCEPT_WEEKS,
        "notice_weeks": follow_up.NOTICE_WEEKS,
        "report_before": before,
        "report_after": after,
        "draft_days": sorted(reminders.DAYS_BEFORE, reverse=True),
        "correction_days": checking.REMINDED.days,
        "preliminary_weeks": rules.REMINDED_AFTER.days // 7,
        "register_tries": looking_up.MOST_TRIES,
        "ties_months": impartiality.RENEWED_EVERY,
        "compared": board.COMPARED,
        "alike": round(100 * similar.AT_LEAST),
        "shown": similar.MOST,
    }


def example() -> list[dict[str, Any]]:
    """Three applications that ask for more than the pot, and what each tool proposes. Whole kroner."""
    wants = [
        what_if.want(UUID(int=place), asked=asked, least_workable=None, floor=None, ceiling=None)
        for place, asked in enumerate(ASKED, 1)
    ]
    proposed = (what_if.fill(POT, wants), what_if.cut(POT, wants, PERCENT), what_if.fit(POT, wants))
    return [
        {"asked": each.asked, **{tool: shares[each.id] for tool, shares in zip(TOOLS, proposed, strict=True)}}
        for each in wants
    ]
