"""Words for the caravan's tablets and shifts."""

from enum import StrEnum

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext as _lp
from flask_babel.speaklater import LazyString

from medvirkning.caravan.words import (
    CaravanEvent,
    CaravanFault,
    HeldFor,
    ItemKind,
    ItemState,
    ShiftState,
    ShiftVerb,
    TabletChannel,
)

CARAVAN_LABELS: list[tuple[StrEnum, LazyString]] = [
    (ShiftState.OPEN, _lp("shift", "Going on")),
    (ShiftState.ENDED, _lp("shift", "Ended")),
    (ShiftVerb.END, _l("End the shift")),
    (ShiftVerb.RESUME, _l("Go on with the shift")),
    (ItemState.WAITING, _lp("from a tablet", "Waits for photos")),
    (ItemState.TAKEN, _lp("from a tablet", "Taken in")),
    (ItemState.HELD, _lp("from a tablet", "To look at")),
    (ItemState.REMOVED, _lp("from a tablet", "Removed")),
    (ItemKind.CONTRIBUTION, _lp("from a tablet", "Input")),
    (ItemKind.ANSWERS, _lp("from a tablet", "Answers to a survey")),
    (TabletChannel.TABLET, _l("On the tablet")),
    (TabletChannel.HELPED, _l("Written by us for a resident")),
    (HeldFor.UNKNOWN_KEY, _l("It is closed with a key that is not here.")),
    (HeldFor.UNREADABLE, _l("It can't be read.")),
    (HeldFor.UNKNOWN_SHIFT, _l("It comes from a shift that is not known here.")),
    (HeldFor.UNKNOWN_SURVEY, _l("It answers a survey that is not here.")),
    (HeldFor.NOT_ALLOWED, _l("Something in it breaks the rules.")),
    (HeldFor.BAD_PHOTO, _l("A photo lacks, or can't be used.")),
    (HeldFor.SENT_OTHERWISE, _l("Something else came under the same number.")),
    (HeldFor.BROKEN, _l("Something went wrong with us when we took it in.")),
    (CaravanEvent.TABLET_PAIRED, _l("Tablet connected")),
    (CaravanEvent.TABLET_REVOKED, _l("Tablet shut out")),
    (CaravanEvent.SHIFT_OPENED, _l("Shift opened")),
    (CaravanEvent.SHIFT_CHANGED, _l("What is on offer was changed")),
    (CaravanEvent.SHIFT_ENDED, _l("Shift ended")),
    (CaravanEvent.SHIFT_RESUMED, _l("Shift went on")),
    (CaravanEvent.ITEM_TAKEN_BY_HAND, _l("Taken in after somebody looked at it")),
    (CaravanEvent.ITEM_REMOVED, _l("Removed after somebody looked at it")),
    (CaravanEvent.FILE_IMPORTED, _l("Sealed file taken in")),
    (CaravanEvent.KEY_MADE, _l("New key made for the tablets")),
    (CaravanFault.NAME_MISSING, _l("Give the tablet a name")),
    (CaravanFault.NAME_TOO_LONG, _l("The name can have %(most)s characters at the most")),
    (CaravanFault.CODE_UNKNOWN, _l("No tablet is waited for with this code. A code lasts a quarter of an hour.")),
    (CaravanFault.NO_TABLET, _l("Choose at least one tablet")),
    (CaravanFault.TABLET_BUSY, _l("%(tablet)s is in another shift. End that one first.")),
    (CaravanFault.TABLET_REVOKED, _l("%(tablet)s has been shut out.")),
    (CaravanFault.NOTHING_OFFERED, _l("Choose what people can do: say something, or answer a survey")),
    (CaravanFault.NO_LANGUAGE, _l("Choose at least one language")),
    (CaravanFault.NO_NORWEGIAN, _l("Choose bokmål or nynorsk as well")),
    (CaravanFault.SURVEY_NOT_OPEN, _l("One of the surveys can't be answered today")),
    (CaravanFault.STOP_CANCELLED, _l("The stop is cancelled")),
    (CaravanFault.PIN_FORM, _l("The PIN has four to eight digits")),
    (CaravanFault.SHIFT_ENDED, _l("The shift has ended")),
]
