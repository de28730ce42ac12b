"""Which language a heading such as `label::Norsk bokmål (nb)` is in, and how we write it."""

import re

from medvirkning.kernel.localized import TAG

# What languages are called in headings without a code: our tag, what we write, and other names people use.
_NAMES: dict[str, tuple[str, ...]] = {
    "nb": ("Norsk bokmål", "bokmål", "bokmal", "norwegian bokmål", "norwegian bokmal", "norwegian (bokmål)"),
    "nn": ("Norsk nynorsk", "nynorsk", "norwegian nynorsk", "norwegian (nynorsk)"),
    "en": ("English", "engelsk"),
    "ar": ("العربية", "arabic", "arabisk", "عربي"),
    "uk": ("Українська", "ukrainian", "ukrainsk"),
    "pl": ("Polski", "polish", "polsk"),
    "so": ("Soomaali", "somali", "af-soomaali"),
    "ti": ("ትግርኛ", "tigrinya", "tigrinja"),
    "am": ("አማርኛ", "amharic", "amharisk"),
    "fa": ("فارسی", "farsi", "persian", "persisk"),
    "prs": ("دری", "dari"),
    "ps": ("پښتو", "pashto"),
    "ur": ("اردو", "urdu"),
    "ku": ("Kurdî", "kurdish", "kurdisk"),
    "kmr": ("Kurmancî", "kurmanji"),
    "ckb": ("سۆرانی", "sorani"),
    "tr": ("Türkçe", "turkish", "tyrkisk"),
    "ru": ("Русский", "russian", "russisk"),
    "lt": ("Lietuvių", "lithuanian", "litauisk"),
    "vi": ("Tiếng Việt", "vietnamese", "vietnamesisk"),
    "th": ("ไทย", "thai", "thailandsk"),
    "ta": ("தமிழ்", "tamil"),
    "sw": ("Kiswahili", "swahili"),
    "es": ("Español", "spanish", "spansk"),
    "fr": ("Français", "french", "fransk"),
    "pt": ("Português", "portuguese", "portugisisk"),
    "de": ("Deutsch", "german", "tysk"),
    "ro": ("Română", "romanian", "rumensk"),
    "sq": ("Shqip", "albanian", "albansk"),
    "bs": ("Bosanski", "bosnian", "bosnisk"),
    "fil": ("Filipino", "tagalog"),
    "sv": ("Svenska", "swedish", "svensk"),
    "da": ("Dansk", "danish"),
    "fi": ("Suomi", "finnish", "finsk"),
    "se": ("Davvisámegiella", "northern sami", "nordsamisk"),
}
_TAG_OF = {name.casefold(): tag for tag, names in _NAMES.items() for name in names}
_EITHER_NORWEGIAN = {"no", "norsk", "norwegian"}
_CODE = re.compile(r"(?P<name>.*?)\s*\(\s*(?P<code>[A-Za-z]{2,3}([-_][A-Za-z0-9]+){0,2})\s*\)")


def heading_language(language: str) -> str:
    """What stands after `label::` for the language with this tag."""
    return f"{_NAMES.get(language, (language,))[0]} ({language})"


def language_of(heading: str) -> tuple[str | None, bool]:
    """The tag of the language that a heading names, None when it can't be told, and whether it is a guess.

    «Norsk» and `no` may be either of the two written languages, and are taken for bokmål.
    """
    said = " ".join(heading.split())
    found = _CODE.fullmatch(said)
    for candidate in (found["code"], found["name"]) if found else (said,):
        if tag := _spelt(candidate):
            return tag, False
        if candidate.casefold() in _EITHER_NORWEGIAN:
            return "nb", True
        if tag := _TAG_OF.get(candidate.casefold()):
            return tag, False
    return _TAG_OF.get(said.casefold()), False


def _spelt(code: str) -> str | None:
    """The code in its usual spelling, when it is a language tag."""
    base, *more = code.replace("_", "-").split("-")
    spelt = [part.title() if len(part) == 4 else part.upper() for part in more]
    tag = "-".join((base.lower(), *spelt))
    if tag.casefold() in _EITHER_NORWEGIAN:
        return None
    return tag if TAG.fullmatch(tag) else None
