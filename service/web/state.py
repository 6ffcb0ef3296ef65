"""What every request may use, built once at start-up."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from fastapi import Request

from service.scorer import Scorer
from service.settings import Settings


@dataclass(frozen=True, slots=True)
class Services:
    """The parts that routes need."""

    scorer: Scorer
    settings: Settings
    clock: Callable[[], datetime]
    demo: bool


def services_of(request: Request) -> Services:
    """The services of the application that this request came to."""
    found: Services = request.app.state.services
    return found
