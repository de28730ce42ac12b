"""An application as the group reads it: out of the frozen snapshot, never out of what can still be changed.

Account number, e-mail and phone are left out: nobody needs them to weigh an application.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from medvirkning.attachments.models import Attachment
from medvirkning.grants.helping import HelpedEntry, helped
from medvirkning.grants.models import Application, Snapshot
from medvirkning.grants.queries import files_of, snapshot_of
from medvirkning.grants.register_answers import RegisterAnswer, answer_about
from medvirkning.grants.schemes import Scheme
from medvirkning.grants.words import ApplicantKind, AttachmentPlan, BudgetSide
from medvirkning.kernel.localized import Localized
from medvirkning.programmes.models import Zone
from medvirkning.web.filters import best


@dataclass(frozen=True)
class Wanted:
    """A wanted attachment and how it stands: the files that answer it, or what the applicant said of it."""

    name: str
    files: list[Attachment]
    plan: AttachmentPlan | None
    required: bool


@dataclass(frozen=True)
class Sheet:
    """What is shown of an application. Amounts are whole kroner."""

    answers: dict[str, Any]
    kind: ApplicantKind | None
    zone: Zone | None
    starts_on: date | None
    ends_on: date | None
    expenses: list[dict[str, Any]]
    income: list[dict[str, Any]]
    efforts: list[dict[str, Any]]
    not_funded: list[Localized]
    asked: int
    least_workable: int | None
    wanted: list[Wanted]
    register: RegisterAnswer | None
    co_applicants: list[dict[str, str]]
    helped: HelpedEntry | None

    def __getattr__(self, name: str) -> Any:
        """What the applicant wrote in a field."""
        try:
            return self.__dict__["answers"][name]
        except KeyError:
            raise AttributeError(name) from None


def sheet(application: Application) -> Sheet | None:
    """The sheet of a sent application; None where nothing was frozen, which is only so for drafts."""
    frozen = snapshot_of(application.id)
    return None if frozen is None else _sheet(application, frozen)


def _sheet(application: Application, frozen: Snapshot) -> Sheet:
    answers, budget = frozen.content["answers"], frozen.content["budget"]
    lines = budget["lines"]
    return Sheet(
        answers={name: answers.get(name) for name in SHOWN},
        kind=ApplicantKind(answers["applicant_kind"]) if answers.get("applicant_kind") else None,
        zone=application.zone,
        starts_on=_day(answers.get("starts_on")),
        ends_on=_day(answers.get("ends_on")),
        expenses=[line for line in lines if line["side"] == BudgetSide.EXPENSE],
        income=[line for line in lines if line["side"] == BudgetSide.INCOME],
        efforts=[line for line in lines if line["side"] == BudgetSide.EFFORT],
        not_funded=[one.text for one in application.round.scheme.not_funded if one.key in answers.get("ticked", ())],
        asked=budget["asked"],
        least_workable=answers.get("least_workable"),
        wanted=_wanted(application, application.round.scheme),
        helped=helped(application.id),
        co_applicants=frozen.content.get("co_applicants", []),
        register=answer_about(application.id, answers.get("organisation_number")),
    )


SHOWN = (
    "applicant_name", "organisation_number", "contact_name", "responsible_name", "title", "what", "why", "whom",
    "developed_with", "participants", "whole_area", "place", "partner_name", "partner_number", "in_register",
    "physical", "land", "land_owner", "operator", "maintainer",
)  # fmt: skip


def _wanted(application: Application, scheme: Scheme) -> list[Wanted]:
    """Wanted attachments that matter here; a file may have come after the application was sent."""
    files = files_of(application)
    found = []
    for each in scheme.wanted:
        own = [file for file in files if file.about == each.key]
        plan = application.attachment_plans.get(each.key)
        if own or plan or each.required:
            found.append(Wanted(best(each.name), own, AttachmentPlan(plan) if plan else None, each.required))
    return found


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None
