"""Norwegian numbers and addresses: read, shown, and found where they should not have been written.

Check digits are python-stdnum's: organisation numbers modulo 11 with weights 3 2 7 6 5 4 3 2 (Brønnøysundregistrene),
account numbers modulo 11 (Bits), national identity numbers two check digits modulo 11 (Skatteetaten).
"""

import re
from collections.abc import Callable
from datetime import date
from enum import StrEnum

from email_validator import EmailNotValidError, validate_email
from stdnum.exceptions import ValidationError
from stdnum.no import fodselsnummer, kontonr, orgnr

from medvirkning.kernel.errors import Refused

ORGANISATION_DIGITS = 9
ACCOUNT_DIGITS = 11
LONGEST_ADDRESS = 254  # RFC 5321 § 4.5.3.1.3 with the RFC's erratum 1690


class OrganisationWord(StrEnum):
    """Why something is no organisation number. Facts of the wrong lengths: `written` and `needed`, in digits."""

    EMPTY = "organisation_empty"
    NOT_DIGITS = "organisation_not_digits"
    TOO_SHORT = "organisation_too_short"
    TOO_LONG = "organisation_too_long"
    WRONG_CHECK_DIGIT = "organisation_wrong_check_digit"


class AccountWord(StrEnum):
    """Why something is no account number. Facts of the wrong lengths: `written` and `needed`, in digits."""

    EMPTY = "account_empty"
    NOT_DIGITS = "account_not_digits"
    TOO_SHORT = "account_too_short"
    TOO_LONG = "account_too_long"
    WRONG_CHECK_DIGIT = "account_wrong_check_digit"


class AddressWord(StrEnum):
    """Why something is no e-mail address."""

    EMPTY = "address_empty"
    NO_AT = "address_no_at"
    TOO_LONG = "address_too_long"  # facts: most, in characters
    NOT_AN_ADDRESS = "not_an_address"


class PhoneWord(StrEnum):
    """Why something is no phone number."""

    NOT_DIGITS = "phone_not_digits"
    WRONG_LENGTH = "phone_wrong_length"  # facts: written, in digits
    UNKNOWN_START = "phone_unknown_start"
    NOT_ABROAD = "phone_not_abroad"  # begins with + or 00 and has too few or too many digits


class PersonalData(StrEnum):
    """What free text should not hold."""

    NATIONAL_ID = "national_id"
    PHONE = "phone"
    EMAIL = "email"


class BadNumber(Refused):
    """What was written is no such number. Carries an OrganisationWord or an AccountWord."""


class BadPhone(Refused):
    """What was written is no phone number. Carries a PhoneWord."""


class BadAddress(Refused):
    """What was written is no e-mail address. Carries an AddressWord."""


def organisation_number(text: str) -> str:
    """Nine digits, from what a person wrote: spaces, full stops, «NO» and «MVA» are forgiven. Raises BadNumber."""
    bare = re.sub(r"^\s*NO(?=[\s\d])|MVA\s*$", "", text, flags=re.IGNORECASE)
    return _number(bare, ORGANISATION_DIGITS, orgnr.validate, OrganisationWord)


def account_number(text: str) -> str:
    """Eleven digits, from what a person wrote: spaces, full stops and dashes are forgiven. Raises BadNumber."""
    return _number(text, ACCOUNT_DIGITS, kontonr.validate, AccountWord)


def show_organisation_number(number: str) -> str:
    """`999 999 913`, with no-break spaces."""
    return f"{number[:3]}\u00a0{number[3:6]}\u00a0{number[6:]}"


def show_account_number(number: str) -> str:
    """`8601 11 17947`, with no-break spaces."""
    return f"{number[:4]}\u00a0{number[4:6]}\u00a0{number[6:]}"


def masked_account(number: str) -> str:
    """`•••• •• •7947`: enough to recognise one's own account, not enough to pay into it or to copy it."""
    return show_account_number("•" * (len(number) - 4) + number[-4:])


def email_address(text: str) -> str:
    """The address in one spelling: lower case, the domain in ASCII. Looks nothing up. Raises BadAddress.

    Case before the @ could matter by the letter of RFC 5321, and does so nowhere: one person, one spelling.
    """
    written = text.strip()
    if not written:
        raise BadAddress(AddressWord.EMPTY)
    if len(written) > LONGEST_ADDRESS:
        raise BadAddress(AddressWord.TOO_LONG, most=LONGEST_ADDRESS)
    if "@" not in written:
        raise BadAddress(AddressWord.NO_AT)
    try:
        found = validate_email(written, check_deliverability=False, allow_smtputf8=False, strict=True)
    except EmailNotValidError:
        raise BadAddress(AddressWord.NOT_AN_ADDRESS) from None
    return (found.ascii_email or found.normalized).lower()


