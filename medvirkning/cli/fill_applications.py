"""Bulk applications to the round the group works on: sent, frozen, and some of them declared on and given points."""

from datetime import datetime, timedelta
from random import Random
from uuid import uuid4

from medvirkning.cli.fill_review import Review
from medvirkning.cli.fill_rows import History, complete, insert_all
from medvirkning.grants.budget import sums
from medvirkning.grants.demands import UNDERTAKINGS
from medvirkning.grants.lifecycle import APPLICATION
from medvirkning.grants.models import Application, BudgetLine, Snapshot
from medvirkning.grants.numbering import next_numbers
from medvirkning.grants.scheme_words import Land, YesNo
from medvirkning.grants.snapshots import content_of
from medvirkning.grants.words import ApplicantKind, AttachmentPlan, BudgetSide, Undertaking
from medvirkning.grants.words import ApplicationState as State
from medvirkning.grants.words import ApplicationVerb as Verb
from medvirkning.kernel.clock import oslo_date
from medvirkning.kernel.content_digest import digest
from medvirkning.kernel.kroner import MOST, show
from medvirkning.people.models import Person
from medvirkning.programmes.queries import programme_by_slug
from medvirkning.review.queue import round_at_hand, rounds

SORTS = ("Velforeningen", "Hagelaget", "Koret", "Idrettslaget", "Beboerforeningen", "Kulturlaget", "Nabolaget")
NAMES = ("Solsiden", "Fjordgløtt", "Trekanten", "Bakketopp", "Kaikanten", "Lyngheia", "Vesthagen", "Molo", "Tunet")
FIRST = ("Ada", "Bo", "Emil", "Frida", "Hassan", "Ines", "Jon", "Kari", "Leila", "Mats", "Nora", "Omar", "Tuva")
LAST = ("Bakkevik", "Fjellhus", "Gardsund", "Holmevoll", "Lyngvik", "Sandtun", "Strandlie", "Vikhagen")
DOINGS = ("Gatefest", "Nabokafé", "Turdag", "Verksted", "Filmkveld", "Hagedag", "Matkurs", "Leseklubb", "Dugnad")
PLACES = ("i bakgården", "på kaia", "i parken", "på biblioteket", "i grendehuset", "ved ballbanen", "på torget")
COSTS = ("Mat", "Leie av lokale", "Utstyr", "Materialer", "Musikk", "Plakater", "Verktøy", "Bøker og spill")
KINDS = (ApplicantKind.ASSOCIATION, ApplicantKind.RESIDENTS, ApplicantKind.GROUP, ApplicantKind.PERSON)
REGISTERED = KINDS[:2]
ORGANISATIONS = ("999999905", "999999913", "999999921", "999999948", "999999956", "999999964", "999999972")
ACCOUNT = "86011117947"  # the demo's one account number; nobody's
PER_PERSON = 5  # applications, about
AT_WORK = timedelta(hours=8)  # what the group needs for what it has done


