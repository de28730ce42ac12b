"""`make bench`: how much of this machine's practical ceiling the site uses, measured side by side, kept in results.md.

Our site and the kit's bare Flask apps run at the same time under the same server settings, and are loaded in turn.
Figures are ratios, because machines differ and so do days. See README.md for what each one means.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from benchmarks.servers import KIT, Server, Site, free_port, prepare, running

if not (KIT / "bench_form.py").exists():
    sys.exit(
        f"The bench kit is not at {KIT.name}/ beside the repository: set BENCH_KIT to the folder with bench_form.py"
    )

from benchmarks import letters, surveys, targets
from benchmarks.first_visit import page_and_css, weigh
from benchmarks.report import Row, write

FORM, QUEUE = targets.FORM, "/storhaug/arbeid/soknader"
SMALL, LARGE = 100, 10_000
CEILING_FIELDS = {"title": "Ny benk {n}", "topic": "park", "body": "Det trengs en benk ved bekken. Nr {n}."}
FIRST_STEP = {"kind": "better", "text": "Det trengs en benk ved bekken. Nr {n}.", "@location": "/hvor$"}
MOST_PER_SECOND = 1500  # final sends; more drafts than can be used up are made ready
ONE_WINDOW, ALL_OF_IT = 14_600, 80_000  # bytes: ten packets (RFC 6928), and ux.md's budget


def main() -> int:
    """Measure all, write results.md; the exit status tells how many goals were missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20, help="pairs of rounds for each comparison")
    parser.add_argument("--seconds", type=int, default=1, help="length of a round")
    parser.add_argument("--results", type=Path, default=Path(__file__).with_name("results.md"))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="medvirkning-bench-") as folder:
        rows = list(_measured(Path(folder), options.rounds, options.seconds))
    write(options.results, rows, today=date.today(), rounds=options.rounds, seconds=options.seconds)  # noqa: DTZ011
    return sum(row.missed for row in rows)


def _measured(folder: Path, rounds: int, seconds: int) -> Iterator[Row]:
    few, many = prepare(folder, small=SMALL, large=LARGE)
    ready = targets.drafts(few, (rounds * seconds + targets.WARMUP) * MOST_PER_SECOND)
    site = Site(few)
    with running(site):
        yield from _first_visit(site)
        yield from _form(site, rounds, seconds)
        yield from _posts(site, folder, ready, rounds, seconds)
        yield from _queue(site, many, rounds, seconds)
    for row in surveys.measured(folder, few, many, rounds, seconds):
        print(row.line(), flush=True)
        yield row
    for row in letters.measured(folder / "letters"):
        print(row.line(), flush=True)
        yield row


def _first_visit(site: Site) -> Iterator[Row]:
    weights = weigh(f"{site.base}/storhaug/")
    total, first = sum(weights.values()), page_and_css(weights)
    yield Row("First visit: HTML and CSS, brotli", first, ONE_WINDOW, unit="bytes", most=True)
    yield Row("First visit: everything", total, ALL_OF_IT, unit="bytes", most=True)


def _form(site: Site, rounds: int, seconds: int) -> Iterator[Row]:
    with urlopen(site.base + FORM) as answer:  # not compressed: nothing was asked for
        size = len(answer.read())
    bare = Server("page_app:app", KIT, {"PAGE_KB": str(size / 1000)}, port=free_port())
    with running(bare):
        ours, ceiling = (
            targets.target(site.base + FORM, {}, "get", site.pid),
            targets.target(bare.base + "/", {}, "get", bare.pid),
        )
        told = targets.compare(ours, ceiling, rounds=rounds, seconds=seconds)
    yield _ratio(f"Resident's form page ({size:,} bytes) of a bare page as large", told, 0.5)


def _posts(site: Site, folder: Path, ready: list[Any], rounds: int, seconds: int) -> Iterator[Row]:
    database = {"LIMIT_DB": f"sqlite:///{folder / 'limit.sqlite'}", "LIMIT_SYNC": "FULL"}
    bare = Server("limit_app:app", KIT, database, port=free_port())
    with running(bare):
        for name, goal, ours in (
            ("The press that sends a contribution", 0.4, targets.FinalSends(site, ready)),
            ("The first step (keeps the words)", 0.4, targets.target(site.base + FORM, FIRST_STEP, "post", site.pid)),
            ("All three steps, as one contribution", None, targets.WholeWays(site)),
        ):
            ceiling = targets.target(bare.base + "/", CEILING_FIELDS, "post", bare.pid)
            told = targets.compare(ours, ceiling, rounds=rounds, seconds=seconds)
            yield _ratio(f"{name}, of a bare post", told, goal)


def _queue(site: Site, many: Path, rounds: int, seconds: int) -> Iterator[Row]:
    """The same pages on both sites, by the same member; the ratio of times, large to small."""
    large = Site(many)
    with running(large):
        for name, person, path, goal in (
            ("The queue", "ivar", QUEUE, 1.3),
            ("The queue, what is left for me", "ivar", f"{QUEUE}?fane=gjenstar", None),
            ("The queue, by amount, page 3", "ivar", f"{QUEUE}?sorter=belop&side=3", None),
            ("A case", "eli", f"{QUEUE}/{{case}}", 1.3),
            ("The meeting", "dag", "/storhaug/arbeid/moter/{round}", 1.3),
        ):
            a, b = (targets.page(one, person, path) for one in (site, large))
            told = targets.compare(a, b, rounds=rounds, seconds=seconds)  # rates: few to many is time, many to few
            yield _ratio(f"{name}: time at {LARGE:,} applications, of {SMALL}", told, goal, most=True)


def _ratio(what: str, told: dict[str, Any], goal: float | None, *, most: bool = False) -> Row:
    row = Row(what, told["ratio"], goal, most=most, low=told["low"], high=told["high"], ours=told["a"], other=told["b"])
    print(row.line(), flush=True)
    return row


if __name__ == "__main__":
    sys.exit(main())
