"""Reading the replies of Enhetsregisteret and Frivillighetsregisteret (data.brreg.no). What is unknown is passed by."""

from collections.abc import Iterator, Mapping
from typing import Any

from medvirkning.grants.registers import Organisation, Role

LANGUAGES = {"bokmål": "nb", "nynorsk": "nn"}
Json = Mapping[str, Any]


def organisation(unit: Json, voluntary: Json | None = None, roles: Json | None = None) -> Organisation:
    """An organisation from the reply about it, and, where they came, those about voluntary work and roles.

    Raises KeyError, TypeError or ValueError for a reply that is not about an organisation.
    """
    form = _object(unit.get("organisasjonsform"))
    address = _object(unit.get("postadresse")) or _object(unit.get("forretningsadresse"))
    business = _object(unit.get("forretningsadresse")) or address
    active = voluntary is not None and str(voluntary.get("frivilligOrganisasjonsstatus", "AKTIV")).upper() == "AKTIV"
    registered = unit.get("registrertIFrivillighetsregisteret")
    account = str(_object(voluntary).get("kontonummer") or "")
    return Organisation(
        number=str(unit["organisasjonsnummer"]),
        name=_spelled(str(unit["navn"])),
        form=str(form.get("kode", ""))[:10],
        form_name=str(form.get("beskrivelse", ""))[:80],
        address=tuple(_address(address)),
        municipality=str(business.get("kommunenummer", ""))[:4],
        language=LANGUAGES.get(str(unit.get("maalform", "")).lower()),
        voluntary=active if voluntary is not None else registered if isinstance(registered, bool) else None,
        account_number=account or None,
        bankrupt=unit.get("konkurs") is True,
        winding_up=unit.get("underAvvikling") is True,
        forced_dissolution=unit.get("underTvangsavviklingEllerTvangsopplosning") is True,
        roles=tuple(_roles(roles)),
    )


def _object(value: Any) -> Json:
    return value if isinstance(value, Mapping) else {}


def _spelled(name: str) -> str:
    """Names stand in capitals in the register; written so here, short ones apart (AS, IL, FK)."""
    name = " ".join(name.split())[:120]
    if name != name.upper():
        return name
    small = {"OG", "I", "PÅ", "FOR", "AV", "VED", "TIL"}
    words = name.split(" ")
    return " ".join(
        word.lower() if word in small and place else word if len(word) < 4 else word.title()
        for place, word in enumerate(words)
    )


def _address(address: Json) -> Iterator[str]:
    lines = address.get("adresse")
    yield from (str(line)[:120] for line in lines[:3] if line) if isinstance(lines, list) else ()
    place = f"{address.get('postnummer', '')} {address.get('poststed', '')}".strip()
    if place:
        yield place[:120]


def _roles(reply: Json | None) -> Iterator[Role]:
    """Who sits where, today. Dates of birth are left where they are."""
    for group in _object(reply).get("rollegrupper") or ():
        for each in _object(group).get("roller") or ():
            each = _object(each)
            name = _object(_object(each.get("person")).get("navn"))
            if each.get("fratraadt") is True or each.get("avregistrert") is True or not name:
                continue
            parts = (str(name.get(part) or "") for part in ("fornavn", "mellomnavn", "etternavn"))
            full = " ".join(part for part in parts if part)
            yield Role(
                full.title() if full == full.upper() else full,
                str(_object(each.get("type")).get("beskrivelse", ""))[:60],
            )
