"""The formulas of the model in words, from the numbers of the model: pure; two pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass

from service.evidence import WEEKS
from service.model import MODEL, Model


@dataclass(frozen=True, slots=True)
class Formula:
    """One part of the score.

    Attributes:
        most: the points it can give.
        formula: as arithmetic.
        meaning: the same for people who do not read arithmetic.
    """

    name: str
    title: str
    most: int
    formula: str
    meaning: str


def formulas(model: Model = MODEL) -> Sequence[Formula]:
    """The three parts, in the order in which they are told."""
    return _rhythm(model), _recency(model), _engagement(model)


def _rhythm(model: Model) -> Formula:
    kept, half_life = WEEKS - model.free_weeks, f"{model.half_life_weeks:g}"
    return Formula(
        "rhythm",
        "Rhythm",
        model.rhythm_points,
        f"{model.rhythm_points} · Σ d[i]·√min(1, w[i]/{model.full_week:g}) / Σ d[i], where d[i] = 2^(-i/{half_life})",
        f"w[i] is the quality of all days of week i, and week 0 is now. {_number(model.full_week)} good days a week are"
        f" full marks. Only the {kept} weeks that serve best are counted, so that {_number(model.free_weeks).lower()}"
        f" weeks of leave cost nothing. A week counts half as much as one that is {half_life} weeks newer.",
    )


def _recency(model: Model) -> Formula:
    half_life = f"{model.recency_half_life_days:g}"
    return Formula(
        "recency",
        "Recency",
        model.recency_points,
        f"{model.recency_points} · max over days of min(1, q/{model.recent_quality:g})²"
        f" · 2^(-max(0, age - {model.recent_days})/{half_life})",
        f"q is the quality of a day, age its age in days. One good day within the last {model.recent_days} days is full"
        f" marks; after that it halves every {half_life} days.",
    )


def _engagement(model: Model) -> Formula:
    return Formula(
        "engagement",
        "Engagement",
        model.engagement_points,
        f"{model.engagement_points} · (1 - e^(-acts/{model.engagement_scale:g}))",
        "acts are reviews given, own pull requests merged (those of docs alone left out), and merges of other people's"
        " pull requests that can be seen. The first few count most.",
    )


_NUMBERS = {1: "One", 2: "Two", 3: "Three", 4: "Four", 5: "Five"}


def _number(value: float) -> str:
    return _NUMBERS.get(int(value), f"{value:g}") if value == int(value) else f"{value:g}"
