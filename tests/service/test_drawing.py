"""What badges and cards say of a record."""

from dataclasses import replace
from datetime import timedelta

import pytest

from service.drawing import Metric, badge_of, badge_of_error, card_of
from service.errors import InvalidParameter, Status
from service.evidence import Evidence, Show
from service.model import MODEL
from service.record import Record, record_of_score
from service.render.words import LOCALES, words
from service.scoring import score
from tests.fakes import NOW, nobody_visible, somebody

ENGLISH = words("en")
PRIVATE = replace(nobody_visible(), private_days=frozenset(NOW.date() - timedelta(days=age) for age in range(60)))


def record_of(evidence: Evidence) -> Record:
    return record_of_score(score(evidence, now=NOW), evidence.show)


def said(evidence: Evidence, metric: Metric | None, label: str | None = None) -> tuple[str, str]:
    """The message and the title of an English badge."""
    badge = badge_of(record_of(evidence), ENGLISH, metric=metric, label=label, stale=False)
    return badge.message, badge.title


@pytest.mark.parametrize(
    ("metric", "message", "title"),
    [
        (None, "hands-on · 94", "hands-on, 94 of 100"),
        (Metric.LEVEL, "hands-on", "hands-on, 94 of 100"),
        (Metric.SCORE, "94", "94 of 100, hands-on"),
        (Metric.DAYS, "36 coding days", "36 coding days, hands-on, 94 of 100"),
        (Metric.STREAK, "12 weeks", "12 weeks, hands-on, 94 of 100"),
    ],
)
def test_a_title_begins_with_what_is_shown(metric: Metric | None, message: str, title: str) -> None:
    assert said(somebody(), metric) == (message, f"still engineering: {title}, as of 2026-11-20")


def test_a_title_without_a_label_begins_with_the_message() -> None:
    assert said(somebody(), None, "")[1].startswith("hands-on, ")
    error = badge_of_error(InvalidParameter("style= is bad."), Status.BAD_REQUEST, ENGLISH, label="")
    assert error.title == "invalid request: style= is bad."


def test_who_shows_the_level_alone_has_it_alone_in_the_title() -> None:
    hidden = replace(somebody(), show=Show.LEVEL)

    assert said(hidden, Metric.DAYS) == ("hands-on", "still engineering: hands-on, as of 2026-11-20")


def test_private_days_stand_where_coding_days_cannot_be_known() -> None:
    assert said(PRIVATE, Metric.DAYS)[0] == "60 private days"
    assert said(PRIVATE, Metric.STREAK)[0] == "hands-on"


@pytest.mark.parametrize("locale", LOCALES)
def test_a_card_of_nothing_visible_has_a_sentence_and_no_figure(locale: str) -> None:
    card = card_of(record_of(nobody_visible()), words(locale), stale=False)

    assert card.message == words(locale).sentence(words(locale).meanings["not visible"])
    assert card.as_of == NOW.date()
    assert (card.score, card.weeks, card.parts, card.confidence, card.gaps) == (None, (), (), None, ())


def test_full_marks_on_a_card_are_those_of_the_model() -> None:
    assert card_of(record_of(somebody()), ENGLISH, stale=False).full_week == MODEL.full_week
