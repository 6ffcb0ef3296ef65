"""Never faster than GitHub allows."""

from hypothesis import given
from hypothesis import strategies as st

from service.github_api.pace import GRAPHQL_REQUESTS, GRAPHQL_SECONDS, REST_REQUESTS, WINDOW, Pace
from service.github_api.tokens import Resource


@given(st.lists(st.tuples(st.sampled_from([Resource.GRAPHQL, Resource.CORE]), st.floats(0, 10)), max_size=60))
def test_no_minute_holds_more_seconds_than_allowed(questions: list[tuple[Resource, float]]) -> None:
    pace, now, ended = Pace(), 0.0, list[tuple[float, float, Resource]]()
    for resource, seconds in questions:
        while (wait := pace.wait(resource, now)) > 0:
            now += wait
        pace.start(resource)
        now += seconds
        pace.end(resource, now, seconds)
        ended.append((now, seconds, resource))

    for at, _, _ in ended:
        minute = [each for each in ended if at - WINDOW < each[0] <= at]
        assert sum(seconds for _, seconds, kind in minute if kind is Resource.GRAPHQL) < GRAPHQL_SECONDS + 10
        assert sum(seconds for _, seconds, _ in minute) < 84 + 10


def test_seconds_of_graphql_do_not_hold_up_rest_until_both_are_spent() -> None:
    pace = Pace()
    pace.start(Resource.GRAPHQL)
    pace.end(Resource.GRAPHQL, 1.0, 56.0)

    assert pace.wait(Resource.CORE, 2.0) == 0.0
    assert pace.wait(Resource.GRAPHQL, 2.0) == 0.5
    assert 0.19 < pace.wait(Resource.GRAPHQL, 60.8) < 0.21
    assert pace.wait(Resource.GRAPHQL, 61.0) == 0.0


def test_questions_on_their_way_count() -> None:
    pace = Pace()
    for _ in range(REST_REQUESTS):
        pace.start(Resource.CORE)

    assert pace.wait(Resource.CORE, 0.0) == 0.05
    assert pace.wait(Resource.GRAPHQL, 0.0) == 0.0


def test_a_minute_of_questions_is_full_at_its_number() -> None:
    pace = Pace()
    for _ in range(GRAPHQL_REQUESTS):
        pace.start(Resource.GRAPHQL)
        pace.end(Resource.GRAPHQL, 0.0, 0.0)

    assert pace.wait(Resource.GRAPHQL, 59.8) > 0.0
    assert pace.wait(Resource.GRAPHQL, 60.0) == 0.0
