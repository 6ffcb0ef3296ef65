"""Counts for Prometheus: what breaks badges, above all the budget at GitHub and the deadline of images."""

import asyncio
import os
from collections.abc import Callable
from typing import Literal

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from service.errors import ServiceError

MULTIPROCESS = "PROMETHEUS_MULTIPROC_DIR"
"""Set before this module is imported when several processes serve; prometheus_client reads it then."""

_PREFIX = "still_engineering"
_BATCHES = (1, 2, 3, 5, 10)
_SECONDS = (0.1, 0.25, 0.5, 1, 2, 4, 8, 16, 32)
_TOLD_EVERY_SECONDS = 2.0


Together = Literal["mostrecent", "livesum"]


class Metrics:
    """Every count of one process, in a registry of its own.

    Attributes:
        before_reading: called before the counts are read, for those who hand over theirs now and then.
    """

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        counter = _Named(Counter, self.registry)
        self._images = counter("images", "Images answered by the application, by status.", ["status"])
        self._edge = counter("edge_hits", "Images answered before the application, by HTTP status.", ["code"])
        self._answers = counter(
            "answers", "Looks into the store: fresh, stale, miss; late: a miss over its time.", ["how"]
        )
        self._failures = counter("fetch_failures", "Logins that could not be fetched, by error.", ["error"])
        self._batches = Histogram(
            f"{_PREFIX}_batch_logins", "Logins fetched together.", buckets=_BATCHES, registry=self.registry
        )
        self._fetches = Histogram(
            f"{_PREFIX}_fetch_seconds", "How long a batch took.", buckets=_SECONDS, registry=self.registry
        )
        self._github = counter(
            "github_requests", "Answers of GitHub, by HTTP status; 0 is none.", ["resource", "status"]
        )
        self._github_seconds = Histogram(
            f"{_PREFIX}_github_seconds", "How long GitHub took.", ["resource"], buckets=_SECONDS, registry=self.registry
        )
        self._gauges: list[_Read] = []
        self.before_reading: Callable[[], None] = lambda: None

    def image(self, status: str) -> None:
        """An image left the application."""
        self._images.labels(status).inc()

    def edge(self, code: int, number: int) -> None:
        """So many images were answered at the edge."""
        self._edge.labels(str(code)).inc(number)

    def answered(self, how: str) -> None:
        """A look into the store."""
        self._answers.labels(how).inc()

    def fetched(self, logins: int, seconds: float) -> None:
        """A batch was fetched."""
        self._batches.observe(logins)
        self._fetches.observe(seconds)

    def failed(self, error: ServiceError) -> None:
        """A login could not be fetched."""
        self._failures.labels(type(error).__name__).inc()

    def github(self, resource: str, status: int, seconds: float) -> None:
        """GitHub answered, or did not."""
        self._github.labels(resource, str(status)).inc()
        self._github_seconds.labels(resource).observe(seconds)

    def gauge(self, name: str, description: str, read: Callable[[], float], *, together: Together) -> None:
        """A value that is read when somebody looks.

        `together` says which one several processes tell: that which changed last, or the sum of all.
        """
        gauge = Gauge(f"{_PREFIX}_{name}", description, registry=self.registry, multiprocess_mode=together)
        self._gauges.append(_Read(gauge, read))

    def tell(self) -> None:
        """Write down what only this process knows, for whichever process is asked."""
        self.before_reading()
        for gauge in self._gauges:
            gauge.tell()

    async def keep_telling(self) -> None:
        """Write it down now and then, if several processes serve; never ends then."""
        while os.environ.get(MULTIPROCESS):
            self.tell()
            await asyncio.sleep(_TOLD_EVERY_SECONDS)

    def text(self) -> bytes:
        """All counts in Prometheus's text format; with several processes, those of all of them."""
        self.tell()
        if os.environ.get(MULTIPROCESS):
            registry = CollectorRegistry()
            MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
            return generate_latest(registry)
        return generate_latest(self.registry)


class _Read:
    """A gauge that is set when its value changes.

    Functions are not asked for with several processes: https://prometheus.github.io/client_python/multiprocess/.
    """

    def __init__(self, gauge: Gauge, read: Callable[[], float]) -> None:
        self._gauge = gauge
        self._read = read
        self._told: float | None = None

    def tell(self) -> None:
        """Only what has changed: what this process learnt long ago must not look newer than what another has learnt."""
        value = self._read()
        if value != self._told:
            self._gauge.set(value)
            self._told = value


class _Named:
    """Makes counters whose names begin alike."""

    def __init__(self, kind: type[Counter], registry: CollectorRegistry) -> None:
        self._kind = kind
        self._registry = registry

    def __call__(self, name: str, description: str, labels: list[str]) -> Counter:
        return self._kind(f"{_PREFIX}_{name}", description, labels, registry=self._registry)
