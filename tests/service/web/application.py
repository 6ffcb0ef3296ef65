"""The whole web service over a fake source, spoken to as a client would."""

from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager

from httpx import ASGITransport, AsyncClient

from service.scorer import Scorer
from service.settings import read_settings
from service.store.memory import MemoryStore
from service.web.app import create_service
from service.web.metrics import Metrics
from service.web.state import Services
from tests.fakes import FakeClock, FakeSource


@asynccontextmanager
async def serving(
    source: FakeSource, clock: FakeClock, *, image_seconds: float = 2.5
) -> AsyncIterator[tuple[AsyncClient, Services]]:
    """A client of a service that has just started, and the service's parts."""
    metrics = Metrics()
    with ThreadPoolExecutor(4) as executor:
        scorer = Scorer(source, MemoryStore(1024 * 1024), executor, clock=clock, watch=metrics)
        services = Services(scorer, read_settings({}), clock, demo=False, image_seconds=image_seconds, metrics=metrics)
        transport = ASGITransport(create_service(services), raise_app_exceptions=False)
        async with AsyncClient(transport=transport, base_url="http://service.test") as client:
            yield client, services
        source.gate.set()
        await scorer.close()
