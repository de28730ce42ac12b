"""What the rules look at: what a scheme asks, what an applicant has answered, and what went before."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from medvirkning.grants.applicant_words import RegisterOutcome
from medvirkning.grants.scheme_words import Land, LineKind, MissingReport, OrganisationNumber, OwnShare, WantedOf, YesNo
from medvirkning.grants.words import ApplicantKind, AttachmentPlan, Line
from medvirkning.kernel.localized import Localized


@dataclass(frozen=True, slots=True)
class Wanted:
    """An attachment a scheme asks for. `later_days`: how long after the deadline what comes later may come."""

    key: str
    required: bool = False
    may_come_later: bool = True
    asked_of: WantedOf = WantedOf.ALL
    later_days: int | None = None


@dataclass(frozen=True, slots=True)
class NotFunded:
    """Something a scheme gives no money for. `stops` says whether it keeps an application from being sent."""

    key: str
    text: Localized
    stops: bool = False

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "NotFunded":
        """What `to_json` gave. Raises KeyError or ValueError for anything else."""
        return cls(stored["key"], Localized.from_json(stored["text"]), bool(stored.get("stops", False)))

    def to_json(self) -> dict[str, Any]:
        """Ready for a JSON column or a scheme file."""
        return {"key": self.key, "text": self.text.to_json(), "stops": self.stops}


@dataclass(frozen=True, slots=True)
class Terms:
    """What a scheme asks of an application. Amounts in whole kroner, shares in per cent; None is no limit.

    `own_share` is the applicant's own part of everything, `lower_share` what it may come down to where the need is
    documented, `own_counts` what is reckoned in it; `most_share` the largest part one may apply for, `most_fees` the
    largest part of the expenses that may go to fees. `zones` are those the scheme covers, empty for all.
    `most_over_years` is the ceiling of `ceiling_years` calendar years. `register_exempt` need not be in the register;
    `register_stops` lets what it says stop an application. `only_warns` are the words (ApplicationWord) that advise
    and never stop.
    """

    kinds: frozenset[ApplicantKind]
    organisation_number: OrganisationNumber = OrganisationNumber.NO
    voluntary_register: bool = False
    least_amount: int | None = None
    most_amount: int | None = None
    most_per_year: int | None = None
    own_share: int | None = None
    own_counts: frozenset[OwnShare] = frozenset({OwnShare.MONEY})
    most_share: int | None = None
    most_fees: int | None = None
    most_aid: int | None = None
    not_funded: tuple[NotFunded, ...] = ()
    wanted: tuple[Wanted, ...] = ()
    zones: frozenset[UUID] = frozenset()
    asks_land: bool = False
    asks_upkeep: bool = False
    account_asked: bool = True
    second_confirms: bool = False
    missing_report: MissingReport = MissingReport.SHOWN
    only_warns: frozenset[str] = frozenset()
    register_exempt: frozenset[ApplicantKind] = frozenset()
    register_stops: bool = False
    lower_share: int | None = None
    most_over_years: int | None = None
    ceiling_years: int | None = None


@dataclass(frozen=True, slots=True)
class Registered:
    """What the registers said of the applicant's number. `voluntary` is None where they don't tell."""

    outcome: RegisterOutcome
    voluntary: bool | None = None


@dataclass(frozen=True, slots=True)
class Earlier:
    """The applicant's other applications to the scheme, and grants whose report is late.

    Whole kroner: `this_year` is the year's, `over_years` that of the years the scheme's longer ceiling looks at.
    """

    this_year: int = 0
    late_reports: int = 0
    over_years: int = 0


@dataclass(frozen=True, slots=True)
class Answers:
    """What an applicant has written so far: nothing of it needs to be there, and `unread` keeps what made no sense.

    `attached` are the keys of the wanted attachments that have a file, `ticked` those of what is not funded and is
    in it all the same. `other_aid` is public support to a business in the last three years, in kroner.
    """

    applicant_kind: ApplicantKind | None = None
    applicant_name: str = ""
    organisation_number: str | None = None
    partner_name: str = ""
    partner_number: str | None = None
    in_register: YesNo | None = None
    other_aid: int | None = None
    account_number: str | None = None
    contact_name: str = ""
    contact_email: str | None = None
    contact_phone: str = ""
    responsible_name: str = ""
    responsible_email: str | None = None
    of_age: bool = False
    second_name: str = ""
    second_email: str | None = None
    title: str = ""
    what: str = ""
    why: str = ""
    whom: str = ""
    developed_with: str = ""
    participants: int | None = None
    ticked: tuple[str, ...] = ()
    zone_id: UUID | None = None
    whole_area: bool = False
    place: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    physical: YesNo | None = None
    land: Land | None = None
    land_owner: str = ""
    operator: str = ""
    maintainer: str = ""
    lines: tuple[Line, ...] = ()
    least_workable: int | None = None
    plans: Mapping[str, AttachmentPlan] = field(default_factory=dict)
    attached: frozenset[str] = frozenset()
    unread: Mapping[str, str] = field(default_factory=dict)
    registered: Registered | None = None


# What a scheme's money rules look for in the lines of each side.
OWN_KINDS = {LineKind.OWN_MONEY: OwnShare.MONEY, LineKind.WORK: OwnShare.WORK, LineKind.MATERIALS: OwnShare.MATERIALS}
