"""What faults of GitHub do to scores: each login must end with its score, a score that names its gap, or a failure.

Compares every run with a calm one: how many scores are the same, differ with a gap, differ without one (must be none),
and how many times more requests were made.
"""

import argparse
import functools
import random
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench.fidelity import BATCH
from bench.simulator import control, simulator
from service.evidence import Evidence, Login, Outcome, parse_login
from service.github_api.client import Client
from service.github_api.gateway import Gateway
from service.github_api.source import GitHubSource
from service.github_api.tokens import TokenPool
from service.scoring import score

FAULTS = ("p502", "p500", "p_partial", "p_reset", "p_truncate", "p_garbage", "p_secondary", "p_timeout")
SHARE = 0.3
PEOPLE = 120
TOKENS = tuple(f"ghp_faults{i}" for i in range(4))


def run(url: str, logins: Sequence[Login], now: datetime, *, timeout: int) -> dict[Login, Outcome]:
    """Fetch everybody, four batches at a time."""
    clients = functools.cache(lambda secret: Client(url, secret, timeout=timeout))
    with ThreadPoolExecutor(8) as commits, ThreadPoolExecutor(4) as batches:
        pool = TokenPool(TOKENS, clock=lambda: datetime.now(UTC))
        gateway = Gateway(pool, lambda token: clients(token.secret), lambda: datetime.now(UTC), time.sleep)
        source = GitHubSource(gateway, commits, {})
        parts = [logins[i : i + BATCH] for i in range(0, len(logins), BATCH)]
        found = batches.map(lambda part: source.fetch(part, now=now), parts)
        return {login: outcome for part in found for login, outcome in part.items()}


def compare(calm: Mapping[Login, Outcome], seen: Mapping[Login, Outcome], now: datetime) -> Counter[str]:
    """How each login ended."""
    ends: Counter[str] = Counter()
    for login, before in calm.items():
        after = seen[login]
        if not isinstance(after, Evidence) or not isinstance(before, Evidence):
            same = type(after) is type(before)
            ends["same" if same else type(after).__name__] += 1
        elif score(after, now=now).value == score(before, now=now).value:
            ends["same"] += 1
        else:
            ends["differs with its gap" if set(after.gaps) - set(before.gaps) else "DIFFERS WITHOUT A GAP"] += 1
    return ends


def requests(url: str) -> int:
    """How many requests the simulator has seen since it was reset."""
    return int(sum(control(url, "GET", "/_sim/stats")["requests"].values()))


def measure(url: str, name: str, fault: dict[str, float], calm: dict[Login, Outcome], base: int, now: datetime) -> None:
    """One run with one fault, and its row."""
    control(url, "POST", "/_sim/reset", {})
    control(url, "POST", "/_sim/faults", dict(fault))
    seen = run(url, list(calm), now, timeout=4)
    asked = requests(url)
    ends = ", ".join(f"{count} {end}" for end, count in compare(calm, seen, now).most_common())
    print(f"{name:18} {asked:5d} requests, {asked / base:4.2f} x calm   {ends}", flush=True)


def main() -> None:
    """Print a row for each fault."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("histories", type=Path)
    parser.add_argument("--simulator", type=Path, required=True)
    parser.add_argument("--python", type=Path, required=True)
    options = parser.parse_args()
    now = datetime.now(UTC)
    timeouts = ("--timeout-s", "3")
    with simulator(options.python, options.simulator, options.histories, timeouts) as url:
        known = control(url, "GET", "/_sim/logins")
        logins = [parse_login(login) for login in random.Random(1).sample(known, PEOPLE)]  # noqa: S311 - the same people in every run
        calm = run(url, logins, now, timeout=4)
        base = requests(url)
        print(f"{PEOPLE} people, calm: {base} requests, {Counter(type(o).__name__ for o in calm.values())}", flush=True)
        for fault in FAULTS:
            measure(url, f"{fault} {SHARE}", {fault: SHARE}, calm, base, now)
    for ceiling in (20_000, 6_000, 2_000):
        limits = ("--resource-ceiling", str(ceiling))
        with simulator(options.python, options.simulator, options.histories, limits) as url:
            measure(url, f"ceiling {ceiling}", {}, calm, base, now + timedelta(0))


if __name__ == "__main__":
    main()
