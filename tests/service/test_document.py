"""A record as JSON."""

from service.document import document_of
from service.record import record_of_score
from service.scoring import score
from tests.fakes import NOW, nobody_visible, somebody

FIGURES = (
    "parts",
    "coding_days",
    "private_days",
    "streak_weeks",
    "last_coding_day",
    "weeks",
    "reviews",
    "merged_pull_requests",
)


def test_what_cannot_be_seen_is_null_and_not_zero() -> None:
    document = document_of(record_of_score(score(nobody_visible(), now=NOW)), stale=False)

    assert {name: getattr(document, name) for name in FIGURES} == dict.fromkeys(FIGURES)
    assert (document.status, document.level) == ("not-visible", "not visible")
    assert document.why


def test_what_was_looked_at_and_is_not_there_is_zero() -> None:
    document = document_of(record_of_score(score(somebody(reviews=0), now=NOW)), stale=False)

    assert (document.reviews, document.private_days) == (0, 0)
    assert document.parts is not None
    assert document.weeks is not None
    assert len(document.weeks) == 12
