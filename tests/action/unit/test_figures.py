"""Numbers about groups."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from action.figures import (
    Levels,
    assisted_share,
    coding_days_a_week,
    is_seen,
    is_visible,
    levels_of,
    spread_of,
    weeks_of,
)
from service.score import Level, Score
from tests.action.unit.invented import a_score


def _with_days(days: int, *, private: int = 0) -> Score:
    return replace(a_score(), coding_days=days, private_days=private)


@given(st.lists(st.sampled_from(list(Level))))
def test_everybody_is_counted_once(levels: list[Level]) -> None:
    counted = levels_of([a_score("ada", level) for level in levels], visible=True)

    assert counted.people == len(levels)
    assert (counted.quiet, counted.not_visible) == (levels.count(Level.QUIET), levels.count(Level.NOT_VISIBLE))
    assert counted.others == levels.count(Level.QUIET) + levels.count(Level.NOT_VISIBLE)


def test_people_are_counted_by_level() -> None:
    scores = [a_score("a", level) for level in (Level.HANDS_ON, Level.HANDS_ON, Level.DIPPING_IN, Level.QUIET)]

    assert levels_of(scores, visible=True) == Levels(4, hands_on=2, in_touch=0, dipping_in=1, visible=4)


def test_where_it_may_not_be_told_who_can_be_seen_the_quiet_and_the_others_are_one_number() -> None:
    scores = [a_score("a", level) for level in (Level.HANDS_ON, Level.QUIET, Level.NOT_VISIBLE)]

    counted = levels_of(scores, visible=False)

    assert (counted.visible, counted.quiet, counted.not_visible, counted.others) == (None, None, None, 2)


def test_work_that_is_only_a_private_number_is_a_level_without_coding_days() -> None:
    assert (is_visible(_with_days(0, private=9)), is_seen(_with_days(0, private=9))) == (True, False)
    assert not is_visible(a_score("a", Level.NOT_VISIBLE))


@given(st.lists(st.integers(0, 60), min_size=1, max_size=20))
def test_the_quarters_lie_around_the_median(days: list[int]) -> None:
    spread = spread_of([_with_days(count) for count in days], visible=True)

    assert spread is not None
    assert spread.lower <= spread.median <= spread.upper
    assert spread.people == len(days)


def test_work_that_is_only_a_private_number_says_nothing_about_coding_days() -> None:
    assert spread_of([_with_days(0, private=9)], visible=True) is None
    assert spread_of([a_score("a", Level.NOT_VISIBLE)], visible=True) is None


def test_days_a_week_are_over_the_days_that_have_been() -> None:
    score = _with_days(82)
    days = (score.observed_at.date() - score.weeks[-1].start).days + 1

    assert days == 82
    assert coding_days_a_week(score) == 7.0


def test_weeks_are_oldest_first_and_count_people_not_days() -> None:
    score = a_score()
    idle = replace(score, weeks=tuple(replace(week, coding_days=0) for week in score.weeks))

    weeks = weeks_of([score, score, idle])

    assert [week.people for week in weeks] == [2] * 12
    assert weeks[0].start + timedelta(weeks=11) == weeks[-1].start == score.weeks[0].start


def test_there_are_no_weeks_of_nobody() -> None:
    assert weeks_of([]) == ()


def test_the_share_with_an_assistant_is_weighed_by_days_and_leaves_out_the_unknown() -> None:
    scores = [
        replace(a_score(), ai_assisted_share_at_least=share, coding_days=days)
        for share, days in ((0.5, 10), (0.0, 30), (None, 99))
    ]

    assert assisted_share(scores) == 0.125
    assert assisted_share(scores[2:]) is None
