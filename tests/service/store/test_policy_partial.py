"""What is kept when GitHub answers only a part."""

from dataclasses import replace
from datetime import timedelta

import pytest

from service.errors import Paused
from service.evidence import Gap, GapCode, Show
from service.record import Record, record_of_error, record_of_score
from service.scoring import score
from service.store.policy import dated, kept
from tests.fakes import NOW, nobody_visible, somebody

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
HOLE = Gap(GapCode.PARTIAL_ANSWER, "GitHub left 2 questions about this work unanswered.")


def whole(days: int = 3, login: str = "ada") -> Record:
    return dated(record_of_score(score(somebody(login, days), now=NOW)), NOW, asked_per_day=5, left=1.0)


def partial(days: int = 1, login: str = "ada") -> Record:
    evidence = replace(somebody(login, days), gaps=(HOLE,))
    return record_of_score(score(evidence, now=NOW))


def after(record: Record, known: Record | None, **later: float) -> Record:
    return kept(record, known, NOW + timedelta(**later), asked_per_day=5, left=1.0)


def test_a_whole_answer_replaces_what_is_known() -> None:
    assert after(whole(2), whole(3)) == whole(2)


def test_a_known_whole_score_outlives_a_partial_answer() -> None:
    found = after(partial(), whole(), hours=7)

    assert found.score == whole().score
    assert found.is_stale(NOW + 7 * HOUR)


def test_a_first_answer_that_is_partial_is_shown_but_never_fresh() -> None:
    found = after(partial(), None)

    assert found.score == partial().score
    assert found.is_stale(NOW)
    assert found.keep_until > NOW + DAY


@pytest.mark.parametrize("known", [None, whole()])
def test_github_is_asked_again_soon_and_then_ever_less_often(known: Record | None) -> None:
    pauses = []
    for _ in range(4):
        known = after(partial(), known, hours=9)
        pauses.append((known.again_at or NOW) - NOW - 9 * HOUR)

    assert pauses == [MINUTE / 2, MINUTE, 2 * MINUTE, 4 * MINUTE]


def test_nobody_is_asked_about_less_often_than_hourly_for_want_of_an_answer() -> None:
    known = whole()
    for _ in range(50):
        known = after(partial(), known, hours=9)

    assert known.again_at == NOW + 10 * HOUR


def test_what_stays_partial_is_all_there_is_to_see() -> None:
    known = after(partial(), None)
    for _ in range(5):
        known = after(partial(), known)

    assert not known.is_stale(NOW)
    assert known.score == partial().score


def test_a_whole_score_of_yesterday_gives_way_to_a_part_of_today() -> None:
    assert after(partial(), whole(), hours=25).score == partial().score


def test_the_score_of_another_person_is_not_kept() -> None:
    assert after(partial(login="bob"), whole(login="ada")).score == partial(login="bob").score


def test_a_person_without_a_score_is_no_reason_to_refuse_a_part() -> None:
    paused = record_of_error("ada", Paused(""), NOW)

    assert after(partial(), paused).score == partial().score


def test_a_part_of_nothing_is_partial_too() -> None:
    nothing = record_of_score(score(replace(nobody_visible(), login="ada", gaps=(HOLE,)), now=NOW))

    assert nothing.is_partial


def test_a_whole_answer_ends_the_counting() -> None:
    again = after(whole(2), after(partial(), whole()))

    assert (again.partial_answers, again.again_at) == (0, None)


def test_a_kept_score_is_shown_as_the_person_wants_it_now() -> None:
    wanted = replace(partial(), show=Show.LEVEL, enrolled=False)

    found = after(wanted, whole())

    assert (found.score, found.show, found.enrolled) == (whole().score, Show.LEVEL, False)


def test_a_score_with_a_repository_that_was_excluded_since_is_not_kept() -> None:
    wanted = replace(partial(), excluded=frozenset({"ada/diary"}))

    assert after(wanted, whole()).score == partial().score


def test_a_whole_record_is_newer_than_a_partial_one_that_was_written_before() -> None:
    held = after(partial(), after(partial(), after(partial(), None)))

    assert replace(whole(), observed_at=NOW + MINUTE).written_at > held.written_at
