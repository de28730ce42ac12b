"""Words for the stops of the caravan."""

from enum import StrEnum

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext as _lp
from flask_babel.speaklater import LazyString

from medvirkning.caravan.stop_words import StopFault, StopState, StopVerb

STOP_LABELS: list[tuple[StrEnum, LazyString]] = [
    (StopState.PLANNED, _lp("caravan stop", "Planned")),
    (StopState.CANCELLED, _lp("caravan stop", "Cancelled")),
    (StopVerb.CANCEL, _l("Cancel the stop")),
    (StopVerb.PLAN_AGAIN, _l("It comes about after all")),
    (StopFault.NO_NAME, _l("Write where the caravan stops, as people there would say it")),
    (StopFault.DAY_PASSED, _l("This day has passed. Choose today or a later day.")),
    (StopFault.TOO_FAR_AHEAD, _l("This is more than %(years)s years ahead. Check the year.")),
    (StopFault.NOT_A_TIME, _l("Write the time as hours and minutes, such as 14.30")),
    (StopFault.NO_SUCH_TIME, _l("The clock goes forward this night, and skips this time. Choose another.")),
    (StopFault.NOT_AFTER, _l("The stop must end after it begins, and on the same day")),
    (
        StopFault.NOT_A_POSITION,
        _l("Write degrees north and east in Norway, as maps give them, such as 58.9712, 5.7563"),
    ),
    (StopFault.NOT_OUR_PLACE, _l("Choose one of the places of the programme")),
    (StopFault.NOT_OUR_ZONE, _l("Choose one of the parts of the area")),
    (StopFault.NO_REASON, _l("Write why, so that whoever meant to come gets to know")),
    (
        StopFault.NOT_TO_TELL,
        _l("One of those you chose can't be told any more. Look over what is left, and save again."),
    ),
    (
        StopFault.TOO_MANY_REPLIES,
        _l("There is room for %(most)s on the sheet, and you have chosen %(chosen)s. Take some away."),
    ),
    (StopFault.OVER, _l("The time of this stop has passed. Copy it to another day instead.")),
]
