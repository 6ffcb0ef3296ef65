"""The whole web service over a fake source, spoken to as a client would."""

from collections.abc import AsyncIterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from types import MappingProxyType

from httpx import ASGITransport, AsyncClient

from service.admission import AdmittedSource
from service.scorer import Scorer
from service.settings import read_settings
from service.store import Store
from service.store.memory import MemoryStore
from service.web.app import create_service
from service.web.metrics import Metrics
from service.web.state import Services
from tests.fakes import FakeClock, FakeSource

NO_SETTINGS: Mapping[str, str] = MappingProxyType({})


@asynccontextmanager
async def serving(
    source: FakeSource,
    clock: FakeClock,
    *,
    image_seconds: float = 2.5,
    environ: Mapping[str, str] = NO_SETTINGS,
    store: Store | None = None,
) -> AsyncIterator[tuple[AsyncClient, Services]]:
    """A client of a service that has just started, and the service's parts."""
    metrics, settings = Metrics(), read_settings(environ)
    admission = settings.admission()
    kept = MemoryStore(1024 * 1024) if store is None else store  # an empty one is false
    with ThreadPoolExecutor(4) as executor:
        admitted = AdmittedSource(source, admission)
        scorer = Scorer(admitted, kept, executor, clock=clock, watch=metrics)
        services = Services(
            scorer, settings, clock, demo=False, image_seconds=image_seconds, metrics=metrics, admission=admission
        )
        transport = ASGITransport(create_service(services), raise_app_exceptions=False)
        async with AsyncClient(transport=transport, base_url="http://service.test") as client:
            yield client, services
        source.gate.set()
        await scorer.close()
