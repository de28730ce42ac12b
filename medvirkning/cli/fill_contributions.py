"""Bulk contributions: said, read, answered and done in the shares one would see, over two years."""

from datetime import datetime, timedelta
from random import Random
from uuid import UUID, uuid4

from medvirkning.cli.fill_rows import History, insert_all
from medvirkning.contributions.correspondence import Answer, Support
from medvirkning.contributions.drafts import day_of
from medvirkning.contributions.lifecycle import LIFECYCLE
from medvirkning.contributions.models import Contribution
from medvirkning.contributions.queries import key_hash
from medvirkning.contributions.sending import searched
from medvirkning.contributions.words import AnswerOutcome, ContributionKind
from medvirkning.contributions.words import ContributionEvent as Event
from medvirkning.contributions.words import ContributionState as State
from medvirkning.contributions.words import ContributionVerb as Verb
from medvirkning.journal.models import JournalEvent
from medvirkning.kernel.clock import oslo_date
from medvirkning.kernel.codes import code_hash, opaque, receipt_code
from medvirkning.programmes.queries import people_with, programme_by_slug
from medvirkning.programmes.words import Role

WISHES = (
    "Vi trenger flere benker", "Det er for mørkt", "Bilene kjører for fort", "Det ligger mye søppel",
    "Vi ønsker oss en lekeplass", "Sett opp en bokkasse", "Det mangler sykkelstativ", "Plant flere trær",
    "Vi vil ha et sted å være når det regner", "Det er fint", "Fortauet er ødelagt", "Det trengs et gangfelt",
)  # fmt: skip
PLACES = (
    "ved skolen", "langs kaia", "bak butikken", "ved bussholdeplassen", "i parken", "ved barnehagen",
    "i bakgården", "langs turveien", "ved ballbanen", "i undergangen", "på torget", "nederst i bakken",
)  # fmt: skip
REASONS = (
    "Mange går der hver dag.", "Barna spør om det hele tiden.", "Naboene er enige.", "Det er verst om vinteren.",
    "Jeg kan hjelpe til selv.", "Det har vært slik i flere år.", "Særlig de eldre har bruk for det.", "",
)  # fmt: skip
ANSWERS = {
    AnswerOutcome.YES: "Det gjør vi. Arbeidet begynner når været tillater det.",
    AnswerOutcome.PARTLY: "Vi gjør en del av det i år. Resten må vente til neste budsjett.",
    AnswerOutcome.NO: "Det blir ikke noe av, fordi pengene er brukt til andre tiltak som flere har bedt om.",
    AnswerOutcome.NOT_OURS: "Dette bestemmer fylkeskommunen. Vi har sendt innspillet videre.",
}
YES, NO = (AnswerOutcome.YES, AnswerOutcome.PARTLY), (AnswerOutcome.NO, AnswerOutcome.NOT_OURS)
STORY = "Nå er det gjort.\nKom gjerne og se."
HIDDEN = "Innspillet handler om en person som kan kjennes igjen."

# How far contributions have come, and how many of a hundred.
WAYS: dict[tuple[Verb, ...], int] = {
    (): 6,
    (Verb.PUBLISH,): 26,
    (Verb.PUBLISH, Verb.CONSIDER): 14,
    (Verb.PUBLISH, Verb.ANSWER): 26,
    (Verb.PUBLISH, Verb.ANSWER, Verb.START): 9,
    (Verb.PUBLISH, Verb.CONSIDER, Verb.ANSWER, Verb.START, Verb.FINISH): 17,
    (Verb.HIDE,): 2,
}
EVENTS = {
    Verb.PUBLISH: Event.PUBLISHED,
    Verb.CONSIDER: Event.CONSIDERED,
    Verb.ANSWER: Event.ANSWERED,
    Verb.START: Event.STARTED,
    Verb.FINISH: Event.FINISHED,
    Verb.HIDE: Event.HIDDEN,
}
RECENT, SOON, MOST_DAYS = 5, 60, 700  # what nobody has read came in the last days


