"""What a run costs, before and while it is done."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from action.estimate import Cost, learned
from action.usage import Budget, Usage
from service.github_api.tokens import Resource
from service.github_api.transport import Answer
from tests.fakes import NOW


def _answer(cost: object = 1, resource: str = "graphql", **headers: str) -> Answer:
    body = {"data": {"rateLimit": {"cost": cost}}}
    given = {"x-ratelimit-limit": "5000", "x-ratelimit-remaining": "4000", "x-ratelimit-resource": resource}
    return Answer(200, given | {name.replace("_", "-"): value for name, value in headers.items()}, body)


def test_a_cost_is_told_in_words() -> None:
    assert Cost(0.4, 0.6, 0.15).told(2000) == "about 800 GraphQL points and 1,200 REST requests, 5 minutes"
    assert Cost(0.4, 0.6, 0.15).told(1).endswith("1 minute")


def test_the_cost_is_learned_once_there_are_enough_people() -> None:
    assert learned(Cost(), 4, Cost(100, 100, 100.0)) == Cost()
    assert learned(Cost(), 50, Cost(100, 25, 10.0)) == Cost(2.0, 0.5, 0.2)
    assert (Cost(2.0, 0.5).of(Resource.GRAPHQL), Cost(2.0, 0.5).of(Resource.CORE)) == (2.0, 0.5)


def test_answers_tell_the_cost_and_what_is_left() -> None:
    usage = Usage()

    usage.learn(Resource.GRAPHQL, _answer(cost=3), NOW)
    usage.learn(Resource.GRAPHQL, _answer(cost=2, x_ratelimit_remaining="3990"), NOW)

    budget = usage.budget(Resource.GRAPHQL)
    assert usage.points == 5
    assert (budget.limit, budget.remaining, budget.at_start) == (5000, 3990, 4000)


def test_an_answer_about_another_resource_changes_nothing() -> None:
    usage = Usage()

    usage.learn(Resource.CORE, _answer(resource="search"), NOW)
    usage.learn(Resource.CORE, Answer(200, {}, []), NOW)

    assert usage.budget(Resource.CORE) == Budget()
    assert usage.points == 0


@given(
    st.recursive(
        st.none() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["data", "rateLimit", "cost"]), inner),
    )
)
def test_any_body_has_a_cost(body: object) -> None:
    usage = Usage()

    usage.learn(Resource.GRAPHQL, Answer(200, {}, body), NOW)

    assert isinstance(usage.points, int)


def test_a_share_of_the_budget_stays_with_others_but_never_most_of_it() -> None:
    assert Budget(5000, 5000, 5000).reserve(0.05) == 250
    assert Budget(5000, 300, 300).reserve(0.05) == 75
    assert Budget().reserve(0.05) == 0


def test_what_is_left_is_unknown_before_the_first_answer_and_after_the_reset() -> None:
    budget = Budget(5000, 300, 5000, NOW + timedelta(minutes=5))

    assert Budget().left(NOW, 0.05) is None
    assert budget.left(NOW, 0.05) == 50
    assert budget.left(NOW + timedelta(minutes=5), 0.05) is None
    assert Budget(5000, 250, 5000).spent(NOW, 0.05)
    assert not Budget().spent(NOW, 0.05)


def test_requests_are_counted_when_they_are_sent_and_when_they_come_back() -> None:
    usage = Usage()

    usage.begin()
    usage.begin()
    usage.count(Resource.CORE, 0.5)

    assert (usage.begun, usage.requests.total(), usage.seconds) == (2, 1, 0.5)
