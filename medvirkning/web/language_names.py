"""The names of languages, as people read them."""

from babel import Locale, UnknownLocaleError

from medvirkning.people.words import LANGUAGES
from medvirkning.web.locale import locale

# Among Norwegians nobody says which country's bokmål it is.
_OURS = {"nb": "bokmål", "nn": "nynorsk"}


def language_name(tag: str) -> str:
    """`arabisk` for `ar`, in the page's language; the tag itself for one that has no name there."""
    if tag in _OURS and locale() in LANGUAGES:
        return _OURS[tag]
    try:
        return Locale.parse(tag.replace("-", "_")).get_display_name(locale()) or tag
    except (UnknownLocaleError, ValueError):
        return tag


def own_name(tag: str) -> str:
    """`العربية` for `ar`: the language's name for itself, as a heading has it; the tag where it is not known."""
    if tag in _OURS:
        return _OURS[tag].capitalize()
    try:
        return Locale.parse(tag.replace("-", "_")).get_display_name() or tag
    except (UnknownLocaleError, ValueError):
        return tag
