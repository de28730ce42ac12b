"""Numbers and addresses as people write them, and personal data where it should not be. All numbers are invented."""

import re
from contextlib import suppress
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.no import fodselsnummer, kontonr, orgnr

from medvirkning.kernel import norwegian
from medvirkning.kernel.norwegian import (
    AccountWord,
    AddressWord,
    BadAddress,
    BadNumber,
    OrganisationWord,
    PersonalData,
    finds_personal_data,
)


@pytest.mark.parametrize(
    "written",
    ["999999913", "999 999 913", " 999.999.913 ", "999\u00a0999\u00a0913", "NO 999 999 913 MVA", "no999999913mva"],
)
def test_organisation_number(written):
    assert norwegian.organisation_number(written) == "999999913"


@pytest.mark.parametrize(
    ("written", "word", "facts"),
    [
        ("", OrganisationWord.EMPTY, {}),
        (" . ", OrganisationWord.EMPTY, {}),
        ("99999991", OrganisationWord.TOO_SHORT, {"written": 8, "needed": 9}),
        ("9999999131", OrganisationWord.TOO_LONG, {"written": 10, "needed": 9}),
        ("999999914", OrganisationWord.WRONG_CHECK_DIGIT, {}),
        ("99999991x", OrganisationWord.NOT_DIGITS, {}),
        ("٩٩٩٩٩٩٩١٣", OrganisationWord.NOT_DIGITS, {}),
        ("999²99913", OrganisationWord.NOT_DIGITS, {}),
        ("9" * 100_000, OrganisationWord.TOO_LONG, {"written": 100_000, "needed": 9}),
    ],
    ids=lambda value: ascii(value)[:30],
)
def test_no_organisation_number(written, word, facts):
    with pytest.raises(BadNumber) as refused:
        norwegian.organisation_number(written)
    assert refused.value.code is word
    assert refused.value.objection.facts == facts


@pytest.mark.parametrize("written", ["86011117947", "8601 11 17947", "8601.11.17947", " 8601-11-17947", "8601 1117947"])
def test_account_number(written):
    assert norwegian.account_number(written) == "86011117947"


@pytest.mark.parametrize(
    ("written", "word", "facts"),
    [
        ("", AccountWord.EMPTY, {}),
        ("8601 11 1794", AccountWord.TOO_SHORT, {"written": 10, "needed": 11}),
        ("8601 11 179477", AccountWord.TOO_LONG, {"written": 12, "needed": 11}),
        ("8601 11 17949", AccountWord.WRONG_CHECK_DIGIT, {}),
        ("0000 00 00000", AccountWord.WRONG_CHECK_DIGIT, {}),
        ("0000 12 34567", AccountWord.WRONG_CHECK_DIGIT, {}),
        ("NO93 8601 1117 947", AccountWord.NOT_DIGITS, {}),
    ],
    ids=["empty", "ten digits", "twelve", "check digit", "only zeros", "postal giro", "iban"],
)
def test_no_account_number(written, word, facts):
    with pytest.raises(BadNumber) as refused:
        norwegian.account_number(written)
    assert refused.value.code is word
    assert refused.value.objection.facts == facts


@given(st.text("0123456789 .-", max_size=20))
def test_only_what_the_check_digit_allows_gets_through(text):
    for read, allowed, digits in (
        (norwegian.organisation_number, orgnr.is_valid, 9),
        (norwegian.account_number, kontonr.is_valid, 11),
    ):
        with suppress(BadNumber):
            number = read(text)
            assert re.fullmatch(f"[0-9]{{{digits}}}", number)
            assert allowed(number)


