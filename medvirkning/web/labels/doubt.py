"""Words for ties, hints, doubts and substitutes."""

from flask_babel import lazy_gettext as _l

from medvirkning.review.words import Doubt, HintKind, Part, TieRole

DOUBT_LABELS = [
    (TieRole.LEADS, _l("chairs the board or manages it")),
    (TieRole.BOARD, _l("sits on the board")),
    (TieRole.DEPUTY, _l("deputy on the board")),
    (TieRole.EMPLOYEE, _l("works there")),
    (TieRole.OWNER, _l("owns it or a part of it")),
    (TieRole.MEMBER, _l("member or volunteer")),
    (TieRole.FAMILY, _l("somebody close to me leads it or sits on the board")),
    (Part.HELPED, _l("Helped with the application")),
    (Part.PREPARED, _l("Prepared the case")),
    (HintKind.TIE, _l("A tie they have registered")),
    (HintKind.REGISTER, _l("By the register of organisations, somebody of this name has a role with the applicant:")),
    (HintKind.HELPED, _l("Helped to write the application")),
    (HintKind.PREPARED, _l("Prepared the case as an employee")),
    (HintKind.SECOND, _l("The application names somebody of this name or address as the second person behind it:")),
    (Doubt.WHY_MISSING, _l("Write why this does not make you disqualified")),
    (Doubt.SETTLED_TOGETHER, _l("Somebody who is in doubt can't be let in by one alone. Settle it in the group.")),
    (Doubt.NOT_IN_DOUBT, _l("There is no doubt to settle: it is settled, or the answer has been changed.")),
    (Doubt.TOO_MANY_VOTES, _l("Only %(most)d can vote")),
    (Doubt.TOO_FEW_VOTES, _l("At least %(least)d must vote")),
    (Doubt.AGAINST_THE_VOTES, _l("Choose what most of them voted for")),
    (Doubt.GROUND_MISSING, _l("Choose for what reason")),
    (Doubt.TEXT_MISSING, _l("Write what the minutes should say")),
    (Doubt.MEMBER_IS_IN, _l("Only a member who is out of the case gets a substitute.")),
    (Doubt.NO_SUBSTITUTE, _l("Only a substitute can step in.")),
    (Doubt.SUBSTITUTE_IS_OUT, _l("The substitute is out of the case too.")),
    (Doubt.SEAT_TAKEN, _l("A substitute has stepped in already.")),
    (Doubt.CALLED_IN_ALREADY, _l("The substitute sits for another member in this case.")),
    (Doubt.PREPARED_THE_CASE, _l("You have prepared this case as an employee, so you have no vote in it.")),
    (Doubt.NOT_A_COUNT, _l("Write a whole number, such as 3")),
    (Doubt.TIE_UNNAMED, _l("Write the name of the organisation, or its number")),
    (Doubt.TIE_IN_THE_FUTURE, _l("Write a day that has been")),
]
