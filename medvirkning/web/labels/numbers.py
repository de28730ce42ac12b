"""Words for numbers, amounts, addresses and dates that can't be read: what is wrong, and how to write it."""

from flask_babel import lazy_gettext as _l

from medvirkning.kernel.kroner import AmountWord
from medvirkning.kernel.norwegian import AccountWord, AddressWord, OrganisationWord, PersonalData, PhoneWord

NOT_A_DATE = _l("Write the date as day, month and year, such as 1.12.2026")

NUMBER_LABELS = [
    (AmountWord.EMPTY, _l("Write an amount")),
    (AmountWord.NOT_A_NUMBER, _l("Write the amount in numbers, such as 18 000")),
    (AmountWord.UNCLEAR, _l("We are not sure which amount this is. Write it as 18 000")),
    (AmountWord.WITH_ORE, _l("Write whole kroner, without øre")),
    (AmountWord.NEGATIVE, _l("Write the amount without a minus")),
    (AmountWord.TOO_LARGE, _l("The amount is too large")),
    (OrganisationWord.EMPTY, _l("Write the organisation number")),
    (OrganisationWord.NOT_DIGITS, _l("An organisation number has digits only, 9 of them")),
    (OrganisationWord.TOO_SHORT, _l("An organisation number has 9 digits. You have written %(written)d.")),
    (OrganisationWord.TOO_LONG, _l("An organisation number has 9 digits. You have written %(written)d.")),
    (
        OrganisationWord.WRONG_CHECK_DIGIT,
        _l("There is no such organisation number. Check that all the digits are right."),
    ),
    (AccountWord.EMPTY, _l("Write the account number")),
    (AccountWord.NOT_DIGITS, _l("An account number has digits only, 11 of them")),
    (AccountWord.TOO_SHORT, _l("An account number has 11 digits. You have written %(written)d.")),
    (AccountWord.TOO_LONG, _l("An account number has 11 digits. You have written %(written)d.")),
    (AccountWord.WRONG_CHECK_DIGIT, _l("There is no such account number. Check that all the digits are right.")),
    (AddressWord.EMPTY, _l("Write an e-mail address")),
    (AddressWord.NO_AT, _l("An e-mail address has an @ in it, such as navn@eksempel.no")),
    (AddressWord.TOO_LONG, _l("The e-mail address is too long")),
    (AddressWord.NOT_AN_ADDRESS, _l("This does not look like an e-mail address. Check that it is right.")),
    (PhoneWord.NOT_DIGITS, _l("Write the phone number with digits only, such as 412 34 567")),
    (
        PhoneWord.WRONG_LENGTH,
        _l("A Norwegian phone number has 8 digits. You have written %(written)d. Put + first if it is from abroad."),
    ),
    (PhoneWord.UNKNOWN_START, _l("No phone number begins with 0 or 1. Check that all the digits are right.")),
    (PhoneWord.NOT_ABROAD, _l("There is no such phone number. After + come the country's code and the number.")),
    (PersonalData.NATIONAL_ID, _l("a national identity number")),
    (PersonalData.PHONE, _l("a phone number")),
    (PersonalData.EMAIL, _l("an e-mail address")),
]