class Applications:
    """Makes applications to the round that the queue shows first. Rows of one `add` are inserted together."""

    def __init__(self, slug: str, chance: Random, *, at: datetime, count: int) -> None:
        programme = programme_by_slug(slug)
        assert programme is not None
        found = round_at_hand(rounds(programme.id))
        assert found is not None
        self.round, self.scheme, self.chance = found, found.scheme, chance
        self.zones = list(self.scheme.programme.zones)  # fetched now: a snapshot reads all of this, and then no more
        self.latest = min(at - AT_WORK, found.deadline or at)
        self.review = Review(found, chance, count, begins=self.latest)

    def add(self, count: int) -> None:
        """Insert so many, in the order they were sent."""
        owners = [self._person() for _one in range(max(count // PER_PERSON, 1))]
        moments = sorted(self._moment() for _one in range(count))
        years = [oslo_date(at).year for at in moments]
        numbers = [number for year in sorted(set(years)) for number in self._numbers(year, years.count(year))]
        applications, snapshots, events = [], [], []
        for number, at in zip(numbers, moments, strict=True):
            works = self.review.who_works()
            application = self._application(number, at, self.chance.choice(owners), in_review=bool(works))
            content = content_of(application, [], frozenset(Undertaking))
            frozen = Snapshot(
                application_id=application.id, number=1, content=content, digest=digest(content), sent_at=at
            )
            history = self._history(application, frozen.digest)
            self.review.work(application, works, history)
            applications.append(application)
            snapshots.append(frozen)
            events += history.chain()
        insert_all(owners)
        insert_all(applications)
        insert_all([line for application in applications for line in application.lines])
        insert_all(snapshots)
        insert_all(events)
        self.review.insert()

    def _numbers(self, year: int, count: int) -> list[str]:
        return next_numbers(self.scheme, year, count)

    def _moment(self) -> datetime:
        """Most come towards the end."""
        seconds = (self.latest - self.round.opens_at).total_seconds()
        return self.latest - timedelta(seconds=int(seconds * self.chance.random() ** 2))

    def _person(self) -> Person:
        name = f"{self.chance.choice(FIRST)} {self.chance.choice(LAST)}"
        email = f"{name.split()[0].lower()}.{uuid4().hex[:10]}@fyll.example"
        return Person(id=uuid4(), email=email, name=name, language="nb", created_at=self.round.opens_at)

    def _history(self, application: Application, frozen: str) -> History:
        history = History(APPLICATION, Application.__tablename__, self.round.programme_id, application.id)
        by = application.owner_id
        history.tell("application_begun", at=application.begun_at, by=by)
        facts = {"number": application.number, "asked": application.asked, "digest": frozen}
        history.tell("application_sent", at=application.updated_at, by=by, verb=Verb.SEND, **facts)
        return history

    def _application(self, number: str, at: datetime, owner: Person, *, in_review: bool) -> Application:
        chance, kind, zone = self.chance, self.chance.choice(KINDS), self.chance.choice(self.zones)
        lines = self._lines()
        asked = sums(line.line for line in lines).asked
        place, lacks = chance.choice(PLACES), chance.random() < 0.1
        made = Application(
            id=uuid4(),
            programme_id=self.round.programme_id,
            round_id=self.round.id,
            owner_id=owner.id,
            number=number,
            language=chance.choice(("nb", "nb", "nb", "nn")),
            state=State.IN_REVIEW if in_review else State.SENT,
            version=2 + in_review,
            applicant_kind=kind,
            applicant_name=f"{chance.choice(SORTS)} {chance.choice(NAMES)}" if kind in REGISTERED else owner.name,
            organisation_number=chance.choice(ORGANISATIONS) if kind in REGISTERED else None,
            account_number=ACCOUNT,
            contact_name=owner.name,
            contact_email=owner.email,
            contact_phone="",
            title=f"{chance.choice(DOINGS)} {place}",
            what="Vi samler naboene til noe alle kan være med på. Alle bidrar med det de kan.",
            why="Mange kjenner ikke dem de bor ved siden av.",
            whom="Alle som bor i nærheten.",
            developed_with="Naboene har laget planen sammen.",
            participants=chance.randint(10, 300),
            zone_id=zone.id,
            whole_area=False,
            place=place,
            starts_on=oslo_date(at) + timedelta(days=chance.randint(20, 90)),
            ends_on=None,
            least_workable=asked * 2 // 3,
            asked=asked,
            attachment_plans={"permission": AttachmentPlan.LATER.value} if lacks else {},
            missing=int(lacks),
            revision=1,
            unread={},
            last_forms={},
            begun_at=max(at - timedelta(days=chance.randint(0, 6), minutes=30), self.round.opens_at),
            updated_at=at,
            sent_at=at,
            send_key=uuid4(),
        )
        if kind in UNDERTAKINGS:
            made.other_aid = 0
        if kind is ApplicantKind.GROUP:
            made.responsible_name, made.responsible_email, made.of_age = owner.name, owner.email, True
        made.physical = YesNo.YES if lacks else YesNo.NO
        if lacks:
            made.land, made.land_owner = Land.TO_COME, "Kommunen"
            made.operator = made.maintainer = owner.name
        complete(made)
        made.round, made.zone = self.round, zone
        for line in lines:
            line.application_id = made.id
        made.lines = lines
        return made

    def _lines(self) -> list[BudgetLine]:
        """Two to four expenses and mostly some money of one's own, within what the scheme gives."""
        chance = self.chance
        texts = chance.sample(COSTS, k=chance.randint(2, 4))
        told = [(BudgetSide.EXPENSE, text, chance.randrange(4, 20) * 1000) for text in texts]
        own = chance.randrange(1, 3) * 1000 if chance.random() < 0.7 else 0
        over = sum(amount for _side, _text, amount in told) - own - (self.scheme.most_amount or MOST)
        own += max(over, 0)
        told += [(BudgetSide.INCOME, "Egne penger", own)] if own else []
        return [
            complete(BudgetLine(id=uuid4(), position=place, side=side, text=text, amount=amount, written=show(amount)))
            for place, (side, text, amount) in enumerate(told)
        ]
