"""One real example of everything an address can name, so that every address can be visited by somebody who may.

`lay_out` makes the examples in a world, through the actions. A new kind of thing in an address needs its line here:
until then the tests that visit every address fail and name it.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from flask import Flask, current_app
from werkzeug.routing import Rule

from medvirkning.attachments.actions import attach
from medvirkning.attachments.queries import attached_to
from medvirkning.attachments.words import AttachmentKind
from medvirkning.follow_up.accepting import change_account, decline
from medvirkning.follow_up.paying import approve
from medvirkning.grants.models import Application
from medvirkning.grants.reminding import remind
from medvirkning.grants.schemes import Round
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.mail.letters import compose
from medvirkning.mail.letters import send as send_letter
from medvirkning.permissions import GRANTED, Can, Standing
from medvirkning.review.batching import finish, start_batch
from medvirkning.review.redrafting import put_aside
from medvirkning.review.writing import raise_flag
from tests import follow_cast, grant_cast, library_cast, photo_cast, repayment_cast, result_cast, second_cast, stop_cast
from tests.appeal_examples import appealed, demanded
from tests.cast import World
from tests.contribution_examples import contributed
from tests.corrected_cast import corrects
from tests.kept import kept
from tests.review_cast import adjourns, closes, decides, hands_in, meets, says
from tests.scheme_cast import rolling_round
from tests.survey_examples import surveyed

# Who visits, the first of these that may. What a role sees more of comes first.
VISITORS = {
    Standing.OWNER: "bjarne",
    Standing.CHAIR: "dag",
    Standing.MEMBER: "ivar",
    Standing.COORDINATOR: "cecilie",
    Standing.ADMINISTRATOR: "fredrik",
    Standing.AUDITOR: "eli",
    Standing.APPEAL_BODY: "magne",
    Standing.OFFICER: "marit",
    Standing.SIGNED_IN: "bjarne",
}
GROUP = ("dag", "halima", "ivar", "jorunn", "kim", "cecilie", "marit")


@dataclass
class Examples:
    """Values by the name they have in addresses; `own` by blueprint or endpoint, where a name means something else."""

    values: dict[str, str] = field(default_factory=dict)
    own: dict[str, dict[str, str]] = field(default_factory=dict)

    def of(self, endpoint: str, argument: str) -> str | None:
        """The example for one part of an address, or None when nobody has made one."""
        for place in (self.own.get(endpoint), self.own.get(endpoint.partition(".")[0]), self.values):
            if place and argument in place:
                return place[argument]
        return None

    def url(self, app: Flask, rule: Rule) -> str:
        """An address by this rule with every part filled in. Raises AssertionError for what has no example."""
        found = {name: self.of(rule.endpoint, name) for name in rule.arguments}
        lacking = [name for name, value in found.items() if value is None]
        assert not lacking, f"no example of {lacking} in {rule.rule} ({rule.endpoint}): add one to tests/examples.py"
        built = rule.build(found, append_unknown=False)
        assert built is not None, f"the examples do not fit {rule.rule}: {found}"
        return str(built[1])

    def to_json(self) -> dict[str, Any]:
        """As JSON can hold it, and as `Examples(**…)` takes it back."""
        return asdict(self)


def rules(app: Flask, method: str) -> Iterator[Rule]:
    """Every rule of the app that answers this method, in the order of their addresses."""
    found = [rule for rule in app.url_map.iter_rules() if method in (rule.methods or ())]
    yield from sorted(found, key=lambda rule: rule.rule)


def granted(app: Flask, rule: Rule) -> frozenset[Standing] | None:
    """Who may use it, as the mark on the view says; None when it is public."""
    what: Can | None = app.view_functions[rule.endpoint].access[0]  # type: ignore[attr-defined]
    return None if what is None else GRANTED[what]


def visitor(app: Flask, rule: Rule) -> str | None:
    """The first name of somebody who may, or None where anyone may."""
    may = granted(app, rule)
    return None if may is None else next(name for standing, name in VISITORS.items() if standing in may)


@kept
def lay_out(world: World) -> Examples:
    """Make one of everything in a world. Own transactions."""
    found = Examples({"slug": world.programme.slug, "language": "nn"})
    values, own = contributed(world)
    found.values |= values
    found.own |= own
    round_ = grant_cast.open_round(world, _scheme(world))
    found.values |= {"scheme_slug": round_.scheme.slug, "round_slug": round_.slug, "round_id": str(round_.id)}
    found.own |= {"scheme_settings": {"group": "belop", "version": "1"}, **rolling_round(world)}
    _applying(world, round_, found)
    _second(world, found)
    _review(world, round_, found)
    found.values |= {"text_id": str(library_cast.kept(world).id), "demand_id": demanded(world, round_)}
    surveyed(world, found, str(current_app.config["SETTINGS"].secret_key).encode())
    found.own |= appealed(world, round_)
    _held(world, round_, found)
    found.own |= result_cast.example(world) | photo_cast.example(world) | stop_cast.example(world)
    return found


def _scheme(world: World) -> Any:
    with transaction():
        made = grant_cast.scheme(world, slug="eksempel", prefix="EX")
        made.may_agree = True
        return made


def _applying(world: World, round_: Round, found: Examples) -> None:
    """A draft of Bjarne's with a file, one that lacks nothing, and one that he has sent."""
    draft, sent = grant_cast.whole(round_, world.bjarne), grant_cast.sent(round_, world.bjarne)
    tokens: list[str] = []
    with transaction():
        remind(draft, 7, off_path=lambda token: tokens.append(token) or f"/soknad/paminnelser/{token}", at=now())
    found.own |= {
        "applying.reminders": {"token": tokens[0]},
        "applying": {"application_id": str(draft.id), "attachment_id": _file(draft)},
        "applying.check": {"application_id": str(grant_cast.whole(round_, world.bjarne).id)},
        "applying.correct": {"application_id": str(sent.id)},
        "applying.messages": {"application_id": str(sent.id)},
        "applying.receipt": {"application_id": str(sent.id)},
    }


