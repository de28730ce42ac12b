"""Words that may be in another language than the page: marked with which, so that they are read aloud rightly."""

from markupsafe import Markup, escape

from medvirkning.kernel.localized import Localized, direction
from medvirkning.people.words import LANGUAGES
from medvirkning.web.locale import locale


def told(text: Localized, language: str) -> Markup:
    """A text in this language or the best there is, marked with its own where the page speaks another; "" for none."""
    words, really = text.best(language)
    if not words or really == locale():
        return escape(words)
    return Markup('<span lang="{}" dir="{}">{}</span>').format(really, direction(really), words)


def place_name(name: str) -> Markup:
    """The Norwegian name of a place, marked as such to those who read another language."""
    return escape(name) if locale() in LANGUAGES else told(Localized({"nb": name}), "nb")
