"""Who is asked for in these tests, and who watches."""

import asyncio
from dataclasses import dataclass, field

from service.errors import ServiceError
from service.evidence import Login
from service.scorer import Scorer
from tests.fakes import FakeSource

ADA, BOB = Login("ada"), Login("bob")
LONG = 60.0


@dataclass
class Seen:
    """A watch that writes down what it is told."""

    answers: list[str] = field(default_factory=list)
    batches: list[int] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def answered(self, how: str) -> None:
        self.answers.append(how)

    def fetched(self, logins: int, seconds: float) -> None:
        assert seconds >= 0
        self.batches.append(logins)

    def failed(self, error: ServiceError) -> None:
        self.failures.append(type(error).__name__)


async def settled(scorer: Scorer) -> None:
    """Wait until nothing is being fetched."""
    for _ in range(6000):
        if not scorer.waiting:
            return
        await asyncio.sleep(0.01)
    raise AssertionError("a fetch did not end")


async def begun(source: FakeSource, batches: int) -> None:
    """Wait until so many batches are being fetched, or were."""
    for _ in range(6000):
        if len(source.batches) >= batches:
            return
        await asyncio.sleep(0.01)
    raise AssertionError("a fetch did not begin")
