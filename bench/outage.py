"""What a README shows while GitHub, Redis or a replica fails: 2,000 images in each case, of people known and unknown.

Every image must be 200, an SVG, within 3 s, and with a lifetime that fits what it says; people with a score keep it;
and after the fault ends the service must be fresh again by itself within a minute. The floor is the calm case.
"""

import argparse
import asyncio
import random
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from bench.client import Answer, ask_all
from bench.images import OK, STALE, WAITING, fault_of, loss_of, status_of
from bench.report import machine, percentile
from bench.simulator import simulator
from bench.stage import Known, Stage, look_at
from service.evidence import GapCode
from tests.redis_server import RedisServer

REQUESTS, AT_ONCE = 2000, 50
KNOWN, UNKNOWN = 200, 100
SHARE = 0.3
AGAIN_SECONDS = 60.0
RESET_SECONDS = 100
_WARMED = 300
_GIVE_UP_SECONDS = 150.0
_UNKNOWN_SHARE = 0.15
_ON_THEIR_WAY = 3
_FAULTS = ("p502", "p500", "p_secondary", "p_timeout", "p_partial", "p_reset", "p_truncate", "p_garbage")
_SIMULATED = ("--clone-users", "15000", "--latency-ms", "80", "--latency-per-user-ms", "40")

_Deed = Callable[[Stage, ExitStack], object]


def nothing(stage: Stage, stack: ExitStack) -> None:
    """No fault at all."""


def heal(stage: Stage, stack: ExitStack) -> None:
    """GitHub works again."""
    del stack
    stage.faults(**dict.fromkeys(_FAULTS, 0), down=False, extra_latency_ms=0)


@dataclass(frozen=True, slots=True)
class Case:
    """Something that goes wrong.

    Attributes:
        begin: before the first image is asked for.
        within: when so many of the images were answered.
        end: after the last one.
        lasts: seconds from the beginning until it ends, if that is not in our hands.
        told_to_wait: seconds for which GitHub, when it last failed, asked to be left alone.
        acquainted: the replicas have been asked for everybody known before it begins, so that they know without Redis.
    """

    name: str
    begin: _Deed = nothing
    end: _Deed = heal
    within: Mapping[int, _Deed] = field(default_factory=dict)
    replicas: int = 1
    lasts: float = 0.0
    told_to_wait: float = 0.0
    acquainted: bool = False


def _fails(**faults: float | bool) -> _Deed:
    return lambda stage, _: stage.faults(**faults)


def cases() -> list[Case]:
    """Everything that is tried, the calm case first."""
    found = [Case("calm")]
    waits = {"p_secondary": 60.0}
    found += [Case(f"{name} {SHARE}", _fails(**{name: SHARE}), told_to_wait=waits.get(name, 0)) for name in _FAULTS]
    found += [
        Case("down", _fails(down=True)),
        Case("10 s latency", _fails(extra_latency_ms=10_000)),
        Case("budget at 0", lambda stage, _: stage.budget(0, RESET_SECONDS), nothing, lasts=RESET_SECONDS),
        Case(
            "Redis killed, restarted",
            within={300: lambda stage, _: stage.redis.kill(), 1200: lambda stage, _: stage.redis.start()},
            acquainted=True,
        ),
        Case("calm, two replicas", replicas=2),
        Case(
            "replica killed",
            within={300: lambda stage, _: stage.replicas[0].kill()},
            end=lambda stage, stack: stage.restart_replica(stack),
            replicas=2,
        ),
    ]
    return found


@dataclass(frozen=True, slots=True)
class Asked:
    """Who is asked for in one case."""

    values: Mapping[str, int]
    stale: Sequence[str]
    unknown: Sequence[str]

    def paths(self) -> list[str]:
        """The images, in an order of their own; a fifth of them are cards."""
        chance = random.Random(1)  # noqa: S311 - the same order in every run
        unknown = [chance.choice(self.unknown) for _ in range(int(REQUESTS * _UNKNOWN_SHARE))]
        known = [chance.choice(list(self.values)) for _ in range(REQUESTS - len(unknown))]
        found = [f"/{'card' if i % 5 == 0 else 'badge'}/{login}.svg" for i, login in enumerate(known + unknown)]
        chance.shuffle(found)
        return found


@dataclass(slots=True)
class Seen:
    """How a case went.

    Attributes:
        during: the answers while the fault lasted.
        again: seconds after its end until nobody was waited for and nobody was stale; None if that took too long.
        holes: how many scores then still lack what the fault kept GitHub from answering.
        asked: requests to GitHub while it lasted.
        lasted: seconds.
    """

    during: list[Answer]
    again: float | None
    holes: int
    asked: int
    lasted: float


def login_of(answer: Answer) -> str:
    """Whom an image is of."""
    return answer.path.rpartition("/")[2].removesuffix(".svg")


