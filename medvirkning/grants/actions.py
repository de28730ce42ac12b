"""What applicants do: begin, write, send, withdraw. Writing never fails for being half done."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from medvirkning.grants.attaching import plan_attachments, remove_all_files
from medvirkning.grants.budget import MOST_LINES, sums
from medvirkning.grants.check_words import CorrectionEnd
from medvirkning.grants.confirming import ask_second
from medvirkning.grants.drafts import forget, kept, mark, replace_lines, write
from medvirkning.grants.earlier import earlier_of
from medvirkning.grants.models import Application, Snapshot
from medvirkning.grants.numbering import next_number
from medvirkning.grants.opening import open_correction
from medvirkning.grants.queries import answers, files_of, phase_of, snapshot_of
from medvirkning.grants.rules import signed_in_well_enough, what_stops_sending
from medvirkning.grants.scheme_words import LineKind, SignIn
from medvirkning.grants.schemes import Round
from medvirkning.grants.snapshots import content_of
from medvirkning.grants.words import (
    ApplicationState,
    ApplicationVerb,
    ApplicationWord,
    BudgetSide,
    Line,
    RoundPhase,
    Section,
)
from medvirkning.journal.actions import record
from medvirkning.kernel import kroner
from medvirkning.kernel.clock import oslo_date
from medvirkning.kernel.content_digest import digest
from medvirkning.kernel.database import db, hold, in_turn
from medvirkning.kernel.errors import Conflict, Objection, RuleBroken, Stale
from medvirkning.kernel.plain_text import tidy
from medvirkning.outbox.actions import post
from medvirkning.people.actions import make_link
from medvirkning.people.models import Person
from medvirkning.people.queries import links_since

CONTINUE_LINK_LIVES = timedelta(days=7)
MOST_KEPT_OF_LINE = 1_000  # characters of a budget line's text or amount
MOST_CONTINUE_LINKS = 2  # alive at once; sign-in by an ordinary link always stays possible


def begin(
    round_: Round,
    *,
    by: Person,
    language: str,
    at: datetime,
    key: UUID | None = None,
    signed_in_by: SignIn = SignIn.EMAIL_LINK,
) -> Application:
    """A new draft in a round that is open. The same `key` (an id made with the form) gives the same draft again."""
    in_turn(f"application {key}")
    known = None if key is None else db.session.get(Application, key)
    if known is not None:
        if known.owner_id != by.id:
            raise Conflict("the id is taken")
        return known
    now = phase_of(round_, at=at)
    if now is not RoundPhase.OPEN:
        code = ApplicationWord.ROUND_NOT_OPEN if now is RoundPhase.COMING else ApplicationWord.ROUND_CLOSED
        raise RuleBroken([Objection(code, None, field="round")])
    if too_weak := signed_in_well_enough(round_.scheme.sign_in, signed_in_by):
        raise RuleBroken(too_weak)
    application = Application(
        round=round_,
        programme_id=round_.programme_id,
        owner_id=by.id,
        language=language,
        contact_name=by.name,
        contact_email=by.email,
        begun_at=at,
        updated_at=at,
    )
    if key is not None:
        application.id = key
    if len(kinds := round_.scheme.terms.kinds) == 1:
        application.applicant_kind = next(iter(kinds))
    db.session.add(application)
    record(application, "application_begun", by=by, at=at, programme_id=round_.programme_id)
    return application


def save_section(
    application: Application,
    section: Section,
    values: Mapping[str, Any],
    *,
    by: Person,
    at: datetime,
    form: str = "",
    seen: str = "",
) -> list[Objection]:
    """Keep what is written in a section, whole or not. Raises Conflict once the application has been sent.

    Answers with what was longer than there is room for, and is kept only so far (`drafts.MOST_KEPT`).

    `values` are fields and what was written in them; for the budget also `lines` (Line), for the attachments
    `plans`. `seen` is the section's mark when the form was shown: Stale if another form has changed it since.
    """
    hold(application)
    if application.state is not ApplicationState.DRAFT:
        raise Conflict("the application has been sent")
    if seen and seen != mark(application, section) and application.last_forms.get(section) != form:
        raise Stale(section)
    too_long = write(application, section, values)
    if "lines" in values:
        _replace_lines(application, values["lines"])
    if "plans" in values:
        plan_attachments(application, values["plans"])
    application.last_forms = {**application.last_forms, section.value: form}
    application.updated_at = at
    db.session.flush()
    return too_long


def read_line(side: BudgetSide, text: str, written: str, kind: str = "") -> Line:
    """A budget line as a person wrote it: an amount that can't be read is kept as it stands."""
    try:
        amount: int | None = kroner.parse(tidy(written))
    except kroner.NotKroner:
        amount = None
    found = LineKind(kind) if kind in set(LineKind) else LineKind.PLAIN
    return Line(side, kept(tidy(text), MOST_KEPT_OF_LINE), amount, kept(tidy(written), MOST_KEPT_OF_LINE), found)


