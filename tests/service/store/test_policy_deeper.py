"""What is kept when a new look saw less than the last one."""

from dataclasses import replace
from datetime import timedelta

import pytest

from service.evidence import Depth, Gap, GapCode, Show
from service.record import Record, record_of_score
from service.scoring import score
from service.store.policy import dated, kept
from tests.fakes import NOW, somebody

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
CUT = Gap(GapCode.WINDOW_TOO_LARGE, "There was more work than GitHub could list; a part of it is missing.")


def looked(depth: Depth = Depth.FULL, login: str = "ada", gaps: tuple[Gap, ...] = (), **later: float) -> Record:
    """A record that was kept for lack of any other."""
    now = NOW + timedelta(**later)
    evidence = replace(somebody(login), depth=depth, gaps=gaps)
    return dated(record_of_score(score(evidence, now=now)), now, asked_per_day=5, left=1.0)


def after(record: Record, known: Record | None, **later: float) -> Record:
    return kept(record, known, NOW + timedelta(**later), asked_per_day=5, left=1.0)


@pytest.mark.parametrize("depth", [Depth.LITE, Depth.NONE, Depth.WITHOUT_TOKEN])
def test_a_score_outlives_a_look_that_was_less_close(depth: Depth) -> None:
    found = after(looked(depth, hours=7), looked(), hours=7)

    assert found.score == looked().score
    assert not found.is_stale(NOW + 7 * HOUR)
    assert found.written_at == NOW + 7 * HOUR


def test_a_closer_look_replaces_one_that_was_less_close() -> None:
    assert after(looked(hours=7), looked(Depth.LITE), hours=7) == looked(hours=7)


def test_after_three_days_a_score_gives_way_to_what_can_be_seen() -> None:
    known = looked()
    second = after(looked(Depth.LITE, hours=71), known, hours=71)

    assert second.score == known.score
    assert second.is_due(NOW + 3 * DAY)
    assert after(looked(Depth.LITE, hours=73), second, hours=73) == looked(Depth.LITE, hours=73)


def test_a_score_of_the_whole_time_outlives_one_of_a_part_for_a_day() -> None:
    known = looked()

    found = after(looked(gaps=(CUT,), hours=7), known, hours=7)

    assert found.score == known.score
    assert found.is_due(NOW + 8 * HOUR)
    assert after(looked(gaps=(CUT,), hours=25), found, hours=25).is_cut


def test_a_person_whose_work_is_always_too_large_has_a_new_score_each_time() -> None:
    assert after(looked(gaps=(CUT,), hours=7), looked(gaps=(CUT,)), hours=7) == looked(gaps=(CUT,), hours=7)


def test_a_kept_score_is_shown_as_the_person_wants_it_now() -> None:
    found = after(replace(looked(Depth.LITE, hours=7), show=Show.LEVEL, enrolled=True), looked(), hours=7)

    assert (found.show, found.enrolled) == (Show.LEVEL, True)


def test_a_score_with_a_repository_that_was_excluded_since_is_not_kept() -> None:
    new = replace(looked(Depth.LITE, hours=7), excluded=frozenset({"ada/diary"}))

    assert after(new, looked(), hours=7) == new


def test_the_score_of_another_person_is_not_kept() -> None:
    new = looked(Depth.LITE, login="bob", hours=7)

    assert after(new, looked(), hours=7) == new