async def fresh_again(url: str, asked: Asked) -> float | None:
    """Ask for everybody until all have a fresh answer; seconds until the last of them was there."""
    began = time.monotonic()
    paths = [f"/badge/{login}.svg" for login in (*asked.stale, *asked.unknown)]
    while time.monotonic() - began < _GIVE_UP_SECONDS:
        at = time.monotonic() - began
        answers = await ask_all(url, paths, at_once=AT_ONCE)
        paths = [answer.path for answer in answers if not answer.status or status_of(answer) in {STALE, *WAITING}]
        if not paths:
            return at
        await asyncio.sleep(0.5)
    return None


async def holes_in(url: str, logins: Sequence[str]) -> int:
    """How many of these people's scores say that GitHub answered only a part."""
    answers = await ask_all(url, [f"/api/v1/users/{login}" for login in logins], at_once=AT_ONCE)
    return sum(GapCode.PARTIAL_ANSWER.encode() in answer.body for answer in answers)


async def _pester(url: str, paths: Sequence[str], until: float) -> list[Answer]:
    """Go on asking, as readers would, until a moment of the monotonic clock."""
    found: list[Answer] = []
    while time.monotonic() < until:
        found += await ask_all(url, paths[:AT_ONCE], at_once=AT_ONCE)
        await asyncio.sleep(1)
    return found


def play(case: Case, stage: Stage, asked: Asked) -> Seen:
    """One case from beginning to end."""
    with ExitStack() as stack:
        stage.open(stack, replicas=case.replicas)
        if case.acquainted:
            asyncio.run(ask_all(stage.front, [f"/badge/{login}.svg" for login in asked.values], at_once=10))
        before, began = stage.asked(), time.monotonic()
        case.begin(stage, stack)
        deeds = {count: lambda deed=deed: deed(stage, stack) for count, deed in case.within.items()}
        paths = asked.paths()
        during = asyncio.run(ask_all(stage.front, paths, at_once=AT_ONCE, after=deeds))
        during += asyncio.run(_pester(stage.front, paths, began + case.lasts))
        count, lasted = stage.asked() - before, time.monotonic() - began
        case.end(stage, stack)
        again = asyncio.run(fresh_again(stage.front, asked))
        holes = asyncio.run(holes_in(stage.front, (*asked.stale, *asked.unknown)))
        return Seen(during, again, holes, count, lasted)


def verdict(case: Case, seen: Seen, asked: Asked) -> tuple[str, bool]:
    """A row of the table, and whether all is well."""
    faults = Counter(fault for answer in seen.during if (fault := fault_of(answer)))
    known = [answer for answer in seen.during if login_of(answer) in asked.values]
    losses = Counter(loss for answer in known if (loss := loss_of(answer, asked.values[login_of(answer)])))
    statuses = Counter(map(status_of, seen.during))
    slow = [answer.seconds for answer in seen.during]
    within = seen.again is not None and seen.again <= AGAIN_SECONDS + case.told_to_wait
    # When a budget runs out, batches are on their way; from then on it is once a minute.
    spared = not case.lasts or seen.asked <= _ON_THEIR_WAY + seen.lasted / 60
    good = not faults and not losses and within and spared
    again = "never" if seen.again is None else f"{seen.again:5.1f}"
    text = (
        f"{case.name:24} {len(seen.during):6} {sum(faults.values()):6} {sum(losses.values()):6}"
        f" {percentile(slow, 0.5) * 1000:7.0f} {max(slow) * 1000:7.0f} {again:>8} {seen.holes:6}"
        f" {seen.asked:5} in {seen.lasted:4.0f} s  {'ok' if good else 'MISSED'}"
        f"  {dict(statuses)}{_listed(faults)}{_listed(losses)}"
    )
    return text, good


def _listed(counts: Counter[str]) -> str:
    return f" {dict(counts)}" if counts else ""


def measure(github: str, wanted: str) -> bool:
    """Print a row for each case; whether all are well."""
    print("case                     images faulty   lost  p50 ms  max ms  again s  holes  GitHub asked", flush=True)
    good = True
    with RedisServer(Path(tempfile.mkdtemp())) as redis:
        stage = Stage(github, redis)
        known = Known(look_at(stage, [f"mc-{i:05d}" for i in range(1, _WARMED)]).records[:KNOWN])
        values = known.values()
        for number, case in enumerate(case for case in cases() if wanted in case.name):
            stage.keep(known)
            unknown = [f"mc-{1000 + UNKNOWN * number + i:05d}" for i in range(UNKNOWN)]
            asked = Asked(values, list(values)[len(values) // 2 :], unknown)
            text, fine = verdict(case, play(case, stage, asked), asked)
            print(text, flush=True)
            heal(stage, ExitStack())
            stage.budget(5000, 3600)
            good = good and fine
    return good


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("histories", type=Path)
    parser.add_argument("--simulator", type=Path, required=True)
    parser.add_argument("--python", type=Path, required=True)
    parser.add_argument("--case", default="", help="only cases with this in their name")
    options = parser.parse_args()
    print(f"outages: {machine()}; statuses counted are what images said: {OK}, {STALE}, ...")
    with simulator(options.python, options.simulator, options.histories, _SIMULATED) as url:
        measure(url, options.case)


if __name__ == "__main__":
    main()
