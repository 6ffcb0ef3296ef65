"""Runs the service, in one process or several that share a Redis."""

import os
import tempfile
from collections.abc import Callable

from starlette.types import ASGIApp

from service.admission import Admission
from service.github_api.members import GitHubMembers
from service.scorer import Scorer
from service.settings import Settings, read_settings
from service.store import Store
from service.store.keys import INSIDERS, PUBLIC, viewers_of
from service.store.layered import LayeredStore
from service.store.memory import MemoryStore
from service.store.opt_outs import read_opt_outs
from service.store.policy import stretch
from service.store.redis import RedisStore
from service.web.app import create_service
from service.web.drawings import Drawings
from service.web.limits import ClientLimits
from service.web.metrics import MULTIPROCESS, Metrics
from service.web.organisation_summaries import Summaries
from service.web.pages.options import PageOptions
from service.web.serving import serve
from service.web.state import DRAWING_BYTES, Services
from service.wiring import Parts, build_parts, utc_now

DEMO = "STILL_ENGINEERING_DEMO"
"""Set for worker processes, which are started from their names alone."""

_APPLICATION = "service.web.server:application"
_MEBIBYTE = 1024 * 1024


def run(settings: Settings, *, demo: bool, workers: int = 1) -> None:
    """Serve until told to stop; several processes share their metrics in a folder.

    Raises:
        CannotListen: there is no listening at this address.
    """
    os.environ[DEMO] = "1" if demo else ""
    if workers == 1:
        serve(_APPLICATION, settings, workers)
        return
    with tempfile.TemporaryDirectory(prefix="still-engineering-") as shared:
        os.environ.setdefault(MULTIPROCESS, shared)
        serve(_APPLICATION, settings, workers)


def application() -> ASGIApp:
    """The service that the environment describes."""
    settings = read_settings(os.environ)
    return create_service(build_services(settings, demo=bool(os.environ.get(DEMO))))


def build_services(settings: Settings, *, demo: bool) -> Services:
    """All that the routes need."""
    metrics = Metrics()
    opt_outs = read_opt_outs(settings.opt_out_file)
    admission = settings.admission(opt_outs)
    parts = build_parts(settings, demo=demo, private=settings.show_private, told=metrics.github, opt_outs=opt_outs)
    metrics.gauge(
        "github_budget_left_ratio",
        "Share of the GraphQL budget left, -1 unknown.",
        parts.left,
        together="mostrecent",
        unknown=-1,
    )
    scorer = Scorer(
        parts.source, build_store(settings, demo=demo), parts.executor, clock=utc_now, left=parts.left, watch=metrics
    )
    metrics.gauge(
        "freshness_stretch_ratio",
        "How much longer answers hold for want of budget.",
        _stretch(parts.left),
        together="mostrecent",
        unknown=stretch(None),
    )
    metrics.gauge(
        "waiting_logins", "Logins being fetched or waiting for it.", lambda: scorer.waiting, together="livesum"
    )
    drawings = Drawings(DRAWING_BYTES, sent=scorer.asked)
    limits = ClientLimits(settings.refreshes, settings.first_looks)
    return Services(
        scorer,
        settings,
        utc_now,
        demo,
        parts.left,
        metrics=metrics,
        drawings=drawings,
        limits=limits,
        pages=PageOptions(settings.public_url or "", settings.report_url or "", settings.index_people),
        organisations=_summaries(parts, scorer, admission),
        admission=admission,
    )


def _summaries(parts: Parts, scorer: Scorer, admission: Admission) -> Summaries | None:
    """Summaries of organisations; without a token nobody's members can be listed."""
    if parts.pool.anonymous:
        return None
    members = GitHubMembers(parts.gateway)
    return Summaries(members, scorer, parts.executor, clock=utc_now, left=parts.left, admission=admission)


def build_store(settings: Settings, *, demo: bool) -> Store:
    """Memory, with Redis behind it if there is one; invented people are kept apart from real ones, in memory alone."""
    memory = MemoryStore(settings.memory_megabytes * _MEBIBYTE)
    if settings.redis_url is None or demo:
        return memory
    viewers = viewers_of(INSIDERS if settings.show_private else PUBLIC, settings.github_api_url)
    shared = RedisStore(settings.redis_url.get_secret_value(), clock=utc_now, viewers=viewers)
    return LayeredStore(memory, shared, clock=utc_now)


def _stretch(left: Callable[[], float | None]) -> Callable[[], float | None]:
    """How much longer answers hold, None while nobody knows what is left."""

    def read() -> float | None:
        share = left()
        return None if share is None else stretch(share)

    return read
