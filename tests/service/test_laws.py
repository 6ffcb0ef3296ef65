"""The laws of the score, each for any evidence."""

import random
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from service.evidence import WEEKS, Change, Evidence, Kind, monday
from service.score import Level, level_of
from service.scoring import rhythm, score
from tests.invented import FRIDAY, Person
from tests.service.strategies import NAMES, counted, days, evidence


def value(facts: Evidence, days_later: int = 0) -> int:
    found = score(facts, now=FRIDAY + timedelta(days=days_later)).value
    return -1 if found is None else found


@given(evidence(), st.integers(0, 200))
def test_a_score_is_between_0_and_100(facts: Evidence, later: int) -> None:
    found = score(facts, now=FRIDAY + timedelta(days=later)).value

    assert found is None or 0 <= found <= 100


@given(evidence())
def test_the_parts_add_up_to_the_score(facts: Evidence) -> None:
    found = score(facts, now=FRIDAY)
    total = found.parts.rhythm + found.parts.recency + found.parts.engagement

    assert found.value is None or abs(found.value - total) <= 0.5 + 1e-9


def test_no_evidence_is_never_a_number() -> None:
    found = score(Person().evidence(), now=FRIDAY)

    assert found.value is None
    assert found.level is Level.NOT_VISIBLE


@given(evidence(), days(), st.sampled_from(NAMES), st.sampled_from([Kind.SOURCE, Kind.TEST, Kind.INFRASTRUCTURE]))
def test_a_day_with_code_on_a_new_path_never_lowers_the_score(
    facts: Evidence, day: date, name: str, kind: Kind
) -> None:
    done = (*facts.changes, Change(day, name, frozenset({kind})))
    described = tuple(
        counted(replace(known, paths=known.paths + (known.name == name)), done) for known in facts.repositories
    )

    assert value(replace(facts, changes=done, repositories=described)) >= value(facts)


@given(evidence(), st.integers(1, 5))
def test_a_review_or_a_merged_change_never_lowers_the_score(facts: Evidence, more: int) -> None:
    reviewed = replace(facts, reviews=facts.reviews + more)
    merged = replace(facts, merged_pull_requests=facts.merged_pull_requests + more)
    merging = replace(facts, merges_of_others=facts.merges_of_others + more)

    assert min(value(reviewed), value(merged), value(merging)) >= value(facts)


@given(evidence(), st.integers(2, 5))
def test_splitting_a_days_work_or_doing_more_of_the_same_that_day_changes_nothing(facts: Evidence, times: int) -> None:
    split = replace(facts, changes=facts.changes * times)

    assert score(split, now=FRIDAY) == score(facts, now=FRIDAY)


@given(evidence(), st.randoms(use_true_random=False))
def test_the_order_of_events_changes_nothing(facts: Evidence, shuffler: random.Random) -> None:
    done = list(facts.changes)
    shuffler.shuffle(done)

    assert score(replace(facts, changes=tuple(done)), now=FRIDAY) == score(facts, now=FRIDAY)


@given(evidence(), st.integers(0, 120), st.integers(0, 120))
def test_the_same_evidence_never_scores_higher_later(facts: Evidence, first: int, more: int) -> None:
    assert value(facts, first + more) <= value(facts, first)


@given(st.sets(st.integers(0, WEEKS - 1), max_size=3), st.floats(3.0, 7.0))
def test_up_to_three_empty_weeks_anywhere_change_rhythm_by_nothing(empty: set[int], full: float) -> None:
    weeks = [0.0 if week in empty else full for week in range(WEEKS)]

    assert rhythm(weeks) == rhythm([full] * WEEKS) == 1.0


@given(st.lists(st.floats(0, 7), min_size=WEEKS, max_size=WEEKS), st.integers(0, WEEKS - 1), st.floats(0, 3))
def test_more_work_in_a_week_never_lowers_rhythm(weeks: list[float], week: int, more: float) -> None:
    raised = [quality + (more if i == week else 0) for i, quality in enumerate(weeks)]

    assert rhythm(raised) >= rhythm(weeks)


@given(evidence())
def test_the_level_follows_from_the_score_alone(facts: Evidence) -> None:
    found = score(facts, now=FRIDAY)

    assert found.level is level_of(found.value)


@given(evidence())
def test_the_same_evidence_and_the_same_now_give_the_same_score(facts: Evidence) -> None:
    assert score(facts, now=FRIDAY) == score(facts, now=FRIDAY)


@given(evidence())
def test_the_weeks_are_twelve_mondays_newest_first(facts: Evidence) -> None:
    starts = [week.start for week in score(facts, now=FRIDAY).weeks]

    assert starts == [monday(FRIDAY.date()) - timedelta(weeks=i) for i in range(WEEKS)]


@given(evidence())
def test_coding_days_of_the_weeks_add_up(facts: Evidence) -> None:
    found = score(facts, now=FRIDAY)
    assume(found.value is not None)

    assert sum(week.coding_days for week in found.weeks) == found.coding_days
