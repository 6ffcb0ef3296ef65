"""Compares scores made from the API with scores made from the full histories behind a simulator of that API.

Prints aggregates alone: rank correlation, agreement of levels and the cost, by depth. Nobody's score is shown.
"""

import argparse
import functools
import statistics
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench.histories import Histories
from bench.simulator import control, simulator
from service.evidence import Depth, Evidence, Login, Outcome, parse_login
from service.github_api.anonymous import AnonymousSource
from service.github_api.client import Client
from service.github_api.gateway import Gateway
from service.github_api.source import GitHubSource
from service.github_api.tokens import TokenPool
from service.scoring import score

BATCH = 10
TOKEN = "ghp_fidelity"  # noqa: S105 - the simulator takes any
REGULAR_DAYS = 5
FLOORS = {Depth.FULL: (0.99, 0.97), Depth.LITE: (0.98, 0.94), Depth.WITHOUT_TOKEN: (0.95, 0.85)}


def ranks(values: Sequence[float]) -> list[float]:
    """Ranks from 1, ties sharing their mean."""
    order = sorted(range(len(values)), key=values.__getitem__)
    found = [0.0] * len(values)
    start = 0
    while start < len(order):
        end = start
        while end + 1 < len(order) and values[order[end + 1]] == values[order[start]]:
            end += 1
        for i in order[start : end + 1]:
            found[i] = (start + end) / 2 + 1
        start = end + 1
    return found


def spearman(one: Sequence[float], other: Sequence[float]) -> float:
    """Spearman's rank correlation."""
    return statistics.correlation(ranks(one), ranks(other))


def batches(logins: Sequence[Login]) -> Iterator[Sequence[Login]]:
    """Ten at a time."""
    return (logins[i : i + BATCH] for i in range(0, len(logins), BATCH))


def from_api(url: str, logins: Sequence[Login], depth: Depth, now: datetime) -> dict[Login, Evidence]:
    """The evidence of each login as the API gives it."""
    clients = functools.cache(lambda secret: Client(url, secret))
    pool = TokenPool((TOKEN,), clock=lambda: now)
    gateway = Gateway(pool, lambda token: clients(token.secret), lambda: datetime.now(UTC), time.sleep)
    with ThreadPoolExecutor(4) as executor:
        source = GitHubSource(gateway, executor, {}, depth)
        found = {login: outcome for batch in batches(logins) for login, outcome in source.fetch(batch, now=now).items()}
    return {login: outcome for login, outcome in found.items() if isinstance(outcome, Evidence)}


def from_search(url: str, logins: Sequence[Login], now: datetime) -> dict[Login, Evidence]:
    """The evidence of each login without a token; the simulator's hourly budget is filled again for each."""
    found: dict[Login, Outcome] = {}
    with ThreadPoolExecutor(2) as executor:
        for login in logins:
            pool = TokenPool((), clock=lambda: now)
            client = Client(url)
            gateway = Gateway(pool, lambda _, client=client: client, lambda: datetime.now(UTC), time.sleep)  # type: ignore[misc]
            found |= AnonymousSource(gateway, executor, {}).fetch([login], now=now)
            for kind in ("core", "search"):
                control(url, "POST", "/_sim/budget", {"ip": "ip:127.0.0.1", "kind": kind, "remaining": 60})
    return {login: outcome for login, outcome in found.items() if isinstance(outcome, Evidence)}


def compare(truth: dict[Login, Evidence], seen: dict[Login, Evidence], now: datetime) -> tuple[float, float]:
    """Rank correlation and the share of equal levels."""
    pairs = [(score(truth[login], now=now), score(seen[login], now=now)) for login in truth if login in seen]
    values = [(true.value or 0, found.value or 0) for true, found in pairs]
    same = sum(true.level == found.level for true, found in pairs) / len(pairs)
    return spearman([true for true, _ in values], [found for _, found in values]), same


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("histories", type=Path)
    parser.add_argument("--simulator", type=Path, help="its folder; it is started and stopped")
    parser.add_argument("--python", type=Path, help="a Python that has what the simulator needs")
    parser.add_argument("--url", help="the address of one that runs")
    parser.add_argument("--depth", action="append", type=Depth)
    options = parser.parse_args()
    if options.url:
        measure(options.histories, options.url, options.depth or list(Depth))
        return
    with simulator(options.python, options.simulator, options.histories) as url:
        measure(options.histories, url, options.depth or list(Depth))


def measure(histories: Path, url: str, depths: Sequence[Depth]) -> None:
    """Print a row for each depth and group of people."""
    now = datetime.now(UTC)
    shift = timedelta(seconds=control(url, "GET", "/_sim/health")["shift_seconds"])
    truth = {parse_login(item.login): item for item in Histories(histories, shift, now).evidence()}
    regular = {login for login, item in truth.items() if len({c.day for c in item.changes}) >= REGULAR_DAYS}
    print(f"{len(truth)} people with a commit in the window, {len(regular)} of them with {REGULAR_DAYS} days or more")
    print("depth         people    rank  levels  graphql  points   rest  (a person)  wanted")
    for depth in depths:
        control(url, "POST", "/_sim/reset", {})
        control(url, "POST", "/_sim/budget", {"token": TOKEN, "kind": "graphql", "remaining": 100_000})
        control(url, "POST", "/_sim/budget", {"token": TOKEN, "kind": "core", "remaining": 100_000})
        anonymous = depth is Depth.WITHOUT_TOKEN
        seen = from_search(url, list(truth), now) if anonymous else from_api(url, list(truth), depth, now)
        stats = control(url, "GET", "/_sim/stats")
        asked = stats["requests"].get("POST /graphql", 0)
        rest = sum(stats["requests"].values()) - asked
        points = stats["points"].get(TOKEN, 0)
        cost = f"{asked / len(truth):7.2f} {points / len(truth):7.2f} {rest / len(truth):6.2f}"
        for name, group in (("all", set(truth)), (f">={REGULAR_DAYS}d", regular)):
            rank, same = compare({login: truth[login] for login in group}, seen, now)
            wanted = "rank {:.2f}, levels {:.0%}".format(*FLOORS[depth]) if depth in FLOORS else ""
            print(f"{depth:13} {name:6} {rank:8.4f} {same:7.1%}  {cost}              {wanted}")


if __name__ == "__main__":
    main()
