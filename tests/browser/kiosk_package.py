"""A package for tablets, with everything that the engine must know: two languages, one of each sort of question."""

import base64
import hashlib
from typing import Any
from uuid import UUID, uuid4

from medvirkning.kernel.envelopes import KeyPair, new_key_pair

KEY_ID, SHIFT, TABLET, SURVEY = (UUID(int=number) for number in (7, 11, 13, 17))
PIN, ROUNDS, SALT = "2468", 1_000, bytes(range(16))
LANGUAGES = [{"tag": "nb", "name": "Bokmål", "dir": "ltr"}, {"tag": "ar", "name": "العربية", "dir": "rtl"}]
NEXT = '<button type="submit">Neste</button>'
BACK = '<button type="button" data-do="back">Tilbake</button><button type="button" data-do="skip">Hopp over</button>'
PHOTO = """<p data-if="photo-failed" hidden>Ikke et bilde</p>
 <input type="file" data-photo data-most="2" accept="image/*" aria-label="Bilde">
 <ul data-photos><template data-photo><li><canvas></canvas>
 <button type="button" data-do="remove-photo">Fjern</button></li></template></ul>"""
CHECK = f"""<ul><template data-row><li><b data-fill="question"></b> <span data-fill="answer"></span>
 <button type="button" data-do="change">Endre</button></li></template></ul><div data-if="helped" hidden>
 <label><input type="checkbox" name="read_back" value="1">Lest opp</label></div>{NEXT}{BACK}"""
COUNTS = "".join(f'<b data-fill="{name}"></b> ' for name in ("taken", "sent", "waiting", "photos", "refused"))
CHECKS = "".join(f'<li data-check="{name}">{name}</li>' for name in ("storage", "clock", "package", "offline"))
DOES = "".join(
    f'<button data-do="{name}">{name}</button>' for name in ("fetch", "end", "sealed", "helped", "close", "pair")
)


def form(heading: str, inside: str) -> str:
    """A screen with a form."""
    return f"<h1>{heading}</h1><form data-screen>{inside}</form>"


def radios(name: str, *values: str) -> str:
    """Choices of which one can be chosen."""
    boxes = (f'<label><input type="radio" name="{name}" value="{v}"><span>{v.upper()}</span></label>' for v in values)
    return f"<fieldset><legend>Velg</legend>{''.join(boxes)}</fieldset>"


def screens(tag: str) -> dict[str, str]:
    """The common screens in a language."""
    return {
        "top": '<button data-do="corner" data-hold>Logo</button><a href="#x" data-do="corner">For koordinator</a>'
        '<button data-do="again" data-if="person">Begynn på nytt</button>'
        + "".join(f'<button data-do="language:{one["tag"]}">{one["name"]}</button>' for one in LANGUAGES),
        "banner": "".join(
            f'<p data-when="{state}">{state} <b data-say="waiting"></b></p>'
            for state in ("offline", "sending", "sent", "unknown")
        ),
        "attract": '<h1>Hei, nabo!</h1><button data-do="language:nb">Begynn</button>',
        "start": f'<h1>Hva vil du?</h1><button data-do="start:contribution">Si det</button>'
        f'<button data-do="start:survey:{SURVEY}">Svar</button>',
        "what": form("Hva?", radios("kind", "good", "better") + f'<textarea name="text"></textarea>{NEXT}{BACK}'),
        "where": form("Hvor?", radios("zone", "s1", "all", "unknown") + f'<input name="place">{NEXT}{BACK}'),
        "photo": form("Bilde?", PHOTO + NEXT + BACK),
        "check": form("Stemmer det?", CHECK),
        "thanks": '<h1>Takk!</h1><p data-if="code">Kode <b data-fill="code"></b></p><p data-say="emptied"></p>'
        '<button data-do="new-person">Ny person</button><button data-do="more-time">Mer tid</button>',
        "full": '<h1>Fullt</h1><button data-do="try-again">Prøv igjen</button>',
        "idle": '<h2>Er du her fortsatt?</h2><p data-say="countdown"></p><p role="status" data-announce></p>'
        '<button data-do="more-time">Mer tid</button><button data-do="new-person">Ny person</button>',
        "helped": form("Hjelp", f'<input name="spoken"><label><input type="checkbox" name="agreed">Ja</label>{NEXT}'),
        "pin": '<h1>PIN</h1><form><input name="pin" type="password"><button>Åpne</button></form>'
        '<p data-if="wrong">Feil</p><p data-if="wait">Vent</p>',
        "corner": f'<h1>Hjørnet</h1><ul>{CHECKS}</ul><p>{COUNTS}</p><p data-if="unsent">Ikke sendt</p>{DOES}',
        "ending": f'<h1>Avslutte?</h1><p>{COUNTS}</p><p data-if="sealed">Forseglet</p>'
        '<button data-do="stay-open">Tilbake</button><button data-do="end-now">Avslutt</button>',
        "errors": '<div class="summary"><h2>Feil</h2><ul><li><a data-fill="error" href="#"></a></li></ul></div>',
        "error": '<p class="wrong"><span data-fill="error"></span></p>',
    }  # fmt: skip


