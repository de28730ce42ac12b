"""What the meeting says of each row, read out of the posted form: only what was changed is saved."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from medvirkning.kernel import kroner
from medvirkning.kernel.errors import Objection
from medvirkning.review.models import Proposal
from medvirkning.review.words import Outcome
from medvirkning.web.filters import clock_time, kr
from medvirkning.web.labels.lookup import label, sentence

OUTCOMES = {"yes": Outcome.GRANTED, "part": Outcome.PARTLY, "no": Outcome.REFUSED}
MOST_ROWS = 200


@dataclass
class Said:
    """One row as it was posted. `fault` is what is wrong with it, `written` what stands in the amount's field."""

    application_id: UUID
    outcome: Outcome
    written: str
    amount: int | None
    version: int
    changed: bool
    fault: str = ""

    @property
    def word(self) -> str:
        """The outcome as the form writes it."""
        return next(word for word, outcome in OUTCOMES.items() if outcome is self.outcome)

    @property
    def pending(self) -> bool:
        """Partly, with the amount still to be written."""
        return self.outcome is Outcome.PARTLY and not self.written

    def amount_of(self, asked: int) -> int:
        """Kroner: all that was asked for, the written amount, or nothing."""
        if self.outcome is Outcome.PARTLY:
            return self.amount or 0
        return asked if self.outcome is Outcome.GRANTED else 0

    def kept(self, proposal: Proposal) -> None:
        """Note that it is saved."""
        self.version, self.changed = proposal.version, False

    def refuse(self, objections: Iterable[Objection]) -> None:
        """Note why it was not saved."""
        said = [sentence(objection.code, objection.facts) for objection in objections]
        self.fault = " ".join(_whole(each, more=len(said) > 1) for each in said)

    def changed_by(self, proposal: Proposal | None) -> None:
        """Note that another was first, and what they said: the row saves over it next time."""
        if proposal is None:
            self.version, self.fault = 0, _("Somebody took the proposal away. Choose again.")
            return
        self.version = proposal.version
        self.fault = _(
            "%(name)s said %(outcome)s, %(amount)s, %(when)s. What you chose is not saved. Choose again to save it.",
            name=proposal.by.name,
            outcome=label(proposal.outcome).lower(),
            amount=kr(proposal.amount),
            when=clock_time(proposal.at),
        )


def _whole(said: str, *, more: bool) -> str:
    """A sentence that others can follow: with a full stop, where there are more."""
    return f"{said}." if more and not said.endswith(".") else said


def read_said(posted: MultiDict[str, str]) -> dict[UUID, Said]:
    """The rows of a posted form by application. Rows nobody has said anything of are left out."""
    found = {}
    for name in [name for name in posted if name.startswith("said-")][:MOST_ROWS]:
        key = name.removeprefix("said-")
        outcome = OUTCOMES.get(posted[name])
        try:
            application_id = UUID(key)
        except ValueError:
            continue
        if outcome is not None:
            found[application_id] = _row(application_id, key, outcome, posted)
    return found


def _row(application_id: UUID, key: str, outcome: Outcome, posted: MultiDict[str, str]) -> Said:
    written, fault, amount = posted.get(f"amount-{key}", "").strip(), "", None
    if outcome is Outcome.PARTLY:
        try:
            amount = kroner.parse(written)
        except kroner.NotKroner as refused:
            fault = sentence(refused.code, refused.objection.facts)
    version = posted.get(f"version-{key}", "")
    now_said = f"{posted[f'said-{key}']}:{amount if outcome is Outcome.PARTLY else ''}"
    return Said(
        application_id=application_id,
        outcome=outcome,
        written=written,
        amount=amount,
        version=int(version) if version.isascii() and version.isdigit() and len(version) < 9 else 0,
        changed=bool(fault) or now_said != posted.get(f"was-{key}", ""),
        fault=fault,
    )
