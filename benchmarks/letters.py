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
from medvirkning.grants.words import UNDER_REVIEW
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import db, transaction
from medvirkning.mail.letter_posting import looked_over, post_letters
from medvirkning.mail.letters import compose
from medvirkning.people.models import Person
from medvirkning.people.queries import person_by_email
from medvirkning.review.batching import progress, start_batch
from medvirkning.review.cases import declaration_of
from medvirkning.review.deciding import decide
from medvirkning.review.declaring import declare
from medvirkning.review.waiting import waiting_in
from medvirkning.review.words import BatchState, DeclarationAnswer, Outcome
from medvirkning.settings import from_environment

LETTERS, MOST_SECONDS = 500, 60
CHAIR = "dag@medvirkning.example"
WHY = "Søknaden treffer kriteriene godt. Andre søknader treffer dem enda bedre, og det er ikke nok penger til alle."


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
        read = looked_over(waiting_in(the_round, dag).open)
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


def _decided(dag: Person):  # type: ignore[no-untyped-def]
    wanted = select(Application).where(Application.state.in_(UNDER_REVIEW)).limit(LETTERS + 20)
    cases = list(db.session.scalars(wanted))
    for case in cases:
        with transaction():
            declared = declaration_of(dag, case)
            if declared is None:
                declare(case, answer=DeclarationAnswer.NO, ground=None, note="", by=dag, at=now())
            elif declared.answer is not DeclarationAnswer.NO:
                continue
            said = {"outcome": Outcome.REFUSED, "amount": 0, "reasons": WHY, "cut_reasons": ""}
            decide(case, **said, by=dag, at=now(), compose=compose)  # type: ignore[arg-type]
    return cases[0].round


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="medvirkning-bench-") as made:
        for told in measured(Path(made)):
            print(told.line(), flush=True)
