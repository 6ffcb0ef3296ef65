"""Slowly enough, again after a while, and not beyond what was given."""

import random
from datetime import timedelta
from typing import Any

import pytest

from action.estimate import Cost
from action.patience import MOST_WAITING, SLOW_TRIES, TRIES, Limits, Patience, PatientTransport
from service.errors import RateLimited
from service.github_api.outcomes import judge_rest
from service.github_api.tokens import Resource
from service.github_api.transport import Answer
from tests.action.unit.carrier import LOST, Answers, data
from tests.action.unit.invented import clocks
from tests.fakes import NOW, FakeClock

FINE = Answer(200, {}, {})
SECONDARY = Answer(403, {"retry-after": "60"}, {"message": "You have exceeded a secondary rate limit"})
SPENT = Answer(403, {"x-ratelimit-remaining": "0"}, {"message": "API rate limit exceeded for user ID 1"})


def _patience(clock: FakeClock, **limits: Any) -> Patience:  # noqa: ANN401 - any limit
    given = {"until": NOW + timedelta(minutes=50), **limits}
    return Patience(clocks(clock), Limits(**given), chance=random.Random(1))  # noqa: S311 - no secret


def _ask(patience: Patience, *answers: Answer) -> Answer:
    prepared = list(answers)
    return patience.ask(Resource.CORE, lambda: prepared.pop(0), judge_rest)


def _told(remaining: int, limit: int = 5000) -> Answer:
    given = {"x-ratelimit-limit": str(limit), "x-ratelimit-remaining": str(remaining), "x-ratelimit-resource": "core"}
    return Answer(200, {**given, "x-ratelimit-reset": str(int(NOW.timestamp()) + 1800)}, {})


def test_an_accident_is_asked_again_after_a_growing_pause(clock: FakeClock) -> None:
    patience = _patience(clock)

    assert _ask(patience, LOST, LOST, LOST, FINE) == FINE
    assert timedelta(seconds=1.5) < clock() - NOW < timedelta(seconds=4)


def test_a_question_is_given_up_after_some_tries(clock: FakeClock) -> None:
    patience = _patience(clock)

    assert _ask(patience, *[LOST] * TRIES) == LOST
    assert patience.usage.begun == TRIES


def test_a_question_that_is_too_slow_is_soon_made_smaller(clock: FakeClock) -> None:
    patience = _patience(clock)
    transport = PatientTransport(Answers(graph=[Answer(502, {}, None, 10.0)]), patience)

    transport.graphql("q", {})

    assert patience.usage.begun == SLOW_TRIES


def test_both_kinds_of_questions_reach_github(clock: FakeClock) -> None:
    transport = PatientTransport(Answers({"/x": [FINE]}, [data(a=1)]), _patience(clock))

    assert transport.rest("/x") == FINE
    assert transport.graphql("q", {}).body == {"data": {"a": 1}}


def test_a_request_to_slow_down_is_obeyed(clock: FakeClock) -> None:
    assert _ask(_patience(clock), SECONDARY, FINE) == FINE
    assert clock() - NOW >= timedelta(seconds=60)


def test_whoever_is_slowed_down_again_and_again_stops(clock: FakeClock) -> None:
    patience = _patience(clock)

    with pytest.raises(RateLimited, match="something else may be using the token"):
        _ask(patience, *[SECONDARY] * 9)
    assert clock() - NOW <= MOST_WAITING + timedelta(minutes=1)
    with pytest.raises(RateLimited, match="something else"):
        _ask(patience, FINE)


def test_a_spent_budget_ends_the_run(clock: FakeClock) -> None:
    patience = _patience(clock)

    with pytest.raises(RateLimited, match="is used up until"):
        _ask(patience, SPENT)
    assert patience.stopped


def test_silence_ends_the_run(clock: FakeClock) -> None:
    patience = _patience(clock)

    with pytest.raises(RateLimited, match="has not answered for 60 seconds"):
        [_ask(patience, *[LOST] * TRIES) for _ in range(20)]


def test_no_more_requests_are_sent_than_allowed(clock: FakeClock) -> None:
    patience = _patience(clock, requests=2)
    _ask(patience, FINE)
    _ask(patience, FINE)

    with pytest.raises(RateLimited, match="max-requests: 2 requests are used up"):
        _ask(patience, FINE)


def test_nothing_is_asked_after_the_time_of_the_run(clock: FakeClock) -> None:
    patience = _patience(clock, until=NOW)

    with pytest.raises(RateLimited, match="time of this run"):
        _ask(patience, FINE)


def test_the_reserve_is_left_to_others(clock: FakeClock) -> None:
    patience = _patience(clock)
    _ask(patience, _told(5000))
    _ask(patience, _told(250))

    with pytest.raises(RateLimited, match="250 of 5,000 REST requests left until 12:30 UTC; 250 of them stay in res"):
        _ask(patience, FINE)


def test_what_cannot_be_paid_for_is_known_before(clock: FakeClock) -> None:
    patience, cost = _patience(clock, requests=100), Cost(0.5, 0.5, 0.1)
    assert patience.lacks(cost, 100) == ""
    assert patience.lacks(cost, 101) == "max-requests allows 100 more requests."
    rich = _patience(clock)
    _ask(rich, _told(300))

    assert rich.lacks(cost, 400) == ""
    assert "The token has 300 of 5,000 REST requests left" in rich.lacks(cost, 500)
    assert rich.told() == [rich.lacks(cost, 500)]


def test_the_pace_holds_questions_back(clock: FakeClock) -> None:
    patience = _patience(clock)

    def slow() -> Answer:
        clock.advance(seconds=30)
        return FINE

    for _ in range(4):
        patience.ask(Resource.GRAPHQL, slow, judge_rest)

    assert clock() - NOW > timedelta(seconds=120)
