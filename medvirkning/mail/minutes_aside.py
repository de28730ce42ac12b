"""What the minutes say of doubts that were settled, substitutes called in for a case, and employees without a vote."""

from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext

from medvirkning.kernel.laws import reference
from medvirkning.review.stepping import StepAside
from medvirkning.review.words import DeclarationAnswer, Ground


def aside_lines(one: StepAside, on: date, language: str) -> list[str]:
    """A sentence or two a line, each with its place in law on the day of the meeting; in the language spoken now."""
    name, lines = one.person.name, []
    if one.settlement is not None:
        lines.append(_settled(one, on, language))
    if one.substitute is not None:
        law = reference("substitute", on).text(language)
        lines.append(
            _(
                "%(substitute)s was called in for %(name)s (%(law)s).",
                substitute=one.substitute.name,
                name=name,
                law=law,
            )
        )
    if one.ground is Ground.PREPARED and one.settlement is None:
        law = reference("disqualification_elected", on).text(language)
        lines.append(_("%(name)s has prepared the case and had no vote (%(law)s).", name=name, law=law))
    return lines


def _settled(one: StepAside, on: date, language: str) -> str:
    made = one.settlement
    assert made is not None
    law = reference("disqualification_decided_by", on).text(language)
    who = {"name": one.person.name, "law": law}
    if made.answer is DeclarationAnswer.NO:
        found = _("%(name)s was in doubt. The group found that %(name)s could take part (%(law)s).", **who)
    else:
        found = _("%(name)s was in doubt. The group found that %(name)s had to step aside (%(law)s).", **who)
    votes = ngettext("%(num)d voted for taking part", "%(num)d voted for taking part", made.votes_in)
    against = ngettext("%(num)d against.", "%(num)d against.", made.votes_out)
    how = _("All of the group voted, because the others were too few.") if made.all_took_part else ""
    text = made.text if made.text.endswith((".", "!", "?")) else f"{made.text}."
    return " ".join(part for part in (found, f"{votes}, {against}", how, text) if part)
