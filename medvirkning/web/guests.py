"""Pages that guests read in their own language (`people/words.GUESTS`). A blueprint says that its pages are such.

Where nothing kept says which language, the address carries it on: `?sprak=ar`. All addresses within these pages do so
by themselves. A press on a language inside a form comes first.
"""

from collections.abc import Set
from typing import Any

from flask import Blueprint, has_request_context, request

from medvirkning.mail.language import spoken
from medvirkning.people.words import GUESTS, LANGUAGES
from medvirkning.web.language_names import own_name
from medvirkning.web.locale import locale, speak, switched


def guest() -> str | None:
    """The language to carry on in the next address: a guest's. Readers of bokmål and nynorsk have chosen already."""
    if spoken() or not has_request_context():
        return None
    return locale() if locale() in GUESTS else None


def said_by(language: str) -> str | None:
    """What an address says for its page to be in this language: nothing for those that readers choose by themselves."""
    return language if language in GUESTS else None


def offered() -> list[tuple[str, str]]:
    """The guests' languages that the page is not in, each with its own name."""
    return [(language, own_name(language)) for language in GUESTS if language != guest()]


def welcome(blueprint: Blueprint, *, kept: Set[str] = frozenset()) -> None:
    """Let all of a blueprint's pages speak guests' languages.

    Addresses with a value called one of `kept` carry none on: what is kept under it says which.
    """

    @blueprint.before_request
    def speak_to_guests() -> None:
        wanted = asked_for()
        if wanted in GUESTS:
            speak(wanted)

    @blueprint.url_defaults
    def carry_on(_endpoint: str, values: dict[str, Any]) -> None:
        if kept.isdisjoint(values) and (language := guest()):
            values.setdefault("sprak", language)

    @blueprint.context_processor
    def words() -> dict[str, Any]:
        return {"guest": guest(), "guests_languages": offered}


def asked_for() -> str:
    """The language that a form's switch asks for, else the address; "" where neither says one that is spoken here."""
    pressed = switched()
    return pressed if pressed in (*LANGUAGES, *GUESTS) else request.args.get("sprak", "")
