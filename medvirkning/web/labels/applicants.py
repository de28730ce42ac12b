"""Words for what is around an application: the registers, those who join in, and advice before one applies."""

from flask_babel import lazy_gettext as _l

from medvirkning.grants.applicant_words import (
    Consent,
    FitWord,
    HandedOverBy,
    HelpWord,
    JoiningWord,
    RegisterOutcome,
    RegisterWarning,
)
from medvirkning.grants.second_words import SecondEnd, SecondStanding, SecondWord

APPLICANT_LABELS = [
    (RegisterOutcome.FOUND, _l("Found in the register")),
    (RegisterOutcome.UNKNOWN, _l("Not found in the register")),
    (RegisterOutcome.DELETED, _l("Deleted from the register")),
    (RegisterOutcome.UNREACHABLE, _l("The register did not answer")),
    (RegisterWarning.NOT_THERE, _l("The number is not in the register")),
    (RegisterWarning.DELETED, _l("The organisation is deleted")),
    (RegisterWarning.BANKRUPT, _l("The organisation is bankrupt")),
    (RegisterWarning.WINDING_UP, _l("The organisation is being wound up")),
    (RegisterWarning.FORCED_DISSOLUTION, _l("The organisation is being dissolved by force")),
    (
        FitWord.NOT_FOR_KIND,
        _l("The scheme is not for applicants like you. Perhaps you can apply with somebody it is for?"),
    ),
    (
        FitWord.OUTSIDE_AREA,
        _l("The money goes to what happens in the area. Ask us if there is another scheme for you."),
    ),
    (FitWord.TOO_LITTLE, _l("The least one can apply for is %(least)s kroner. Perhaps you can do a little more?")),
    (FitWord.TOO_MUCH, _l("The most one can get is %(most)s kroner. You may need money from others too.")),
    (FitWord.BEGUN, _l("We can't give money for what has begun already. Perhaps there is a part that has not?")),
    (
        FitWord.BEFORE_ANSWER,
        _l("The answers come by %(answer_by)s. What begins before that, you begin without knowing if you get money."),
    ),
    (FitWord.NOT_FUNDED, _l("We do not give money for this: %(what)s. You can apply for the rest.")),
    (FitWord.STOPS, _l("We do not give money for this: %(what)s. You can't apply while it is part of it.")),
    (JoiningWord.THERE_ALREADY, _l("This organisation is named already")),
    (JoiningWord.TOO_MANY, _l("There is room for %(most)d. Write of the others under «Who has helped to shape it?».")),
    (Consent.ASKED_FOR_HELP, _l("The applicant has asked for help with the application.")),
    (Consent.PUBLIC, _l("The applicant knows that the application is a public document.")),
    (Consent.WRITES_FOR_ME, _l("The applicant agrees that I write it, and that my name is noted as the helper's.")),
    (HandedOverBy.EMAIL, _l("By e-mail")),
    (HandedOverBy.PAPER, _l("On paper")),
    (HelpWord.CONSENT_MISSING, _l("Read this to the applicant, and tick it when they have said yes")),
    (HelpWord.SPOKEN_MISSING, _l("Write which language you speak together")),
    (
        HelpWord.READ_BACK_MISSING,
        _l("Read it all back to the applicant, and tick it when they say that it is right"),
    ),
    (HelpWord.EMAIL_MISSING, _l("Write the applicant's e-mail address, and not your own")),
    (SecondStanding.NOT_ASKED, _l("Not asked")),
    (SecondStanding.WAITING, _l("The second person has not answered yet.")),
    (SecondStanding.LAPSED, _l("The second person did not answer in time.")),
    (SecondStanding.CONFIRMED, _l("The second person has confirmed.")),
    (SecondStanding.REFUSED, _l("The second person answers that they know nothing of the application.")),
    (SecondEnd.CONFIRMED, _l("Answered yes")),
    (SecondEnd.REFUSED, _l("Answered no")),
    (SecondEnd.REPLACED, _l("A new request was sent")),
    (SecondWord.HAS_CONFIRMED, _l("The second person has confirmed already.")),
    (SecondWord.HAS_REFUSED, _l("The second person has said no. Name somebody else.")),
    (SecondWord.TOO_LATE, _l("The application has been decided or withdrawn, so nobody has to confirm it now.")),
    (SecondWord.ASKED_OFTEN, _l("We have sent the request several times today. Wait until tomorrow.")),
    (SecondWord.TOO_MANY_ASKED, _l("We have sent so many requests in this case that we send no more. Write to us.")),
]
