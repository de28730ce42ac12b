"""The names of languages, as people read them."""

from babel import Locale, UnknownLocaleError

from medvirkning.web.locale import locale


def language_name(tag: str) -> str:
    """`arabisk` for `ar`, in the page's language; the tag itself for one that has no name there."""
    try:
        return Locale.parse(tag.replace("-", "_")).get_display_name(locale()) or tag
    except (UnknownLocaleError, ValueError):
        return tag


def own_name(tag: str) -> str:
    """`العربية` for `ar`: the language's name for itself; the tag where it is not known."""
    try:
        return Locale.parse(tag.replace("-", "_")).get_display_name() or tag
    except (UnknownLocaleError, ValueError):
        return tag
