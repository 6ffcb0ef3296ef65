"""What an image that was drawn before costs the server, beside a bare application that sends the same bytes.

CPU time of the server's process for each request, floor and service in turn, the median of the rounds' ratios: waiting
and other programs on the machine hardly change it, as they would requests a second.
"""

import argparse
import asyncio
import os
import statistics
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager

from bench.client import Connection, ask_all
from bench.floor import floor
from bench.program import Program, service
from bench.report import Figure, machine, paired, show, spread
from bench.wrk import load

PATH = "/badge/daily-dana.svg"
LIMIT = 1.25
_COLD_REQUESTS = 1500

_Load = Callable[[], int]


def microseconds(program: Program, ask: _Load) -> float:
    """CPU time of a server for each request of a load."""
    before = program.usage().cpu_seconds
    done = ask()
    return (program.usage().cpu_seconds - before) / done * 1e6


async def _first(url: str) -> tuple[dict[str, str], bytes]:
    """What the edge sends for the badge; the application's answer before it is left out."""
    async with Connection(url) as connection:
        for _ in range(3):
            answer = await connection.get(PATH)
    return dict(answer.headers), answer.body


@contextmanager
def shared_counts() -> Iterator[Mapping[str, str]]:
    """The environment in which metrics are shared between processes, as `--workers` makes it."""
    with tempfile.TemporaryDirectory() as folder:
        yield {"PROMETHEUS_MULTIPROC_DIR": folder}


def _new_queries(url: str) -> int:
    """Ask for a known person's badge with queries that nobody asked with before."""
    paths = [f"{PATH}?label=by-{os.urandom(6).hex()}" for _ in range(_COLD_REQUESTS)]
    answers = asyncio.run(ask_all(url, paths, at_once=8))
    return sum(answer.status == 200 for answer in answers)  # noqa: PLR2004 - the HTTP status


def measure(rounds: int, seconds: float) -> bool:
    """Print every figure; whether the limit holds."""
    with ExitStack() as stack:
        ours = stack.enter_context(service({}, "--demo"))
        several = stack.enter_context(service(stack.enter_context(shared_counts()), "--demo"))
        headers, body = asyncio.run(_first(ours.url))
        asyncio.run(_first(several.url))
        bare = stack.enter_context(floor([pair for pair in headers.items() if pair[0] != "date"], body))
        known = f"If-None-Match: {headers['etag']}"
        loads: dict[str, tuple[Program, _Load]] = {
            "floor": (bare, lambda: load(bare.url, PATH, seconds)),
            "200": (ours, lambda: load(ours.url, PATH, seconds)),
            "several": (several, lambda: load(several.url, PATH, seconds)),
            "304": (ours, lambda: load(ours.url, PATH, seconds, known)),
            "drawn": (ours, lambda: _new_queries(ours.url)),
        }
        found: dict[str, list[float]] = {name: [] for name in loads}
        for _ in range(rounds):
            for name, (program, ask) in loads.items():
                found[name].append(microseconds(program, ask))
    return _report(found, len(body))


def _report(found: Mapping[str, list[float]], size: int) -> bool:
    floors = found["floor"]
    base = statistics.median(floors)
    names = {
        "200": f"hot badge, {size} bytes",
        "several": "the same, counts shared by several processes",
        "304": "the same, client has it (304)",
        "drawn": "known score, new query: drawn by the app",
    }
    figures = {
        name: Figure(
            text,
            paired(found[name], floors) * base,
            "us CPU",
            base,
            LIMIT if name == "200" else None,
            of_floor=True,
            note=spread(found[name]),
        )
        for name, text in names.items()
    }
    return all([show(figure).holds for figure in figures.values()])  # noqa: C419 - every line is printed


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--seconds", type=float, default=2.0)
    options = parser.parse_args()
    print(f"hot hits: {machine()}")
    measure(options.rounds, options.seconds)


if __name__ == "__main__":
    main()
