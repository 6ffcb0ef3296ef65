"""Puts the parts of a run together: clocks, transports, and the source that looks at people."""

import random
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from action.cache import Cache
from action.collect import Collector
from action.commands import Console
from action.errors import BadInput
from action.inputs import Inputs
from action.patience import IN_FLIGHT, Limits, Patience, PatientTransport, Time
from action.publish.writing import Desk, WritingClient
from action.reader import Reader
from action.runner import Runner
from action.watch import Watch
from service.evidence import Depth, EvidenceSource
from service.github_api.gateway import Gateway
from service.github_api.source import GitHubSource
from service.github_api.tokens import Token, TokenPool
from service.github_api.transport import Transport

LONGEST = timedelta(minutes=50)
"""How long people are looked at; the token of an app's installation is good for an hour.

https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/authenticating-as-a-github-app-installation
"""
POSTING = timedelta(minutes=15)
"""How long posting may take after that, at most."""


def system_time() -> Time:
    """The clocks of the running program."""
    return Time(lambda: datetime.now(UTC), time.monotonic, time.sleep)


@dataclass(frozen=True, slots=True)
class Looking:
    """What it takes to look at people with the reading token."""

    transport: Transport
    patience: Patience
    reader: Reader


def open_looking(inputs: Inputs, runner: Runner, clocks: Time) -> Looking:
    """The way to GitHub, or to the demo, for the token that reads.

    Raises:
        BadInput: there is no token.
    """
    if not inputs.token and not inputs.demo:
        raise BadInput("token is empty; pass ${{ github.token }} or another token, or set demo: true to look around.")
    inner = _demo(clocks) if inputs.demo else WritingClient(runner.api_url, inputs.token)
    patience = Patience(clocks, Limits(clocks.now() + LONGEST, inputs.max_requests))
    transport = PatientTransport(inner, patience)
    return Looking(transport, patience, Reader(transport, clocks.now))


def open_desk(inputs: Inputs, runner: Runner, clocks: Time) -> Desk | None:
    """The way to GitHub for the token that posts; the demo has none."""
    if inputs.demo:
        return None
    patience = Patience(clocks, Limits(clocks.now() + LONGEST + POSTING, reserve=0.0))
    return Desk(WritingClient(runner.api_url, inputs.post_token), patience)


def open_collector(looking: Looking, cache: Cache, console: Console) -> Collector:
    """What looks at many people; every batch has a gateway of its own, and all share one pool and one patience."""
    clocks = looking.patience.time
    pool = TokenPool(("reading",), clock=clocks.now, reserve=0.0)
    commits = ThreadPoolExecutor(IN_FLIGHT, "commits")

    def source(watch: Watch) -> EvidenceSource:
        def transports(_: Token) -> Transport:
            return watch

        gateway = Gateway(pool, transports, clocks.now, clocks.sleep, chance=random.Random())  # noqa: S311 - no secret
        return GitHubSource(gateway, commits, cache.files, Depth.FULL)

    batches = ThreadPoolExecutor(IN_FLIGHT, "batch")
    return Collector(lambda: Watch(looking.transport), source, batches, looking.patience, cache, console)


def _demo(clocks: Time) -> Transport:
    # Only the demo needs a GraphQL parser, which takes a quarter of a second to import.
    from service.demo.transport import DemoGitHub  # noqa: PLC0415 - as said

    return DemoGitHub(clocks.now, viewer="daily-dana")
