"""Words for what a letter lacks."""

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext as _lp

from medvirkning.mail.letter_check import Lacks
from medvirkning.mail.letter_content import Untranslated
from medvirkning.review.correction_words import CorrectionWord
from medvirkning.review.telling_words import OtherWay, TellWord
from medvirkning.review.words import BatchState, BatchStop

LETTER_LABELS = [
    (Lacks.NUMBER, _l("The case number")),
    (Lacks.DATE, _l("The date")),
    (Lacks.RECIPIENT, _l("Who the letter is to")),
    (Lacks.DECISION, _l("The decision, and who has made it")),
    (Lacks.AMOUNT, _l("The amount")),
    (Lacks.REASONS, _l("The reasons for the decision")),
    (Lacks.CUT_REASONS, _l("Why they get less than they asked for")),
    (Lacks.MISSING_ITEMS, _l("What was missing, or that it can't be corrected")),
    (Lacks.ASKED_FIRST, _l("That it was asked for first, or why not")),
    (Lacks.RULES, _l("What the scheme is called and who has adopted it")),
    (Lacks.CONDITIONS, _l("The conditions for the money")),
    (Lacks.ACCEPT, _l("How to say yes to the money, and by when")),
    (Lacks.PAYMENT, _l("How the money is paid")),
    (Lacks.REPORT, _l("When the report must come")),
    (Lacks.REPAYMENT, _l("When money must be paid back")),
    (Lacks.APPEAL, _l("The right to appeal")),
    (Lacks.DEADLINE, _l("The last day to appeal")),
    (Lacks.HOW_TO_APPEAL, _l("How to appeal, and where to")),
    (Lacks.APPEAL_BODY, _l("Who decides appeals")),
    (Lacks.DEFERRED_EXECUTION, _l("That one can ask for the decision to wait")),
    (Lacks.COSTS, _l("The right to have costs covered")),
    (Lacks.PAPERS, _l("The right to see the documents")),
    (Lacks.GUIDANCE, _l("Where to get free help")),
    (Lacks.CASE_OFFICER, _l("The name of the case officer")),
    (Lacks.RESPONSIBLE, _l("The name of whoever is responsible for the decision")),
    (Lacks.CONTACT, _l("An address to write to")),
    (Lacks.LANGUAGE, _l("Texts in the letter's language")),
    (Lacks.STATEMENT, _l("What you say to the appeal body about the appeal")),
    (Lacks.NO_FURTHER_APPEAL, _l("That the appeal body's decision can't be appealed")),
    (Lacks.CORRECTION, _l("What is corrected, and in which letter")),
    (Lacks.TIME_ANEW, _l("Whether the time to appeal begins anew")),
    (CorrectionWord.LETTER_NOT_SENT, _l("The letter is not sent yet. Put right what is wrong, and send it as it is.")),
    (
        CorrectionWord.DECISION_CHANGED,
        _l("The decision was changed after an appeal, so this letter can't be corrected any more"),
    ),
    (CorrectionWord.WHAT_MISSING, _l("Write what is corrected: it stands first in the letter")),
    (CorrectionWord.NOTHING_CORRECTED, _l("Nothing is changed yet. Correct what is wrong in the letter.")),
    (CorrectionWord.ANSWER_CHANGED, _l("A corrected letter can't change the answer or the amount")),
    (CorrectionWord.DEADLINE_SHORTER, _l("The last day to appeal can't be before %(least)s")),
    (BatchState.WAITING, _lp("letters", "Waiting")),
    (BatchState.SENT, _lp("letters", "Sent")),
    (BatchState.STAYED, _l("Not sent")),
    (BatchStop.LACKS, _l("It lacks something that the law asks for")),
    (BatchStop.CLOSED, _l("The application is closed to whoever sent the letters")),
    (BatchStop.CHANGED, _l("It has come to say something else since it was looked at")),
    (BatchStop.FAULT, _l("It could not be made. Try to send it by itself.")),
    (Untranslated.SCHEME_NAME, _l("the name of the scheme")),
    (Untranslated.ADOPTED_BY, _l("who has adopted the scheme")),
    (Untranslated.CRITERIA_ADOPTED_BY, _l("who has adopted the criteria")),
    (Untranslated.CONDITIONS, _l("the conditions of the scheme")),
    (Untranslated.HELP_TEXT, _l("where to get help")),
    (OtherWay.POST, _l("By letter")),
    (OtherWay.SPOKEN, _l("By telephone, or face to face")),
    (OtherWay.OWN_MAIL, _l("By an e-mail from one of us")),
    (TellWord.WAY_MISSING, _l("Choose how you told them")),
    (TellWord.DAY_MISSING, _l("Write which day they were told")),
    (TellWord.AHEAD, _l("The day has not come yet")),
    (TellWord.BEFORE_LETTER, _l("The letter was sent on %(sent)s. They can't have been told of it before that.")),
]