def phone_number(text: str) -> str:
    """`412 34 567`, or `+46701234567` for another country's; spaces, dashes and brackets are forgiven. Raises BadPhone.

    Norwegian numbers have eight digits and begin with 2 to 9 (Nkom's numbering plan); others 7 to 15 with the country
    code (ITU-T E.164). Five-digit numbers are nobody's own.
    """
    bare = re.sub(r"[\s.()/\-\u2010-\u2015]+", "", text)
    digits = re.sub(r"^(?:\+|00)", "", bare)
    if not (digits.isascii() and digits.isdigit()):
        raise BadPhone(PhoneWord.NOT_DIGITS)
    if digits != bare and not digits.startswith("47"):
        if digits[0] == "0" or not 7 <= len(digits) <= 15:
            raise BadPhone(PhoneWord.NOT_ABROAD)
        return f"+{digits}"
    own = digits if digits == bare else digits[2:]
    if len(own) != 8:
        raise BadPhone(PhoneWord.WRONG_LENGTH, written=len(own))
    if own[0] in "01":
        raise BadPhone(PhoneWord.UNKNOWN_START)
    if own[0] in "489":  # mobile phones are told in three, two and three
        return f"{own[:3]} {own[3:5]} {own[5:]}"
    return f"{own[:2]} {own[2:4]} {own[4:6]} {own[6:]}"


def finds_personal_data(text: str) -> set[PersonalData]:
    """The kinds of personal data that seem to stand in a text, so that the sender can be warned before sending.

    National identity numbers: date and both check digits are tested, also for D-numbers (day + 40) and synthetic
    ones (month + 40, or + 80 as in Tenor); one account number in some hundreds looks the same. Phone numbers and
    addresses are told by their looks.
    """
    plain = "".join(" " if character.isspace() else character for character in text)
    found = set()
    if any(_is_national_id("".join(match.groups())) for match in _ELEVEN.finditer(plain)):
        found.add(PersonalData.NATIONAL_ID)
    if _PHONE.search(plain):
        found.add(PersonalData.PHONE)
    if _ADDRESS.search(plain):
        found.add(PersonalData.EMAIL)
    return found


_ELEVEN = re.compile(r"(?<![0-9])([0-9]{6})[ .-]?([0-9]{5})(?![0-9])")
_ADDRESS = re.compile(r"[^\s@<>,;:()]@[^\s@<>,;:()]+\.[^\W\d_]{2}")
# With a country code in any grouping; else eight digits as 412 34 567, 41 23 45 67 or in one, not starting like a year.
_PHONE = re.compile(
    r"(?<![0-9+])(?:(?:\+|00)[1-9](?:[ .-]?[0-9]){7,13}(?![0-9])"
    r"|(?<![0-9][ .])(?!20)[2-9](?:[0-9]{7}|[0-9]{2}([ .-])[0-9]{2}\1[0-9]{3}|[0-9]([ .-])[0-9]{2}\2[0-9]{2}\2[0-9]{2})"
    r"(?![0-9]|[ .][0-9]{3}))"
)


def _number(
    text: str, digits: int, validate: Callable[[str], str], words: type[OrganisationWord] | type[AccountWord]
) -> str:
    """What both kinds of number have in common."""
    written = re.sub(r"[\s.·\-\u2010-\u2015]+", "", text)
    if not written:
        raise BadNumber(words.EMPTY)
    if not (written.isascii() and written.isdigit()):
        raise BadNumber(words.NOT_DIGITS)
    if len(written) != digits:
        code = words.TOO_SHORT if len(written) < digits else words.TOO_LONG
        raise BadNumber(code, written=len(written), needed=digits)
    try:
        valid = validate(written)
    except ValidationError:
        valid = ""
    if valid != written:  # stdnum shortens the postal giro's old numbers, 0000 and seven more: none are left
        raise BadNumber(words.WRONG_CHECK_DIGIT)
    return written


def _is_national_id(number: str) -> bool:
    """Whether eleven digits are a national identity number that somebody has or could have, on any day."""
    if number[9] != fodselsnummer.calc_check_digit1(number) or number[10] != fodselsnummer.calc_check_digit2(number):
        return False
    day, month = int(number[:2]), int(number[2:4])
    day -= 40 if day > 40 else 0
    month -= 80 if month > 80 else 40 if month > 40 else 0
    try:
        date(2000, month, day)  # a leap year: which century it is does not matter here
    except ValueError:
        return False
    return True
