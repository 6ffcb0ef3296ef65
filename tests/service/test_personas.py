"""The personas: what any implementation of the model must give."""

import pytest

from service.evidence import Kind
from service.scoring import score
from tests.invented import FRIDAY, PERSONAL, Person, dates, every_week, kinds, working_days

DAILY = working_days(every_week(5))

PERSONAS: list[tuple[str, Person, int, int]] = [
    ("daily, 5 w, reviews and merges", Person(DAILY, reviews=30, merged=20, merges=5), 95, 100),
    ("3 w, some reviews", Person(working_days(every_week(3)), reviews=6), 93, 100),
    ("2 w with reviews", Person(working_days(every_week(2)), reviews=10), 84, 93),
    (
        "distinguished engineer: 1 w, every week, 40 reviews, 6 merges",
        Person(working_days(every_week(1)), reviews=40, merges=6),
        70,
        80,
    ),
    ("1 w and nothing else", Person(working_days(every_week(1))), 55, 65),
    (
        "one coding day every second week, with reviews",
        Person(working_days(dict.fromkeys(range(0, 12, 2), 1)), reviews=12),
        58,
        72,
    ),
    ("manager: one coding day a month, 20 reviews", Person(working_days({1: 1, 5: 1, 9: 1}), reviews=20), 50, 62),
    ("reviewer who wrote no code", Person(reviews=20), 10, 15),
    (
        "student: 3 w in a solo project of their own",
        Person(working_days(every_week(3)), repository=PERSONAL),
        65,
        75,
    ),
    (
        "founder: two weeks of daily commits in a new solo prototype, now",
        Person(working_days({0: 5, 1: 5}), repository=PERSONAL),
        44,
        60,
    ),
    ("the same burst eight weeks ago", Person(working_days({8: 5, 9: 5}), repository=PERSONAL), 10, 22),
    (
        "infrastructure: YAML daily (many files), pull requests merged",
        Person(DAILY, kinds=kinds(Kind.CONFIG), merged=10),
        70,
        85,
    ),
    ("docs only, daily (many files)", Person(DAILY, kinds=kinds(Kind.DOCS), reviews=3), 25, 42),
    ("private work only, daily", Person(private=DAILY), 72, 85),
    ("private work only, 2 w", Person(private=working_days(every_week(2))), 52, 65),
    (
        "one data file rewritten by a script every day",
        Person(dates(range(82)), PERSONAL, kinds(Kind.DATA), varied=False),
        0,
        15,
    ),
    (
        "one source file in a solo repository touched by a script every day",
        Person(dates(range(82)), PERSONAL, varied=False),
        0,
        20,
    ),
    (
        "three weeks of holiday just now, 4 w before",
        Person(working_days(every_week(4, since=3)), reviews=4, merged=4),
        85,
        96,
    ),
    (
        "six weeks of leave just now, 4 w before",
        Person(working_days(every_week(4, since=6)), reviews=4, merged=4),
        35,
        50,
    ),
    ("stopped 60 days ago", Person(tuple(d for d in DAILY if (FRIDAY.date() - d).days >= 60)), 8, 20),
    ("came back a week ago", Person(working_days({0: 5, 1: 1})), 38, 55),
]


@pytest.mark.parametrize(("person", "low", "high"), [row[1:] for row in PERSONAS], ids=[row[0] for row in PERSONAS])
def test_persona_scores_in_its_range(person: Person, low: int, high: int) -> None:
    value = score(person.evidence(), now=FRIDAY).value

    assert value is not None
    assert low <= value <= high
