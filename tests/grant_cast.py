"""A scheme with a round that is open, and applications in it, for tests. Factories build through actions."""

from datetime import date, datetime, time, timedelta
from io import BytesIO
from uuid import UUID, uuid4

from PIL import Image

from medvirkning.grants.actions import begin, save_section, send
from medvirkning.grants.models import Application
from medvirkning.grants.scheme_words import OrganisationNumber
from medvirkning.grants.schemes import CriteriaSet, Criterion, Round, Scheme, WantedAttachment
from medvirkning.grants.values import NotFunded
from medvirkning.grants.words import ApplicantKind, BudgetSide, CriterionKind, DecidingMode, Line, Section, Undertaking
from medvirkning.kernel.clock import now, oslo_deadline, oslo_moment, today
from medvirkning.kernel.database import db, transaction
from medvirkning.people.models import Person
from tests.cast import World, both
from tests.kept import kept

DECLARED = frozenset(Undertaking)
WHO = {
    "applicant_kind": "residents",
    "applicant_name": "Kaikanten beboerforening (DEMO)",
    "organisation_number": "999 999 913",
    "account_number": "8601.11.17947",
    "contact_name": "Bjarne",
    "contact_email": "bjarne@medvirkning.example",
    "contact_phone": "",
}
WHAT = {
    "title": "Langbord på Lervig",
    "what": "Et åttemeters bord langs kaia der alle naboer kan spise sammen.",
    "why": "Mange er nye her og kjenner ikke naboene.",
    "whom": "Alle som bor i Lervig og Badedammen.",
    "developed_with": "Ungdommene i bakgården.",
    "participants": "ca. 150",
}
LINES = (
    Line(BudgetSide.EXPENSE, "Mat til langbordet", 18_000),
    Line(BudgetSide.EXPENSE, "Leie av telt og bord", 14_500),
    Line(BudgetSide.EXPENSE, "Musikk og lyd", 9_000),
    Line(BudgetSide.INCOME, "Egne penger", 6_500),
)
ANYTHING_PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n"


def photo() -> bytes:
    """A small picture."""
    held = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(held, "JPEG")
    return held.getvalue()


def scheme(world: World, slug: str = "naermiljotilskudd", prefix: str = "NT") -> Scheme:
    """A scheme that asks for most there is to ask for. Call inside a transaction."""
    made = Scheme(
        programme_id=world.programme.id,
        slug=slug,
        name=both("Nærmiljøtilskudd", "Nærmiljøtilskot"),
        purpose=both("Tilskuddet skal gi gode møteplasser.", "Tilskotet skal gi gode møteplassar."),
        applicant_kinds=[kind.value for kind in ApplicantKind if kind is not ApplicantKind.MUNICIPAL_UNIT],
        organisation_number=OrganisationNumber.YES,
        least_amount=5_000,
        most_amount=50_000,
        not_funded=[NotFunded("running", both("Ordinær drift")), NotFunded("wages", both("Lønn", "Løn"), stops=True)],
        conditions=[both("Tiltaket er åpent for alle.", "Tiltaket er ope for alle.")],
        decided_by=both("Bydelsgruppa Storhaug"),
        adopted_by=both("Storhaug bydelsutvalg, sak 12/24, 3. april 2024"),
        appeal_body=both("Klagenemnda i Stavanger kommune"),
        contact_name="Cecilie",
        contact_email="tilskudd@medvirkning.example",
        case_prefix=prefix,
        deciding_mode=DecidingMode.ELECTED,
    )
    made.wanted = [
        WantedAttachment(key="statutes", position=1, name=both("Vedtekter"), required=True),
        WantedAttachment(key="permission", position=2, name=both("Avtale med grunneier", "Avtale med grunneigar")),
    ]
    db.session.add(made)
    db.session.flush()
    return made


def criteria(of: Scheme) -> CriteriaSet:
    """Two adopted criteria: one graded, one that must be met. Call inside a transaction."""
    adopted_by = both("Storhaug bydelsutvalg, sak 12/24")
    made = CriteriaSet(scheme_id=of.id, version=1, adopted_by=adopted_by, adopted_on=date(2024, 4, 3))
    graded = both("Tiltaket skaper en åpen møteplass.", "Tiltaket skaper ein open møteplass.")
    free = both("Tiltaket er gratis.", "Tiltaket er gratis.")
    made.criteria = [
        Criterion(key="meeting", position=1, text=graded, kind=CriterionKind.GRADED, most=3),
        Criterion(key="free", position=2, text=free, kind=CriterionKind.ABSOLUTE, most=1),
    ]
    db.session.add(made)
    db.session.flush()
    return made


@kept
def open_round(
    world: World, of: Scheme | None = None, slug: str = "var", *, days: int = 30, pot: int = 300_000
) -> Round:
    """A round that closes in so many days; with a negative number, that has closed. Own transaction."""
    with transaction():
        of = of or scheme(world)
        frozen = db.session.query(CriteriaSet).filter_by(scheme_id=of.id).first() or criteria(of)
        end = today() + timedelta(days=days)
        made = Round(
            scheme=of,
            programme_id=world.programme.id,
            slug=slug,
            name=both("Våren", "Våren"),
            opens_at=oslo_moment(min(today(), end) - timedelta(days=1), time(9)),
            deadline=oslo_deadline(end, time(23, 59)),
            pot=pot,
            criteria_set_id=frozen.id,
            meeting_on=end + timedelta(days=14),
            answer_by=end + timedelta(days=21),
        )
        db.session.add(made)
    return made


def draft(round_: Round, by: Person, *, at: datetime | None = None) -> Application:
    """A draft with nothing in it yet. Own transaction."""
    with transaction():
        return begin(round_, by=by, language="nb", at=at or now())


@kept
def whole(round_: Round, by: Person, **changes: str) -> Application:
    """A draft that lacks nothing; `changes` replace what is written in fields. Own transactions."""
    made, at = draft(round_, by), now()
    where = {
        "zone_id": str(made.round.scheme.programme.zones[2].id),
        "place": "Kaia",
        "starts_on": (today() + timedelta(days=90)).isoformat(),
        "ends_on": "",
    }
    sections = {
        Section.WHO: WHO,
        Section.WHAT: WHAT,
        Section.WHERE_AND_WHEN: where,
        Section.BUDGET: {"lines": LINES, "least_workable": "20 000"},
        Section.ATTACHMENTS: {"plans": {"statutes": "later"}},
    }
    with transaction():
        for section, values in sections.items():
            save_section(made, section, {**values, **changes} if "lines" not in values else values, by=by, at=at)
    return made


@kept
def sent(round_: Round, by: Person, *, key: UUID | None = None, **changes: str) -> Application:
    """An application that has been sent. Own transactions."""
    made = whole(round_, by, **changes)
    with transaction():
        send(made, key=key or uuid4(), declared=DECLARED, by=by, at=now())
    return made
