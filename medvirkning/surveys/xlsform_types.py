"""What stands under `type`: a kind of question, a part of the structure, or something we can't hold."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import Enum, auto

from medvirkning.surveys.words import QuestionKind
from medvirkning.surveys.xlsform_words import XlsformFault


class Structure(Enum):
    """A row that is no question."""

    BEGIN_GROUP = auto()
    END_GROUP = auto()
    BEGIN_REPEAT = auto()
    END_REPEAT = auto()
    NOTE = auto()


@dataclass(frozen=True)
class RowType:
    """A kind of question as a row asks for it; `choices` is the name of its list."""

    kind: QuestionKind
    choices: str = ""
    other: bool = False
    whole: bool = True
    point: bool = False
    least: Decimal | None = None
    most: Decimal | None = None
    step_left_out: bool = False


_STRUCTURE = {
    "begin group": Structure.BEGIN_GROUP,
    "end group": Structure.END_GROUP,
    "begin repeat": Structure.BEGIN_REPEAT,
    "end repeat": Structure.END_REPEAT,
    "note": Structure.NOTE,
}
_PLAIN = {
    "text": RowType(QuestionKind.SHORT_TEXT),
    "string": RowType(QuestionKind.SHORT_TEXT),
    "integer": RowType(QuestionKind.NUMBER),
    "int": RowType(QuestionKind.NUMBER),
    "decimal": RowType(QuestionKind.NUMBER, whole=False),
    "image": RowType(QuestionKind.PHOTO),
    "photo": RowType(QuestionKind.PHOTO),
    "geopoint": RowType(QuestionKind.ZONE, point=True),
    "gps": RowType(QuestionKind.ZONE, point=True),
    "location": RowType(QuestionKind.ZONE, point=True),
}
_CHOSEN = re.compile(
    r"(?:(?P<one>select[_ ]one(?: from)?|select1)"
    r"|(?P<several>select[_ ]multiple(?: from)?|select all that apply(?: from)?)"
    r"|(?P<ranking>rank)) (?P<list>\S+)(?P<other>(?: or[_ ]other| or specify other)?)",
    re.IGNORECASE,
)
_NOT_HELD = {
    "date", "time", "datetime", "geotrace", "geoshape", "audio", "video", "file", "barcode", "acknowledge", "trigger",
    "calculate", "calculation", "hidden", "csv-external", "xml-external", "background-audio", "url", "osm",
    "begin loop", "end loop", "entity",
}  # fmt: skip
_ABOUT_THE_DEVICE = {
    "start", "end", "today", "deviceid", "device id", "username", "phonenumber", "phone number", "email", "audit",
    "simserial", "subscriberid", "subscriber id", "start-geopoint", "background-geopoint", "uuid", "imei",
}  # fmt: skip
_FROM_ELSEWHERE = re.compile(r"(select[_ ](one|multiple)[_ ](from[_ ]file|external)|osm)\b.*", re.IGNORECASE)


def read_type(said: str, parameters: str) -> RowType | Structure | XlsformFault:
    """What a row is, or why we can't hold it."""
    said = " ".join(said.split())
    word = said.lower().replace("_", " ")
    if word in _STRUCTURE:
        return _STRUCTURE[word]
    if word in _PLAIN:
        return _PLAIN[word]
    if word == "range":
        return _range(parameters)
    if word in _ABOUT_THE_DEVICE:
        return XlsformFault.ABOUT_THE_DEVICE
    if word in _NOT_HELD or _FROM_ELSEWHERE.fullmatch(said):
        return XlsformFault.TYPE_NOT_HELD
    found = _CHOSEN.fullmatch(said)
    if found is None:
        return XlsformFault.UNKNOWN_TYPE
    kinds = {"one": QuestionKind.ONE, "several": QuestionKind.SEVERAL, "ranking": QuestionKind.RANKING}
    kind = next(kind for name, kind in kinds.items() if found[name])
    other = bool(found["other"])
    if kind is QuestionKind.RANKING and other:
        return XlsformFault.UNKNOWN_TYPE
    return RowType(kind, found["list"], other)


def _range(parameters: str) -> RowType:
    """A number between two others; what is not said is from 1 to 10 by 1."""
    found = dict(re.findall(r"(start|end|step)\s*=\s*(-?[0-9.]+)", parameters.lower()))
    try:
        start, end, step = (Decimal(found.get(name, usual)) for name, usual in _USUAL)
    except InvalidOperation:
        start, end, step = (Decimal(usual) for _, usual in _USUAL)
    whole = not (start % 1 or end % 1 or step % 1)
    return RowType(
        QuestionKind.NUMBER,
        whole=whole,
        least=min(start, end),
        most=max(start, end),
        step_left_out=abs(step) != 1,
    )


_USUAL = (("start", "1"), ("end", "10"), ("step", "1"))
