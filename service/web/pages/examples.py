"""Worked examples: the demo's personas scored on one day, kept in a file so that no page has to score them again."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from service.score import Score

FILE = Path(__file__).with_name("examples.json")


@dataclass(frozen=True, slots=True)
class Example:
    """One persona and what the model says of them."""

    login: str
    story: str
    score: int
    level: str
    rhythm: float
    recency: float
    engagement: float
    coding_days: int


def example_of(login: str, story: str, score: Score) -> Example:
    """The example that a scored persona is."""
    parts = score.parts
    return Example(
        login=login,
        story=story,
        score=score.value or 0,
        level=score.level,
        rhythm=round(parts.rhythm, 1),
        recency=round(parts.recency, 1),
        engagement=round(parts.engagement, 1),
        coding_days=score.coding_days,
    )


@cache
def examples() -> Sequence[Example]:
    """The examples of the file, highest score first."""
    return tuple(Example(**row) for row in json.loads(FILE.read_text("utf-8")))


def encode(found: Sequence[Example]) -> str:
    """The text of the file."""
    ordered = sorted(found, key=lambda example: (-example.score, example.login))
    return json.dumps([asdict(example) for example in ordered], indent=1, ensure_ascii=False) + "\n"