def send(
    application: Application,
    *,
    key: UUID,
    declared: Collection[str],
    by: Person,
    at: datetime,
    seen: str = "",
    signed_in_by: SignIn = SignIn.EMAIL_LINK,
) -> Snapshot:
    """Send the application: it gets its number, is frozen as it stands, and a receipt goes by mail.

    However often it is pressed it is sent once: what has been sent answers with the same snapshot. `seen` is the
    mark of what the sender read through. Raises RuleBroken with all that stands in the way, Stale when it has
    changed since it was read through.
    """
    hold(application)
    sent = snapshot_of(application.id)
    if sent is not None:
        return sent
    if seen and seen != mark(application):
        raise Stale("application")
    files = files_of(application)
    objections = what_stops_sending(
        answers(application, files),
        application.round.scheme.terms,
        round_phase=phase_of(application.round, at=at),
        declared=declared,
        on=oslo_date(at),
        earlier=earlier_of(application, on=oslo_date(at)),
    )
    objections += signed_in_well_enough(application.round.scheme.sign_in, signed_in_by)
    if application.state is ApplicationState.DRAFT and objections:
        raise RuleBroken(objections)
    _replace_lines(application, [line.line for line in application.lines if not line.line.blank])
    number = next_number(application.round.scheme, oslo_date(at).year)
    application.step(ApplicationVerb.SEND)
    application.number = number
    application.sent_at, application.updated_at, application.send_key = at, at, key
    application.revision = 1
    content = content_of(application, files, declared)
    sent = Snapshot(application_id=application.id, number=1, content=content, digest=digest(content), sent_at=at)
    db.session.add(sent)
    facts = {"number": application.number, "asked": application.asked, "digest": sent.digest}
    _record(application, "application_sent", ApplicationVerb.SEND, by=by, at=at, facts=facts)
    ask_second(application, by=by, at=at)
    answer_by = application.round.answer_day(oslo_date(at))
    _write_to(application, "application_received", by, at=at, answer_by=answer_by.isoformat() if answer_by else "")
    return sent


def withdraw(application: Application, *, by: Person, at: datetime) -> None:
    """Take the application back, up to the decision. Raises WrongStep after that.

    Of one that was never sent, what was written is let go of: it was nobody's but the writer's.
    """
    hold(application)
    application.step(ApplicationVerb.WITHDRAW)
    if (asked := open_correction(application.id)) is not None:
        asked.end(CorrectionEnd.WITHDRAWN, at)
    if application.sent_at is None:
        remove_all_files(application)
        forget(application)
    application.updated_at = at
    _record(application, "application_withdrawn", ApplicationVerb.WITHDRAW, by=by, at=at)
    if application.number:
        _write_to(application, "application_withdrawn", by, at=at)


def request_continue_link(
    application: Application,
    *,
    leads_to: str,
    sign_in_path: Callable[[str], str],
    language: str,
    by: Person,
    at: datetime,
) -> None:
    """Mail the owner a link to go on from another device. `sign_in_path` makes a sign-in token's address.

    When several links are alive already, the mail has only the page's own address: one signs in there as always.
    """
    path = ""
    if links_since(by.email, since=at + timedelta(hours=1)) < MOST_CONTINUE_LINKS:
        path = sign_in_path(make_link(by.email, leads_to=leads_to, at=at, lives=CONTINUE_LINK_LIVES))
    post("continue_link", to=by.email, language=language, at=at, path=path, page=leads_to, title=application.title)


def _replace_lines(application: Application, lines: Sequence[Line]) -> None:
    """Put these lines in the place of the ones there are. Raises RuleBroken when there are more than one may have."""
    if len(lines) > MOST_LINES:
        facts = {"section": Section.BUDGET, "field": "lines", "most": MOST_LINES}
        raise RuleBroken([Objection(ApplicationWord.TOO_MANY_LINES, None, **facts)])
    replace_lines(application, lines)
    application.asked = sums(lines).asked


def _record(
    application: Application, event: str, verb: ApplicationVerb, *, by: Person, at: datetime, **more: Any
) -> None:
    record(application, event, by=by, at=at, programme_id=application.programme_id, verb=verb, **more)


def _write_to(application: Application, kind: str, person: Person, *, at: datetime, **values: Any) -> None:
    about = {"application": application.id, "number": application.number, "title": application.title}
    post(kind, to=person.email, language=application.language, at=at, **about, **values)
