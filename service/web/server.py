"""Runs the application."""

import uvicorn

from service.scorer import Scorer
from service.settings import Settings
from service.store.memory import MemoryStore
from service.web.app import create_app
from service.web.state import Services
from service.wiring import build_parts, utc_now

STORE_BYTES = 256 * 1024 * 1024


def run(settings: Settings, *, demo: bool) -> None:
    """Serve until told to stop."""
    parts = build_parts(settings, demo=demo)
    scorer = Scorer(parts.source, MemoryStore(STORE_BYTES), parts.executor, clock=utc_now, left=parts.left)
    app = create_app(Services(scorer, settings, utc_now, demo))
    uvicorn.run(
        app,
        host=settings.host,
        port=settings.port,
        log_level=settings.log_level,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=8,
    )
