"""Letting a tablet in: it sends the code that a coordinator reads out or shows."""

from typing import Any

from medvirkning.caravan.pairing import is_waited_for, pair
from medvirkning.caravan.words import CaravanFault
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import Refused, RuleBroken
from medvirkning.web.access import public
from medvirkning.web.keys import secret
from medvirkning.web.labels.lookup import sentence
from medvirkning.web.locale import speak
from medvirkning.web.security import csrf, guessing, missed
from medvirkning.web.tablet.blueprint import blueprint, by_script, keep_token, sent_json, told


@blueprint.post("/koble")
@public
@csrf.exempt
@by_script
@guessing
def let_in() -> Any:
    """Trade the code for a token. What is wrong with the code is told in the language that the tablet speaks."""
    sent = sent_json()
    sent = sent if isinstance(sent, dict) else {}
    code, at = str(sent.get("code", "")), now()
    if sent.get("language") in ("nb", "nn"):
        speak(sent["language"])
    try:
        if not is_waited_for(code, secret=secret(), at=at):  # asked first: a guess doesn't get the write lock
            missed()
            return told(422, error=sentence(CaravanFault.CODE_UNKNOWN, {}))
        with transaction():
            made = pair(code, secret=secret(), at=at)
            about = {"tablet": {"id": str(made.tablet.id), "name": made.tablet.name}}
    except Refused as refused:
        return told(422, error=sentence(refused.code, refused.facts))
    except RuleBroken as broken:
        return told(422, error=sentence(broken.objections[0].code, broken.objections[0].facts))
    return keep_token(told(200, **about), made.token)
