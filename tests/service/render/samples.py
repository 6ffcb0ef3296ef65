"""Badges and cards of invented people, for several tests."""

from datetime import date, timedelta

from service.errors import Status
from service.render.badge import Badge, Tone
from service.render.card import Card, Part, Week
from service.render.words import words

MONDAY = date(2026, 11, 16)
FRIDAY = date(2026, 11, 20)

HANDS_ON = Badge(
    label="still engineering",
    message="hands-on · 87",
    tone=Tone.HANDS_ON,
    title="still engineering: hands-on, 87 of 100, as of 2026-11-20",
    description="Wrote code on 27 of the last 84 days, in a steady rhythm.",
)

_DAYS = (3, 5, 4, 0, 2, 3, 1, 7, 3, 0, 2, 4)
_PRIVATE_DAYS = (0, 0, 1, 3, 0, 0, 2, 0, 0, 0, 4, 0)

WEEKS = tuple(
    Week(MONDAY - timedelta(weeks=age), days, days * 0.9, private)
    for age, (days, private) in enumerate(zip(_DAYS, _PRIVATE_DAYS, strict=True))
)

OCTOCAT = Card(
    login="octocat",
    headline="hands-on",
    tone=Tone.HANDS_ON,
    as_of=FRIDAY,
    score=90,
    weeks=WEEKS,
    full_week=3.0,
    parts=(Part("rhythm", 51.4, 60), Part("recency", 25.0, 25), Part("engagement", 13.3, 15)),
    last_coding_day=FRIDAY,
    confidence="high",
    assisted_percent=12,
    gaps=("Private work is not visible from here.", "40 of 212 commits were looked at."),
)


def with_tone(tone: Tone) -> Badge:
    """A badge that says its tone."""
    return Badge("still engineering", tone.value, tone, f"still engineering: {tone.value}")


def with_status(status: Status) -> Badge:
    """A badge that says why there is no score."""
    word = words("en").statuses[status]
    waiting = status in {Status.WARMING, Status.UPSTREAM}
    tone = Tone.WAITING if waiting else Tone.NOT_VISIBLE if status is Status.NOT_VISIBLE else Tone.NEUTRAL
    return Badge("still engineering", word, tone, f"still engineering: {word}")
