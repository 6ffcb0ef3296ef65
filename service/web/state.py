"""What every request may use, built once at start-up."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from fastapi import Request

from service.scorer import Scorer
from service.settings import Settings
from service.web.drawings import Drawings
from service.web.metrics import Metrics

DRAWING_BYTES = 64 * 1024 * 1024
"""What all drawings of one process may take together."""


@dataclass(frozen=True, slots=True)
class Services:
    """The parts that routes need.

    Attributes:
        left: the share of GitHub's budget that is left, None if nobody knows.
        drawings: images that can be sent again; the edge in front of the application reads them.
    """

    scorer: Scorer
    settings: Settings
    clock: Callable[[], datetime]
    demo: bool
    left: Callable[[], float | None] = lambda: None
    metrics: Metrics = field(default_factory=Metrics)
    drawings: Drawings = field(default_factory=lambda: Drawings(DRAWING_BYTES))


def services_of(request: Request) -> Services:
    """The services of the application that this request came to."""
    found: Services = request.app.state.services
    return found
