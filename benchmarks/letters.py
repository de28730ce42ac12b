"""500 letters with PDFs in one go, as the mail worker sends them, in seconds."""

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import select

from benchmarks.report import Row
from benchmarks.servers import flask, settings
from medvirkning.app import create_app
from medvirkning.grants.models import Application
from medvirkning.grants.schemes import Round
from medvirkning.grants.words import UNDER_REVIEW, ApplicationVerb
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import db, transaction
from medvirkning.mail.letter_posting import looked_over, post_letters
from medvirkning.people.models import Person
from medvirkning.people.queries import person_by_email
from medvirkning.review import waiting
from medvirkning.review.batching import progress, start_batch
from medvirkning.review.cases import declaration_of
from medvirkning.review.declaring import declare
from medvirkning.review.models import Decision, Letter
from medvirkning.review.words import BatchState, DeclarationAnswer, Outcome
from medvirkning.settings import from_environment

LETTERS, MOST_SECONDS = 500, 60
CHAIR = "dag@medvirkning.example"
WHY = "Søknaden treffer kriteriene godt. Andre søknader treffer dem enda bedre, og det er ikke nok penger til alle."
GOOD = "Mange naboer er med, og planen er tydelig."


def measured(folder: Path) -> Iterator[Row]:
    """The looking over, and the sending itself."""
    folder.mkdir(exist_ok=True)
    flask(folder, "db", "upgrade")
    flask(folder, "demo")
    flask(folder, "fill", "--contributions", "0", "--applications", str(LETTERS + 60))
    app = create_app(from_environment(settings(folder)))
    with app.app_context():
        dag = person_by_email(CHAIR)
        assert dag is not None
        the_round = _decided(dag)
        began = time.monotonic()
        read = looked_over(waiting.read(waiting.waiting_in(the_round, dag).open))
        looked = time.monotonic() - began
        ready = [(letter.id, content.digest) for letter, content, lacks in read if not lacks][:LETTERS]
        with transaction():
            batch = start_batch(the_round, ready, by=dag, at=now()).id
        began, cpu = time.monotonic(), time.process_time()
        while post_letters():
            pass
        seconds, cpu, counts = time.monotonic() - began, time.process_time() - cpu, progress(batch)
        db.engine.dispose()
    yield Row(f"{len(read)} letters looked over, as the page that sends them does", looked, None, most=True)
    yield Row(f"{counts[BatchState.SENT]} letters sent with their PDFs, seconds", seconds, MOST_SECONDS, most=True)
    yield Row("The same, in seconds of one core", cpu, None, most=True)


def _decided(dag: Person) -> Round:
    """Decisions and letters put straight into the database: what is measured is the sending."""
    with transaction():
        cases = [*db.session.scalars(select(Application).where(Application.state.in_(UNDER_REVIEW)))]
        cases = [case for case in cases if case.round_id == cases[-1].round_id][: LETTERS + 20]
        the_round = cases[0].round
        for case in cases:
            if declaration_of(dag, case) is None:
                declare(case, answer=DeclarationAnswer.NO, ground=None, note="", by=dag, at=now())
            decision = Decision(application_id=case.id, round_id=the_round.id, programme_id=case.programme_id)
            decision.outcome, decision.asked, decision.amount, decision.reasons = Outcome.REFUSED, case.asked, 0, WHY
            decision.good, decision.mode = GOOD, the_round.scheme.deciding_mode
            decision.by_id, decision.at, decision.application, decision.by = dag.id, now(), case, dag
            db.session.add(decision)
            case.step(ApplicationVerb.DECIDE)
            letter = Letter(programme_id=case.programme_id, language=case.language, composed_at=now())
            letter.content, letter.decision = {}, decision
            db.session.add(letter)
    return the_round


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="medvirkning-bench-") as made:
        for told in measured(Path(made)):
            print(told.line(), flush=True)
