"""Words for the district group's work."""

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext as _lp

from medvirkning.review.words import Closed, DeclarationAnswer, Ground, Order, Outcome, ReviewWord, Sort, Tab, Tool
from medvirkning.web.labels.doubt import DOUBT_LABELS

# What a ground means, where its own words don't say it all. By its value, as a form's choices have it.
GROUND_MEANS = {
    Ground.FAMILY.value: _l(
        "Spouse, also a former one, fiancé, children, parents, grandparents, siblings, in-laws and foster family."
    ),
    Ground.HOUSEHOLD.value: _l("Cohabitant, also a former one, stepparents and stepchildren."),
    Ground.BOARD.value: _l("Ordinary members and volunteers do not count here."),
    Ground.CLOSE.value: _l("Also when your employer or somebody close to you gains or loses by the answer."),
}

REVIEW_LABELS = [
    (DeclarationAnswer.NO, _l("No, I have nothing to do with the applicant")),
    (DeclarationAnswer.YES, _l("Yes, I step aside")),
    (DeclarationAnswer.UNSURE, _l("I am not sure")),
    (Ground.PARTY, _l("I am behind the application myself, or the money comes to me")),
    (Ground.FAMILY, _l("Somebody in my close family is behind the application")),
    (Ground.HOUSEHOLD, _l("I live or have lived with somebody behind the application, or we are step family")),
    (Ground.ON_BEHALF, _l("I act for the applicant in this case")),
    (Ground.BOARD, _l("I lead the association or company that applies, or sit on its board")),
    (Ground.DEPUTY, _l("I am a deputy on the applicant's board, and took part when the board discussed this")),
    (Ground.SUBORDINATE, _l("My manager steps aside from this case")),
    (Ground.HELPED, _l("I have helped with the application")),
    (Ground.PREPARED, _l("I work for the municipality and have prepared this case")),
    (Ground.CLOSE, _l("We are close friends or in conflict, or I have something to gain or lose")),
    *DOUBT_LABELS,
    (Outcome.GRANTED, _lp("outcome", "Yes")),
    (Outcome.PARTLY, _lp("outcome", "Partly")),
    (Outcome.REFUSED, _lp("outcome", "No")),
    (Tab.ALL, _lp("applications", "All")),
    (Tab.LEFT, _l("Left to do")),
    (Tab.MISSING, _l("Something is missing")),
    (Tab.CLOSED, _l("I step aside")),
    (Sort.OLDEST, _l("The oldest first")),
    (Sort.AMOUNT, _l("The largest amount first")),
    (Sort.ZONE, _l("By zone")),
    (Sort.POINTS, _l("My points")),
    (Closed.NOT_DECLARED, _l("Say first whether you have anything to do with the applicant.")),
    (Closed.DISQUALIFIED, _l("You have stepped aside from this application.")),
    (Closed.UNSURE, _l("You were not sure. The application is closed to you until the group has found out.")),
    (Closed.OWN_APPLICATION, _l("You have applied yourself. Others handle the application.")),
    (ReviewWord.GROUND_MISSING, _l("Choose what makes you step aside")),
    (ReviewWord.NOTE_MISSING, _l("Write what you are unsure of")),
    (ReviewWord.OWN_CASE, _l("You have applied yourself, so you step aside. Choose yes.")),
    (ReviewWord.OTHERS_MUST_REOPEN, _l("You can't open the application again yourself. Ask whoever leads the group.")),
    (ReviewWord.ALREADY_SUBMITTED, _l("Your points are handed in. Hand in all of them again to change them.")),
    (ReviewWord.NOT_UNDER_REVIEW, _l("The application is decided, so this can't be changed.")),
    (ReviewWord.POINTS_MISSING, _l("Give points")),
    (ReviewWord.POINTS_OUTSIDE, _l("Choose from 0 to %(most)d points")),
    (ReviewWord.REASON_MISSING, _l("Write why")),
    (ReviewWord.OWN_POINTS_FIRST, _l("You see what the others think when you have handed in your own points.")),
    (ReviewWord.NOT_IN_THE_GROUP, _l("Only the district group can do this.")),
    (ReviewWord.CHAIR_DECIDES, _l("Whoever leads the group decides.")),
    (ReviewWord.GRANTED_IS_ALL, _l("Yes is all they ask for: %(asked)s kroner. Choose partly to give less.")),
    (ReviewWord.PARTLY_IS_LESS, _l("Write an amount above 0 and below %(asked)s kroner")),
    (ReviewWord.REFUSED_IS_NOTHING, _l("No gives 0 kroner")),
    (ReviewWord.ABOVE_CEILING, _l("The scheme gives %(ceiling)s kroner at the most")),
    (ReviewWord.ABOVE_WHAT_IS_LEFT, _l("There is not enough money. %(left)s kroner is left.")),
    (ReviewWord.REASONS_MISSING, _l("Write the reasons for the decision")),
    (ReviewWord.CUT_REASONS_MISSING, _l("Write why they get less than they asked for")),
    (ReviewWord.PDF_MISSING, _l("The letter could not be made")),
    (ReviewWord.DEADLINE_TOO_EARLY, _l("The appeal deadline is too early. It can be %(least)s at the earliest.")),
    (ReviewWord.PERCENT_OUTSIDE, _l("Write a whole number from 1 to 99")),
    (ReviewWord.NOTHING_TO_UNDO, _l("There is nothing to undo.")),
    (
        ReviewWord.UNDO_IS_OTHERS,
        _l("The last step is also about an application that is closed to you. Ask somebody else in the group."),
    ),
    (
        ReviewWord.ROUND_STILL_OPEN,
        _l("One can apply until %(deadline)s. Nothing is decided before the deadline has passed."),
    ),
    (Order.SCORES, _l("All the points")),
    (Order.CRITERIA, _l("One criterion at a time")),
    (Tool.BY_HAND, _l("Changed one")),
    (Tool.FILL, _l("Fill from the top")),
    (Tool.REST, _l("Share out what is left")),
    (Tool.CUT, _l("Cut all by a percentage")),
    (Tool.FIT, _l("Cut all alike until it fits")),
    (Tool.LEAST, _l("Cut to the least workable")),
    (Tool.CLEAR, _l("Empty the draft")),
    (Tool.TAKE, _l("Took a saved proposal into use")),
]