def test_shown_numbers_do_not_break():
    assert norwegian.show_organisation_number("999999913") == "999\u00a0999\u00a0913"
    assert norwegian.show_account_number("86011117947") == "8601\u00a011\u00a017947"
    assert norwegian.masked_account("86011117947") == "••••\u00a0••\u00a0•7947"


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("aud@storhaug.example", "aud@storhaug.example"),
        (" Aud.Moe+tilskudd@Storhaug.EXAMPLE ", "aud.moe+tilskudd@storhaug.example"),
        ("post@blåbær.example", "post@xn--blbr-roah.example"),
    ],
)
def test_email_address(written, address):
    assert norwegian.email_address(written) == address
    assert norwegian.email_address(address) == address


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("", AddressWord.EMPTY),
        ("  ", AddressWord.EMPTY),
        ("aud.storhaug.example", AddressWord.NO_AT),
        ("aud@", AddressWord.NOT_AN_ADDRESS),
        ("@storhaug.example", AddressWord.NOT_AN_ADDRESS),
        ("aud@storhaug", AddressWord.NOT_AN_ADDRESS),
        ("aud moe@storhaug.example", AddressWord.NOT_AN_ADDRESS),
        ("Aud <aud@storhaug.example>", AddressWord.NOT_AN_ADDRESS),
        ("aud@storhaug.example, bjarne@storhaug.example", AddressWord.NOT_AN_ADDRESS),
        ("aud@storhaug.example\nBcc: alle@storhaug.example", AddressWord.NOT_AN_ADDRESS),
        ("aud@storhaug.example\r\n\r\nHei", AddressWord.NOT_AN_ADDRESS),
        ("åud@storhaug.example", AddressWord.NOT_AN_ADDRESS),
        ("aud@[127.0.0.1]", AddressWord.NOT_AN_ADDRESS),
        ("aud@localhost", AddressWord.NOT_AN_ADDRESS),
        ("a" * 65 + "@storhaug.example", AddressWord.NOT_AN_ADDRESS),
        ("a" * 255 + "@storhaug.example", AddressWord.TOO_LONG),
        ("@" * 254, AddressWord.NOT_AN_ADDRESS),
        ("aud@\ud800.example", AddressWord.NOT_AN_ADDRESS),
    ],
    ids=lambda value: ascii(value)[:40],
)
def test_no_email_address(written, word):
    with pytest.raises(BadAddress) as refused:
        norwegian.email_address(written)
    assert refused.value.code is word


@given(st.text() | st.text('a@.-<>," \n:%') | st.emails())
def test_no_address_carries_a_header_or_a_second_recipient(text):
    with suppress(BadAddress):
        address = norwegian.email_address(text)
        assert address.isascii()
        assert address.count("@") == 1
        assert not re.search(r"[\s<>,;:]", address)


ID, PHONE, EMAIL = PersonalData.NATIONAL_ID, PersonalData.PHONE, PersonalData.EMAIL


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Jeg er født 010190 og bor i 4014.", set()),
        ("Fødselsnummeret er 01019000083.", {ID}),
        ("Fødselsnummeret er 010190 00083, sier hun", {ID}),
        ("D-nummer 410190\u00a000077", {ID}),
        ("Tenor 01819000049", {ID}),
        ("Tenor med +40: 15418000055", {ID}),
        ("Feil kontrollsiffer 01019000084", set()),
        ("Den 31. februar finnes ikke: 31020000000", set()),
        ("Konto 8601.11.17947, org.nr. 999 999 913", set()),
        ("101019000083", set()),
        ("Ring meg på 412 34 567!", {PHONE}),
        ("tlf. 41 23 45 67", {PHONE}),
        ("tlf 41234567.", {PHONE}),
        ("+47 412 34 567", {PHONE}),
        ("0047 41234567", {PHONE}),
        ("+47-412-34-567", {PHONE}),
        ("+380 44 123 45 67", {PHONE}),
        ("ring 51 50 70 90 eller kom innom", {PHONE}),
        ("Vi søker om 20 000 000 kr i 2026 2027", set()),
        ("Vi søker om 40 000 000 kr", set()),
        ("Perioden 2026-2027, 20261203", set()),
        ("4014 Stavanger, 8 benker og 300 lys", set()),
        ("1234567890123", set()),
        ("Skriv til aud@storhaug.example.", {EMAIL}),
        ("(AUD.MOE@storhaug.example)", {EMAIL}),
        ("Møt meg @ parken. no", set()),
        ("aud@storhaug.example, 01019000083 og 41234567", {EMAIL, ID, PHONE}),
        ("", set()),
        ("Flere benker i parken", set()),
    ],
    ids=lambda value: ascii(value)[:40] if isinstance(value, str) else "",
)
def test_finds_personal_data(text, kinds):
    assert finds_personal_data(text) == kinds


@given(st.dates().map(lambda day: day.strftime("%d%m%y")), st.integers(0, 999), st.sampled_from([0, 40, 80]))
def test_every_national_identity_number_is_found(born, serial, added):
    number = f"{born[:2]}{int(born[2:4]) + added:02}{born[4:]}{serial:03}"
    number += fodselsnummer.calc_check_digit1(number)
    number += fodselsnummer.calc_check_digit2(number)
    if len(number) == 11:
        assert ID in finds_personal_data(f"Nummeret er {number}.")


@pytest.mark.parametrize("piece", ["1", "41 ", "+47 ", "a@", "a.", "412 34 ", " ", "010190", "00 4"])
def test_long_texts_are_searched_in_no_time(piece):
    text = (piece * 40_000)[:40_000]
    start = process_time()
    finds_personal_data(text)
    assert process_time() - start < 1, "promise S15: a second per 40 kB at most"
