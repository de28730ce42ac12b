"""The words of people: none of them knows what a programme is."""

from datetime import timedelta

LINK_LIVES = timedelta(minutes=15)  # OWASP ASVS 5.0, 6.5: out-of-band codes live shortly
SESSION_IDLE = timedelta(hours=12)  # a working day; ASVS 7.3.1 asks for a limit that is written down
SEEN_EVERY = timedelta(minutes=5)  # how finely use is noted: a row is not rewritten for every press
SESSION_LIVES = timedelta(days=14)  # ASVS 7.3.2, absolute
LONGEST_WAY = 500  # characters of a path that a mailed link leads to
LANGUAGES = ("nb", "nn")  # the written languages of the interface
GUESTS = ("en", "ar", "uk", "pl")  # read as well by those who answer surveys or give input: those pages alone