class Contributions:
    """Makes contributions to one programme. Rows of one `add` belong together and are inserted together."""

    def __init__(self, slug: str, secret: bytes, chance: Random, *, at: datetime) -> None:
        programme = programme_by_slug(slug)
        assert programme is not None
        self.programme_id, self.secret, self.chance, self.at = programme.id, secret, chance, at
        self.zones = [zone.id for zone in programme.zones]
        self.themes = [goal.id for goal in programme.goals]
        self.coordinators = [person.id for person in people_with(programme.id, Role.COORDINATOR)]

    def add(self, count: int) -> None:
        """Insert so many."""
        ways = self.chance.choices(list(WAYS), list(WAYS.values()), k=count)
        made = [self._made(way) for way in ways]
        insert_all([contribution for contribution, *_ in made])
        insert_all([event for _, events, *_ in made for event in events])
        insert_all([answer for *_, answer, _ in made if answer is not None])
        insert_all([agrees for *_, support in made for agrees in support])

    def _made(self, way: tuple[Verb, ...]) -> tuple[Contribution, list[JournalEvent], Answer | None, list[Support]]:
        chance, by = self.chance, self.chance.choice(self.coordinators)
        oldest = (RECENT, SOON, MOST_DAYS)[min(len(way), 2)]
        received = self.at - timedelta(days=chance.randint(0, oldest))
        history = History(LIFECYCLE, Contribution.__tablename__, self.programme_id, uuid4())
        history.tell(Event.RECEIVED.value, at=day_of(received), by=None)
        outcome = self._outcome(way)
        for place, verb in enumerate(way, 1):
            at = min(received + timedelta(days=place * chance.randint(1, 12), minutes=chance.randint(0, 400)), self.at)
            facts = {"outcome": outcome.value} if verb is Verb.ANSWER and outcome is not None else {}
            history.tell(EVENTS[verb].value, at=at, by=by, verb=verb, **facts)
        events = history.chain()
        agreeing = min(int(chance.expovariate(0.3)), 60) if way and way[0] is Verb.PUBLISH else 0
        contribution = self._contribution(history, received, outcome, agreeing, version=1 + len(way))
        answered = next((event.at for event in events if event.event == Event.ANSWERED), None)
        answer = None
        if outcome is not None and answered is not None:
            text = ANSWERS[outcome]
            answer = Answer(
                id=uuid4(), contribution_id=contribution.id, outcome=outcome, text=text, by_id=by, at=answered
            )
        support = [
            Support(contribution_id=contribution.id, key_hash=f"{chance.getrandbits(256):064x}")
            for _one in range(agreeing)
        ]
        return contribution, events, answer, support

    def _outcome(self, way: tuple[Verb, ...]) -> AnswerOutcome | None:
        """What was answered: nothing is started that was answered with a no."""
        if Verb.ANSWER not in way:
            return None
        return self.chance.choice(YES if Verb.START in way else YES + NO)

    def _contribution(
        self, history: History, received: datetime, outcome: AnswerOutcome | None, agreeing: int, *, version: int
    ) -> Contribution:
        chance, key = self.chance, uuid4()
        stands, zone_id = State(history.stands), self._zone()
        place = chance.choice(PLACES)
        text = f"{chance.choice(WISHES)} {place}. {chance.choice(REASONS)} (nr. {chance.randint(1, 99_999)})"
        done_on = oslo_date(history.events[-1].at) if stands is State.DONE else None
        return Contribution(
            id=history.subject_id,
            programme_id=self.programme_id,
            kind=chance.choice([*ContributionKind]),
            text=text,
            zone_id=zone_id,
            whole_area=zone_id is None and chance.random() < 0.5,
            place=place,
            name="",
            name_public=False,
            state=stands,
            version=version,
            received_on=oslo_date(received),
            **self._hashes(key),
            searched=searched(text, place),
            goal_id=chance.choice(self.themes) if stands is not State.RECEIVED else None,
            assigned_to_id=chance.choice(self.coordinators) if chance.random() < 0.3 else None,
            reply_by=None,
            hidden_reason=HIDDEN if stands is State.HIDDEN else "",
            outcome=outcome,
            outcome_story=STORY if stands is State.DONE else "",
            done_on=done_on,
            supporters=agreeing,
        )

    def _zone(self) -> UUID | None:
        return self.chance.choice(self.zones) if self.chance.random() < 0.9 else None

    def _hashes(self, key: UUID) -> dict[str, str | int]:
        """What is kept of a form's id and of the code: a code that somebody has already is as unlikely as it is."""
        return {
            "code_hash": code_hash(self.secret, receipt_code(self.secret, key)),
            "code_turn": 0,
            "key_hash": key_hash(key, secret=self.secret),
            "content_hash": opaque(self.secret, "contribution content", key),
        }
