"""The meeting's tools: changing a round's whole draft in one press, and going back, as far as one likes.

Nothing here is decided. A tool touches only what is open to whoever presses it, and shares out the pot as they see it.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID

from medvirkning.grants.schemes import Round
from medvirkning.journal.actions import record
from medvirkning.kernel.database import db, hold
from medvirkning.kernel.errors import Objection, Stale, refuse
from medvirkning.people.models import Person
from medvirkning.programmes.queries import roles
from medvirkning.review import what_if
from medvirkning.review.meeting import table
from medvirkning.review.meetings import MOST_NAME, DraftStep, SavedDraft
from medvirkning.review.rules import may_score
from medvirkning.review.sharing import Line, Share
from medvirkning.review.steps import Said, from_json, last_step, mark, note_step, said_now, to_json, write
from medvirkning.review.what_if import Shares, Want
from medvirkning.review.words import Order, ReviewWord, Tool

SHARING: dict[Tool, Callable[[int, Sequence[Want]], Shares]] = {
    Tool.FILL: what_if.fill,
    Tool.REST: what_if.rest,
    Tool.FIT: what_if.fit,
    Tool.LEAST: what_if.least,
}


def redraft(
    the_round: Round, tool: Tool, *, order: Order, percent: int = 0, seen: int, by: Person, at: datetime
) -> DraftStep:
    """Let a tool write the draft, in this order. `percent` is for CUT alone; `seen` is the page's `steps.mark`.

    Raises Stale where the draft has changed since the page was drawn, RuleBroken for one who is not in the group.
    """
    _begin(the_round, seen, by)
    if tool is Tool.CUT and not 1 <= percent <= 99:
        refuse([Objection(ReviewWord.PERCENT_OUTSIDE)])
    share = table(the_round, by, order).share
    open_lines = _open(share)
    if tool is Tool.CLEAR:
        said: dict[UUID, Said] = {line.id: None for line in open_lines}
    else:
        wants, pot = wants_of(the_round, open_lines), share.pot - _fixed(share)
        shares = what_if.cut(pot, wants, percent) if tool is Tool.CUT else SHARING[tool](pot, wants)
        said = {each.id: (what_if.outcome_of(shares[each.id], each.asked), shares[each.id]) for each in wants}
    return _change(the_round, tool, said, by=by, at=at)


def undo(the_round: Round, *, seen: int, by: Person, at: datetime) -> DraftStep:
    """Take the last step back: the draft stands as before it, to the last krone. What is decided since stays decided.

    Raises Stale where the draft has changed since the page was drawn, RuleBroken where there is nothing to undo, or
    where the step is about a case that is closed to this person.
    """
    _begin(the_round, seen, by)
    step = last_step(the_round.id)
    if step is None:
        refuse([Objection(ReviewWord.NOTHING_TO_UNDO)])
    assert step is not None
    before = from_json(step.before)
    found = table(the_round, by)
    if not found.closed.keys().isdisjoint(before):
        refuse([Objection(ReviewWord.UNDO_IS_OTHERS, "disqualification")])
    undecided = {line.id for line in found.share.lines if not line.decided and not line.settled}
    step.undone_at = at
    db.session.flush()
    write(the_round, {key: said for key, said in before.items() if key in undecided}, by=by, at=at)
    _tell(the_round, "draft_undone", step, by=by, at=at)
    return step


def put_aside(the_round: Round, name: str, *, by: Person, at: datetime) -> SavedDraft:
    """Save the draft as it stands under a name, to compare. Raises RuleBroken for one who is not in the group."""
    hold(the_round)
    refuse(may_score(roles(by.id, the_round.programme_id), under_review=True))
    saved = SavedDraft(
        round_id=the_round.id, name=name.strip()[:MOST_NAME], shares=to_json(said_now(the_round.id)), by_id=by.id, at=at
    )
    db.session.add(saved)
    record(the_round, "draft_saved", by=by, at=at, programme_id=the_round.programme_id)
    return saved


def take_into_use(the_round: Round, saved: SavedDraft, *, seen: int, by: Person, at: datetime) -> DraftStep:
    """Let the draft be a saved one again, in what is open to this person and not decided. A step like any other."""
    _begin(the_round, seen, by)
    kept = from_json(saved.shares)
    said = {line.id: kept.get(line.id) for line in _open(table(the_round, by).share)}
    return _change(the_round, Tool.TAKE, said, by=by, at=at)


def throw_away(the_round: Round, saved: SavedDraft, *, by: Person, at: datetime) -> None:
    """Take a saved draft away. The draft itself stands. Raises RuleBroken for one who is not in the group."""
    hold(the_round)
    refuse(may_score(roles(by.id, the_round.programme_id), under_review=True))
    db.session.delete(saved)
    record(the_round, "saved_draft_thrown_away", by=by, at=at, programme_id=the_round.programme_id)


def wants_of(the_round: Round, lines: Sequence[Line]) -> list[Want]:
    """The lines as the arithmetic takes them, bound by the scheme's floor and ceiling."""
    scheme = the_round.scheme
    return [
        what_if.want(
            line.id,
            asked=line.asked,
            least_workable=line.least,
            floor=scheme.least_amount,
            ceiling=scheme.most_amount,
            amount=line.amount,
        )
        for line in lines
    ]


def _begin(the_round: Round, seen: int, by: Person) -> None:
    hold(the_round)
    refuse(may_score(roles(by.id, the_round.programme_id), under_review=True))
    if mark(the_round.id) != seen:
        raise Stale("draft")


def _open(share: Share) -> list[Line]:
    return [line for line in share.seen if not line.decided and not line.settled]


def _fixed(share: Share) -> int:
    """What is decided or recommended already, and so no longer there to share out."""
    return sum(line.amount or 0 for line in share.seen if line.decided or line.settled)


def _change(the_round: Round, tool: Tool, said: dict[UUID, Said], *, by: Person, at: datetime) -> DraftStep:
    now_said = said_now(the_round.id)
    other = {key: each for key, each in said.items() if now_said.get(key) != each}
    step = note_step(the_round.id, tool, {key: now_said.get(key) for key in other}, by=by, at=at)
    write(the_round, other, by=by, at=at)
    _tell(the_round, "redrafted", step, by=by, at=at)
    return step


def _tell(the_round: Round, event: str, step: DraftStep, *, by: Person, at: datetime) -> None:
    facts = {"tool": step.tool.value, "step": step.number, "applications": len(step.before)}
    record(the_round, event, by=by, at=at, programme_id=the_round.programme_id, facts=facts)