WORDS = {
    "waiting": "# venter", "countdown": "Tømmes om # s", "emptied": "Tømmes om # s", "step": "# av @",
    "error.required": "Mangler svar", "error.text": "Mangler svar", "error.spoken": "Mangler svar",
    "error.number": "Ikke et tall", "error.agreed": "Må si ja", "photos": "# bilder",
    "error.read_back": "Les opp først", "unanswered": "Ikke besvart", "declined": "Vil ikke si",
}  # fmt: skip
QUESTIONS: list[dict[str, Any]] = [
    {"key": "one", "kind": "one", "required": True, "sensitive": False, "when": None, "rows": []},
    {"key": "number", "kind": "number", "required": False, "sensitive": True, "rows": [], "whole": True,
     "when": {"joined": "all", "rules": [{"question": "one", "operator": "equals", "values": ["a"]}]}},
    {"key": "matrix", "kind": "matrix", "required": False, "sensitive": False, "when": None, "rows": ["r", "s"],
     "row_by_row": True},
    {"key": "check", "kind": "long_text", "required": False, "sensitive": False, "when": None, "rows": []},
    {"key": "photo", "kind": "photo", "required": False, "sensitive": False, "when": None, "rows": []},
]  # fmt: skip
DECLINE = '<button type="button" data-do="decline">Vil ikke si</button>'
SURVEY_SCREENS = {
    "/front": f'<h1>Om parken</h1><button data-do="next">Begynn</button>{BACK}',
    "one": form("Hvem er du?", radios("answer", "a", "b") + NEXT + BACK),
    "number": form("Hvor mange?", f'<input name="answer">{NEXT}{BACK}{DECLINE}'),
    "matrix/r": form("Rad r", radios("row.r", "x", "y") + NEXT + BACK),
    "matrix/s": form("Rad s", radios("row.s", "x", "y") + NEXT + BACK),
    "check": form("Fritt", f'<textarea name="answer"></textarea>{NEXT}{BACK}'),
    "photo": form("Bilder", PHOTO + NEXT + BACK),
    "/check": form("Stemmer alt?", CHECK),
}


def package(keys: KeyPair, *, version: str = "1", forms: int = 200, **more: Any) -> dict[str, Any]:
    """A package as `GET /nettbrett/pakke` gives it. `more` takes the place of what it has."""
    derived = hashlib.pbkdf2_hmac("sha256", PIN.encode(), SALT, ROUNDS)
    given = {
        "version": version,
        "tablet": {"id": str(TABLET), "name": "Nettbrett 2"},
        "programme": {"slug": "storhaug", "name": "Storhaug"},
        "shift": {"id": str(SHIFT), "stop": "Emmaus"},
        "pin": {"salt": SALT.hex(), "hash": derived.hex(), "rounds": ROUNDS},
        "key": {"id": str(KEY_ID), "public": base64.b64encode(keys.public).decode()},
        "forms": [{"id": str(uuid4()), "code": f"KODE-{number}"} for number in range(forms)],
        "idle": 60,
        "languages": LANGUAGES,
        "contributions": True,
        "screens": {one["tag"]: screens(one["tag"]) for one in LANGUAGES},
        "words": {one["tag"]: WORDS for one in LANGUAGES},
        "surveys": [
            {"id": str(SURVEY), "version": 4, "languages": ["nb"], "anyOrder": False, "screens": {"nb": SURVEY_SCREENS},
             "sections": [{"key": "s", "when": None, "questions": QUESTIONS}]}
        ],
    }  # fmt: skip
    return given | more


KEYS = new_key_pair()
