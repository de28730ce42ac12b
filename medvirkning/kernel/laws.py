"""Where the law says it: keys to the sections of the acts in force on a day.

Two administration acts exist at once. The act of 1967 is in force; the act of 2025 was passed on 20 June 2025 and
takes effect when the King decides, which has not happened. So nothing outside this table names a section: rules
and letters use keys, and the day the new act takes effect is one date here.

The sections were mapped from the text of both acts. When the date is set, read the new ones once more against the
act as it then stands.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Act:
    """An act: its number at Lovdata, its short name in both written languages, and the day it took effect."""

    lovdata_id: str
    nb: str
    nn: str
    valid_from: date | None  # None: passed, but not in force


@dataclass(frozen=True, slots=True)
class LawReference:
    """A place in an act, ready for a letter. `section` is written alike in both languages."""

    act_nb: str
    act_nn: str
    section: str
    lovdata_id: str

    def text(self, language: str) -> str:
        """`forvaltningsloven § 28`, or `forvaltningslova § 28` when the language is nn."""
        return f"{self.act_nn if language == 'nn' else self.act_nb} {self.section}"


class NotInForce(LookupError):
    """No act in force that day has this rule, as with what only the act of 2025 says."""


ADMINISTRATION_1967 = Act("LOV-1967-02-10", "forvaltningsloven", "forvaltningslova", date(1970, 1, 1))
ADMINISTRATION_2025 = Act("LOV-2025-06-20-81", "forvaltningsloven", "forvaltningslova", None)
LOCAL_GOVERNMENT = Act("LOV-2018-06-22-83", "kommuneloven", "kommunelova", date(2019, 11, 1))
FREEDOM_OF_INFORMATION = Act("LOV-2006-05-19-16", "offentleglova", "offentleglova", date(2009, 1, 1))
COURTS = Act("LOV-1915-08-13-5", "domstolloven", "domstollova", date(1927, 7, 1))
ARCHIVES = Act("LOV-2025-06-20-96", "arkivlova", "arkivlova", date(2026, 1, 1))

# Key: section in the act of 1967, section in the act of 2025. None: the act has no such rule.
_ADMINISTRATION: dict[str, tuple[str | None, str | None]] = {
    "individual_decision": ("§ 2", "§ 7"),
    "work_for_the_body": ("§ 10", "§ 2 tredje ledd og § 25 første ledd"),
    "disqualification": ("§§ 6 til 10", "§§ 25 til 29"),
    "disqualification_automatic": ("§ 6 første ledd", "§ 26"),
    "disqualification_household": (None, "§ 26"),
    "disqualification_deputy": (None, "§ 26"),
    "disqualification_discretionary": ("§ 6 andre ledd", "§ 27"),
    "disqualification_subordinate": ("§ 6 tredje ledd", "§ 25 andre ledd"),
    "disqualification_exception": ("§ 6 fjerde ledd", "§ 28 andre ledd"),
    "disqualification_decided_by": ("§ 8", "§ 29"),
    "substitute": ("§ 9", "§ 29 fjerde ledd"),
    "guidance": ("§ 11", "§§ 14 til 16"),
    "missing_items": ("§ 11 fjerde og femte ledd", "§ 16 andre ledd"),
    "receipt": (None, "§ 10 andre ledd"),
    "preliminary_answer": ("§ 11 a", "§ 17"),
    "automation": (None, "§§ 11 til 13"),
    "confidentiality": ("§§ 13 til 13 f", "§§ 30 til 39"),
    "child": ("§§ 17 og 18", "§ 54"),
    "advance_notice": ("§ 16", "§ 42"),
    "conditions": (None, "§ 41"),
    "investigation": ("§ 17", "§§ 43 og 44"),
    "party_access": ("§§ 18 og 19", "§§ 46 til 50"),
    "decision_in_writing": ("§ 23", "§ 55"),
    "reasons": ("§§ 24 og 25", "§§ 56 og 57"),
    "reasons_content": ("§ 25", "§ 57"),
    "reasons_left_out": ("§ 24 andre ledd", "§ 56 andre og tredje ledd"),
    "notice": ("§ 27", "§§ 58 og 59"),
    "appeal": ("§ 28", "§ 61"),
    "appeal_body": ("§ 28 andre ledd", "§ 62 andre ledd"),
    "appeal_deadline": ("§ 29", "§ 63"),
    "appeal_handling": ("§§ 28 til 34", "§§ 61 til 68"),
    "deferred_execution": ("§ 42", None),  # the new act's place is not mapped yet: letters name none
    "reversal": ("§ 35", "§ 71"),
    "correction": (None, "§ 70"),
    "costs": ("§ 36", "§ 69"),
    "translation": (None, "§ 9 fjerde ledd"),
}

_OTHERS: dict[str, tuple[Act, str]] = {
    "counting_weeks": (COURTS, "§ 148 andre ledd"),
    "deadline_on_holiday": (COURTS, "§ 149 første ledd"),
    "committee": (LOCAL_GOVERNMENT, "§ 5-7"),
    "meeting_notice": (LOCAL_GOVERNMENT, "§ 11-3"),
    "minutes": (LOCAL_GOVERNMENT, "§ 11-4"),
    "open_meeting": (LOCAL_GOVERNMENT, "§ 11-5"),
    "remote_meeting": (LOCAL_GOVERNMENT, "§ 11-7"),
    "decision_without_meeting": (LOCAL_GOVERNMENT, "§ 11-8"),
    "quorum": (LOCAL_GOVERNMENT, "§ 11-9"),
    "disqualification_elected": (LOCAL_GOVERNMENT, "§ 11-10"),
    "public_access": (FREEDOM_OF_INFORMATION, "§ 3"),
    "exempt_confidential": (FREEDOM_OF_INFORMATION, "§ 13"),
    "exempt_internal": (FREEDOM_OF_INFORMATION, "§ 14"),
    "exempt_national_id": (FREEDOM_OF_INFORMATION, "§ 26 femte ledd"),
    "archive": (ARCHIVES, "§ 14"),
}


@dataclass(frozen=True, slots=True)
class LawTable:
    """Places in law by key. The act that took effect last answers, also where it has no such rule (None)."""

    places: Mapping[str, tuple[tuple[Act, str | None], ...]]

    def reference(self, key: str, on: date) -> LawReference:
        """The place in law for a key on a day. Raises KeyError for an unknown key, NotInForce when no act has it."""
        in_force = [
            (act.valid_from, act, section)
            for act, section in self.places[key]
            if act.valid_from is not None and act.valid_from <= on
        ]
        if not in_force:
            raise NotInForce(key)
        _, act, section = max(in_force, key=lambda place: place[0])
        if section is None:
            raise NotInForce(key)
        return LawReference(act.nb, act.nn, section, act.lovdata_id)

    def has(self, key: str, on: date) -> bool:
        """Whether the law of that day has the rule. Raises KeyError for an unknown key."""
        try:
            return bool(self.reference(key, on))
        except NotInForce:
            return False

    def taking_effect(self, act: Act, valid_from: date | None) -> "LawTable":
        """A copy of the table in which the act takes effect on this day, or not at all."""
        moved = {
            key: tuple(
                (replace(an_act, valid_from=valid_from) if an_act == act else an_act, at) for an_act, at in places
            )
            for key, places in self.places.items()
        }
        return LawTable(MappingProxyType(moved))


def _table() -> LawTable:
    places: dict[str, tuple[tuple[Act, str | None], ...]] = {key: (place,) for key, place in _OTHERS.items()}
    for key, sections in _ADMINISTRATION.items():
        places[key] = tuple(zip((ADMINISTRATION_1967, ADMINISTRATION_2025), sections, strict=True))
    return LawTable(MappingProxyType(places))


LAWS = _table()


def reference(key: str, on: date) -> LawReference:
    """A key's place in law on a day, by `LAWS`. Raises KeyError for an unknown key, NotInForce when no act has it."""
    return LAWS.reference(key, on)
