"""A scorer over a fake source."""

from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from service.scorer import Scorer
from service.store.memory import MemoryStore
from tests.fakes import FakeClock, FakeSource, somebody
from tests.service.scorer.stage import Seen


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore(1024 * 1024)


@pytest.fixture
def seen() -> Seen:
    return Seen()


@pytest.fixture
async def scorer(source: FakeSource, store: MemoryStore, clock: FakeClock, seen: Seen) -> AsyncIterator[Scorer]:
    source.outcomes = {"ada": somebody("ada"), "bob": somebody("bob", days=1)}
    with ThreadPoolExecutor(4) as executor:
        scorer = Scorer(source, store, executor, clock=clock, watch=seen)
        yield scorer
        source.gate.set()
        await scorer.close()
