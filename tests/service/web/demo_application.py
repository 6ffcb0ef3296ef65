"""The whole web service over the demo's people, and a few more who are slow, hidden or out of reach."""

import threading
from collections.abc import AsyncIterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime

from httpx import ASGITransport, AsyncClient
from starlette.types import ASGIApp

from service.demo import DemoGitHub
from service.errors import GitHubDown
from service.evidence import Depth, Evidence, EvidenceSource, Login, Outcome, Show
from service.github_api.gateway import Gateway
from service.github_api.members import GitHubMembers
from service.github_api.source import GitHubSource
from service.github_api.tokens import TokenPool
from service.scorer import Scorer
from service.settings import read_settings
from service.store.memory import MemoryStore
from service.web.app import create_service
from service.web.limits import ClientLimits
from service.web.organisation_summaries import Summaries
from service.web.pages.options import PageOptions
from service.web.state import Services
from tests.fakes import FakeClock

SLOW, DOWN = Login("slow-sue"), Login("down-dora")
"""One who is looked at for longer than anybody waits, and one whom GitHub does not answer about."""
LEVEL_ONLY, SCORE_ONLY = Login("level-lou"), Login("score-sky")
"""Two who show a part of their score."""
_SHOWING = {LEVEL_ONLY: Show.LEVEL, SCORE_ONLY: Show.SCORE}
_LIKE = Login("daily-dana")
GENEROUS = ClientLimits("10000/minute", "10000/minute")


@dataclass(frozen=True)
class Stage:
    """An evidence source: the demo's people, and those named above.

    Attributes:
        gate: while it is shut, the slow one is looked at.
    """

    people: EvidenceSource
    gate: threading.Event = field(default_factory=threading.Event)

    def fetch(self, logins: Sequence[Login], *, now: datetime) -> Mapping[Login, Outcome]:
        if SLOW in logins:
            self.gate.wait(20)
        known = {login: _LIKE if login in {SLOW, *_SHOWING} else login for login in logins}
        found = self.people.fetch([login for login in set(known.values()) if login != DOWN], now=now)
        return {
            login: GitHubDown("GitHub did not answer.") if login == DOWN else _as(login, found[real])
            for login, real in known.items()
        }

    def renamed(self, user_id: int) -> Login | None:
        return self.people.renamed(user_id)


def _as(login: Login, outcome: Outcome) -> Outcome:
    if isinstance(outcome, Evidence):
        return replace(outcome, login=login, show=_SHOWING.get(login, outcome.show))
    return outcome


def gateway(clock: FakeClock) -> Gateway:
    """The gateway to the invented GitHub."""
    github = DemoGitHub(clock)
    return Gateway(TokenPool(("demo",), clock=clock), lambda _: github, clock, lambda _: None)


@dataclass(frozen=True)
class Running:
    """A service that runs, and what a test may reach into."""

    app: ASGIApp
    services: Services
    clock: FakeClock
    gate: threading.Event


@asynccontextmanager
async def running_demo(
    pages: PageOptions | None = None,
    *,
    demo: bool = True,
    image_seconds: float = 2.5,
    limits: ClientLimits = GENEROUS,
) -> AsyncIterator[Running]:
    """The service over the demo; what is still under way when the test ends is stopped."""
    clock = FakeClock()
    with ThreadPoolExecutor(6) as executor, ThreadPoolExecutor(2) as single:
        stage = Stage(GitHubSource(gateway(clock), single, {}, Depth.FULL))
        scorer = Scorer(stage, MemoryStore(4 * 1024 * 1024), executor, clock=clock)
        summaries = Summaries(GitHubMembers(gateway(clock)), scorer, executor, clock=clock)
        services = Services(
            scorer,
            read_settings({}),
            clock,
            demo,
            image_seconds=image_seconds,
            pages=pages or PageOptions(),
            organisations=summaries,
            limits=limits,
        )
        yield Running(create_service(services), services, clock, stage.gate)
        stage.gate.set()
        await summaries.close()
        await scorer.close()


@asynccontextmanager
async def client_of(running: Running) -> AsyncIterator[AsyncClient]:
    """A client that asks as browsers do."""
    transport = ASGITransport(running.app)
    headers = {"Accept": "text/html,*/*;q=0.8"}
    async with AsyncClient(transport=transport, base_url="https://badges.example", headers=headers) as client:
        yield client
