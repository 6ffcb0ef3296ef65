"""What every request may use, built once at start-up."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from fastapi import Request

from service.admission import EVERYBODY, Admission
from service.answers import Answers
from service.scorer import Scorer
from service.settings import Settings
from service.web.drawings import Drawings
from service.web.limits import ClientLimits
from service.web.metrics import Metrics
from service.web.organisation_summaries import Summaries
from service.web.pages.options import PageOptions
from service.web.rasters import Rasters

IMAGE_SECONDS = 2.2
"""How long an image may wait for a first score.

GitHub's image proxy gives up after about four seconds; https://github.com/badges/shields/issues/4878.
"""
DRAWING_BYTES = 64 * 1024 * 1024
"""What all drawings of one process may take together."""
RASTER_BYTES = 16 * 1024 * 1024
"""The same for their PNGs."""


@dataclass(frozen=True, slots=True)
class Services:
    """The parts that routes need.

    Attributes:
        left: the share of GitHub's budget that is left, None if nobody knows.
        drawings: images that can be sent again; the edge in front of the application reads them.
        organisations: summaries of organisations, None if this service makes none.
        admission: whom the service answers for.
    """

    scorer: Scorer
    settings: Settings
    clock: Callable[[], datetime]
    demo: bool
    left: Callable[[], float | None] = lambda: None
    image_seconds: float = IMAGE_SECONDS
    metrics: Metrics = field(default_factory=Metrics)
    drawings: Drawings = field(default_factory=lambda: Drawings(DRAWING_BYTES))
    limits: ClientLimits = field(default_factory=lambda: ClientLimits("12/hour", "60/minute"))
    pages: PageOptions = field(default_factory=PageOptions)
    organisations: Summaries | None = None
    rasters: Rasters = field(default_factory=lambda: Rasters(RASTER_BYTES))
    admission: Admission = EVERYBODY

    @property
    def answers(self) -> Answers:
        """What visitors are told."""
        return Answers(self.scorer, self.admission, self.settings.publish, self.clock)


def services_of(request: Request) -> Services:
    """The services of the application that this request came to."""
    found: Services = request.app.state.services
    return found