def _second(world: World, found: Examples) -> None:
    """A case that a second person is asked to confirm."""
    case = second_cast.sent(world)
    found.own |= {
        "confirming": {"token": second_cast.token()},
        "applying.ask_second_again": {"application_id": str(case.id)},
    }


def _review(world: World, round_: Round, found: Examples) -> None:
    """A case that is open to the group and half assessed; one that is decided; one whose letter has been sent."""
    case, decided, answered = (grant_cast.sent(round_, world.bjarne) for _ in range(3))
    for application in (case, decided, answered):
        for name in GROUP:
            says(application, getattr(world, name))
    hands_in(case, world.jorunn, 2, 1)
    waiting, told = (decides(each, world.dag, compose=compose).letter for each in (decided, answered))
    with transaction():
        send_letter(told, by=world.dag, at=now())
    found.values |= {"application_id": str(case.id), "attachment_id": _file(case), "person_id": str(world.jorunn.id)}
    with transaction():
        flag = raise_flag(case, "Sjekk med grunneieren", by=world.ivar, at=now())
        saved = put_aside(round_, "Forslag A", by=world.ivar, at=now())
    with transaction():
        batch = start_batch(round_, [(waiting.id, "")], by=world.dag, at=now())
        finish(batch.id, at=now())
    found.values |= {
        "flag_id": str(flag.id),
        "letter_id": str(waiting.id),
        "saved_id": str(saved.id),
        "batch_id": str(batch.id),
    }
    made = corrects(told.decision, world.dag)
    found.values |= {"corrected_id": str(made.id), "number": "1"}
    found.own |= {"letters": {"application_id": str(answered.id)}, "letters.correct": {"letter_id": str(told.id)}}
    _follow_up(world, round_, found)


def _follow_up(world: World, round_: Round, found: Examples) -> None:
    """A grant to accept; one that is accepted, with a list to approve and an account to confirm; an approved list."""
    waiting, taken, others = (follow_cast.answered(world, round_) for _ in range(3))
    for each in (taken, others):
        follow_cast.accepts(each, world.bjarne)
    made, approved = (follow_cast.listed(world, {each.id: 10_000}) for each in (taken, others))
    with transaction():
        approve(approved, by=world.dag, at=now())
        change = change_account(taken, follow_cast.OTHER_ACCOUNT, reason="De ringte.", by=world.cecilie, at=now())
    case = {"application_id": str(taken.id), "change_id": str(change.id), "list_id": str(made.id)}
    reported = follow_cast.reports(follow_cast.accepted(world, round_), world.bjarne)
    about = {"application_id": str(reported.application_id), "attachment_id": _first("report", reported.id)}
    notified, claimed = (repayment_cast.small(world, round_) for _ in range(2))
    repayment_cast.claims(claimed, world.dag, amount=1_000)
    told, taken_back = ({"application_id": str(each.application_id), "repayment_id": str(each.id)} for each in
                        (notified, claimed))  # fmt: skip
    declined = follow_cast.answered(world, round_, title="Ingen tok imot")
    with transaction():
        decline(declined, by=world.bjarne, at=now())
    found.own |= {
        "following_up.to_pot": {"application_id": str(declined.id)},
        **{f"following_up.{name}": told for name in ("repayment", "repayment_notice", "let_repayment_go")},
        **{f"following_up.{name}": taken_back for name in ("repayment_claim", "repayment_claim_pdf", "repaid")},
        "following_up.claim_back": {**told, "repayment_id": str(repayment_cast.answers(notified).id)},
        "following_up.notify_repayment": {
            "application_id": str(repayment_cast.paid_out(world, round_, 2_000, granted=2_000).id)
        },
        **{f"accounting.{name}": told for name in ("repayment", "repayment_notice")},
        **{f"accounting.{name}": taken_back for name in ("repayment_claim", "repayment_claim_pdf")},
        **{f"following_up.{name}": about for name in ("report", "report_file", "approve", "ask_more")},
        "accounting.report_file": about,
        **{
            f"accounting.{name}": {"application_id": case["application_id"]} for name in ("report", "report_files_page")
        },
        "accounting": {"application_id": str(waiting.id)},
        "following_up": case,
        "following_up.close_case": {"application_id": str(waiting.id)},
        "following_up.list_file": {"list_id": str(approved.id)},
        "following_up.paid": {"list_id": str(approved.id)},
    }


def _held(world: World, round_: Round, found: Examples) -> None:
    """A round whose meeting is over, so that its minutes are there for all; and the next meeting of the usual one."""
    adjourns(round_)
    held = grant_cast.open_round(world, round_.scheme, slug="holdt", days=-2)
    meets(held)
    closes(held)
    found.own |= {"minutes": {"round_slug": held.slug}}


def _file(application: Application) -> str:
    with transaction():
        pdf = grant_cast.ANYTHING_PDF
        kept = attach(
            application,
            pdf,
            kind=AttachmentKind.DOCUMENT,
            name="vedtekter.pdf",
            media_type="application/pdf",
            at=now(),
            about="statutes",
        )
    return str(kept.id)


def _first(owner_kind: str, owner_id: Any) -> str:
    return str(attached_to(owner_kind, owner_id)[0].id)
