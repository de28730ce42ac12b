"""What the pages about repayment share: their addresses, and what may go wrong with a form and a letter."""

from collections.abc import Callable

from flask import url_for
from flask_babel import gettext as _

from medvirkning.follow_up.words import FollowWord
from medvirkning.kernel.errors import Objection, RuleBroken, Stale
from medvirkning.mail import repayment_letters as letters
from medvirkning.mail.letter_content import LetterContent
from medvirkning.web.following_up.loaders import Matter
from medvirkning.web.following_up.repayment_forms import AT
from medvirkning.web.forms import Form
from medvirkning.web.votes import AT_VOTES

ALL = "/<slug>/arbeid/oppfolging/<uuid:application_id>/tilbakebetaling"
ONE = f"{ALL}/<uuid:repayment_id>"


def whole(content: LetterContent, reasons: str) -> None:
    """Nothing is sent that lacks something. An empty reason is the rules' to tell of, at its field."""
    lacking = letters.missing_in_repayment(content) if reasons.strip() else []
    days = {letters.Lacks.AMOUNT, letters.Lacks.DEADLINE}  # the same: the rules have better words
    wrong = [Objection(lack, "notice") for lack in lacking if lack not in days]
    if wrong:
        raise RuleBroken(wrong)


def done(form: Form, act: Callable[[], None], *, day: str = "") -> bool:
    """Whether the form was sent and the act done; what stood in the way is told at its field."""
    if not form.accepted():
        return False
    try:
        act()
    except Stale:
        form.object_to("", _("Something has happened in the case since you opened this page. Look at it again."))
        return False
    except RuleBroken as broken:
        days = dict.fromkeys((FollowWord.TIME_TO_ANSWER, FollowWord.TIME_TO_PAY, FollowWord.DAY_OFF), day)
        form.object_with(broken.objections, AT | AT_VOTES | (days if day else {}))
        return False
    return True


def address_of(found: Matter, view: str = "repayment") -> str:
    """A page of the matter's."""
    case = found.case
    return url_for(f"following_up.{view}", slug=case.programme.slug, application_id=case.application.id,
                   repayment_id=found.repayment.id)  # fmt: skip
