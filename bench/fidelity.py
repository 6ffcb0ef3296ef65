"""Compares scores made from the API with scores made from the full histories behind a simulator of that API.

Prints aggregates alone: rank correlation, agreement of levels and the cost, by depth. Nobody's score is shown.
"""

import argparse
import functools
import json
import statistics
import time
import urllib.request
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bench.histories import Histories
from service.evidence import Depth, Evidence, Login, parse_login
from service.github_api.anonymous import AnonymousSource
from service.github_api.client import Client
from service.github_api.gateway import Gateway
from service.github_api.source import GitHubSource
from service.github_api.tokens import TokenPool
from service.scoring import score

BATCH = 10
TOKEN = "ghp_fidelity"  # noqa: S105 - the simulator takes any
REGULAR_DAYS = 5
FLOORS = {Depth.FULL: (0.99, 0.97), Depth.LITE: (0.98, 0.94), Depth.WITHOUT_TOKEN: (0.95, 0.85), Depth.NONE: (0.0, 0.0)}


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


def control(url: str, verb: str, path: str, body: dict[str, Any] | None = None) -> Any:  # noqa: ANN401 - any JSON
    """Talk to the simulator's control API."""
    request = urllib.request.Request(  # noqa: S310 - the address is the simulator's
        url + path, method=verb, data=json.dumps(body).encode() if body is not None else None
    )
    with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 - as above
        return json.load(answer)


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
    found = {}
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
    parser.add_argument("url")
    parser.add_argument("--depth", action="append", type=Depth)
    options = parser.parse_args()
    now = datetime.now(UTC)
    shift = timedelta(seconds=control(options.url, "GET", "/_sim/health")["shift_seconds"])
    truth = {parse_login(item.login): item for item in Histories(options.histories, shift, now).evidence()}
    regular = {login for login, item in truth.items() if len({c.day for c in item.changes}) >= REGULAR_DAYS}
    print(f"{len(truth)} people with a commit in the window, {len(regular)} of them with {REGULAR_DAYS} days or more")
    print("depth         people    rank  levels  graphql  points   rest   (requests and points a person)")
    for depth in options.depth or FLOORS:
        control(options.url, "POST", "/_sim/reset", {})
        control(options.url, "POST", "/_sim/budget", {"token": TOKEN, "kind": "graphql", "remaining": 100_000})
        control(options.url, "POST", "/_sim/budget", {"token": TOKEN, "kind": "core", "remaining": 100_000})
        anonymous = depth is Depth.WITHOUT_TOKEN
        seen = (
            from_search(options.url, list(truth), now) if anonymous else from_api(options.url, list(truth), depth, now)
        )
        stats = control(options.url, "GET", "/_sim/stats")
        asked = stats["requests"].get("POST /graphql", 0)
        rest = sum(stats["requests"].values()) - asked
        points = stats["points"].get(TOKEN, 0)
        cost = f"{asked / len(truth):7.2f} {points / len(truth):7.2f} {rest / len(truth):6.2f}"
        for name, group in (("all", set(truth)), (f">={REGULAR_DAYS}d", regular)):
            rank, same = compare({login: truth[login] for login in group}, seen, now)
            print(f"{depth:13} {name:6} {rank:8.4f} {same:7.1%}  {cost}")


if __name__ == "__main__":
    main()
