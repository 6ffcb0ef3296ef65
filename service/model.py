"""Every number of the model in one table; the methodology page is generated from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType

from service.evidence import Kind


@dataclass(frozen=True, slots=True)
class Model:
    """Every number of the model; the methodology page is generated from it."""

    version: str
    kinds: Mapping[Kind, float]
    unseen_code: float
    unseen_other: float
    private_day: float
    personal_system: float
    living_age: timedelta
    living_forks: int
    living_stars: int
    living_contributors: int
    living_signs: int
    breadth_factor: float
    half_life_weeks: float
    full_week: float
    free_weeks: int
    recent_quality: float
    recent_days: int
    recency_half_life_days: float
    engagement_scale: float
    rhythm_points: int
    recency_points: int
    engagement_points: int


MODEL = Model(
    version="1",
    kinds=MappingProxyType(
        {
            Kind.SOURCE: 1.0,
            Kind.TEST: 1.0,
            Kind.INFRASTRUCTURE: 1.0,
            Kind.CONFIG: 0.4,
            Kind.DOCS: 0.1,
            Kind.DATA: 0.1,
            Kind.GENERATED: 0.0,
            Kind.VENDORED: 0.0,
        }
    ),
    unseen_code=0.8,
    unseen_other=0.1,
    private_day=0.5,
    personal_system=0.6,
    living_age=timedelta(days=180),
    living_forks=3,
    living_stars=10,
    living_contributors=3,
    living_signs=2,
    breadth_factor=2.0,
    half_life_weeks=4.0,
    full_week=3.0,
    free_weeks=3,
    recent_quality=0.5,
    recent_days=14,
    recency_half_life_days=14.0,
    engagement_scale=6.0,
    rhythm_points=60,
    recency_points=25,
    engagement_points=15,
)
