"""Counts for Prometheus: what breaks badges, above all the budget at GitHub and the deadline of images."""

import asyncio
import errno
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Literal

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Metric, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead
from prometheus_client.registry import Collector

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
        self._unknown: dict[str, float] = {}
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

    def gauge(
        self, name: str, description: str, read: Callable[[], float | None], *, together: Together, unknown: float = 0
    ) -> None:
        """A value that is read when somebody looks, None while this process does not know it.

        `together` says which one several processes tell: that which changed last, or the sum of all; `unknown` stands
        for it as long as none of them knows it.
        """
        full = f"{_PREFIX}_{name}"
        gauge = Gauge(full, description, registry=self.registry, multiprocess_mode=together)
        self._gauges.append(_Read(gauge, read, unknown))
        self._unknown[full] = unknown

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
        folder = os.environ.get(MULTIPROCESS)
        if not folder:
            return generate_latest(self.registry)
        _forget_the_dead(Path(folder))
        registry = CollectorRegistry()
        registry.register(_Together(self._unknown))
        return generate_latest(registry)


class _Read:
    """A gauge that is set when its value changes.

    Functions are not asked for with several processes: https://prometheus.github.io/client_python/multiprocess/.
    """

    def __init__(self, gauge: Gauge, read: Callable[[], float | None], unknown: float) -> None:
        self._gauge = gauge
        self._read = read
        self._unknown = unknown
        self._told: float | None = None
        if not os.environ.get(MULTIPROCESS):
            gauge.set(unknown)

    def tell(self) -> None:
        """Only what has changed: what this process learnt long ago must not look newer than what another has learnt.

        So a process that has never known a value is silent about it.
        """
        value = self._read()
        if value is None and self._told is not None:
            value = self._unknown
        if value is not None and value != self._told:
            self._gauge.set(value)
            self._told = value


class _Together(Collector):
    """The counts of all processes, with what stands for a value that none of them knows."""

    def __init__(self, unknown: dict[str, float]) -> None:
        self._unknown = unknown
        self._processes = MultiProcessCollector(None)  # type: ignore[no-untyped-call]

    def collect(self) -> Iterator[Metric]:
        """Every count."""
        for metric in self._processes.collect():  # type: ignore[no-untyped-call]
            if not metric.samples and metric.name in self._unknown:
                metric.add_sample(metric.name, {}, self._unknown[metric.name])
            yield metric


def _forget_the_dead(folder: Path) -> None:
    """What a process that has ended was doing is no longer being done."""
    for pid in {int(file.stem.rpartition("_")[2]) for file in folder.glob("gauge_live*.db")}:
        if _ended(pid):
            with suppress(FileNotFoundError):  # another process was asked at the same time
                mark_process_dead(pid)  # type: ignore[no-untyped-call]


def _ended(pid: int) -> bool:
    try:
        os.kill(pid, 0)  # asks, and sends nothing
    except OSError as error:
        return error.errno == errno.ESRCH  # whose process it may be otherwise, it lives
    return False


class _Named:
    """Makes counters whose names begin alike."""

    def __init__(self, kind: type[Counter], registry: CollectorRegistry) -> None:
        self._kind = kind
        self._registry = registry

    def __call__(self, name: str, description: str, labels: list[str]) -> Counter:
        return self._kind(f"{_PREFIX}_{name}", description, labels, registry=self._registry)
