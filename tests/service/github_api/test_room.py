"""How many questions of one token may be on their way at once."""

import pytest

from service.github_api.room import MOST, Room


def at_once(*seconds: float) -> int:
    """How many questions fit beside each other after answers that took so long."""
    room, fitting = Room(), 0
    for each in seconds:
        room.start()
        room.end(each)
    while room.is_free:
        room.start()
        fitting += 1
    return fitting


@pytest.mark.parametrize(("quick", "fitting"), [(0, 1), (4, 1), (5, 2), (9, 2), (10, 3), (100, MOST)])
def test_quick_answers_make_room_for_more(quick: int, fitting: int) -> None:
    assert at_once(*[0.2] * quick) == fitting


def test_a_slow_answer_leaves_one_question_at_a_time() -> None:
    assert at_once(*[0.2] * 10, 6.5) == 1


def test_after_a_slow_answer_all_begins_anew() -> None:
    assert at_once(*[0.2] * 10, 6.5, *[0.2] * 4) == 1
    assert at_once(*[0.2] * 4, 6.5, *[0.2] * 4) == 1
    assert at_once(*[0.2] * 10, 6.5, *[0.2] * 5) == 2


def test_an_ordinary_answer_changes_nothing() -> None:
    assert at_once(*[0.2] * 4, 4.0, 0.2) == 2


def test_what_is_on_its_way_takes_room() -> None:
    room = Room()
    room.start()

    assert not room.is_free
