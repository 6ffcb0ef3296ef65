"""Answers as values, refusals as errors that say what to do."""

from collections.abc import Mapping

import pytest

from action.errors import ActionError, NotAllowed, TokenRefused, TooFewRequests, Unanswered, Unknown
from service.errors import RateLimited
from service.github_api.transport import Answer, Json
from tests.action.unit.carrier import FORBIDDEN, LOST, MISSING, Answers, data, items
from tests.fakes import FakeClock

_REFUSALS = [
    (Answer(401, {}, {"message": "Bad credentials"}), TokenRefused, "check that it is valid"),
    (FORBIDDEN, NotAllowed, "Resource not accessible by integration"),
    (MISSING, Unknown, "nothing at /x"),
    (LOST, Unanswered, "run again later"),
    (Answer(403, {"x-ratelimit-remaining": "0"}, {"message": "API rate limit exceeded"}), Unanswered, "used up until"),
]


def test_a_limit_that_the_workflow_set_is_told_from_an_outage(clock: FakeClock) -> None:
    class Stopped(Answers):
        def rest(self, path: str, parameters: Mapping[str, str | int] | None = None) -> Answer:
            raise RateLimited(f"max-requests: 1 requests are used up. {path}, {parameters}")

    with pytest.raises(TooFewRequests, match="Raise max-requests"):
        Stopped().reader(clock).get("/x")


@pytest.mark.parametrize(("answer", "kind", "told"), _REFUSALS)
def test_every_refusal_says_what_to_do(answer: Answer, kind: type[ActionError], told: str, clock: FakeClock) -> None:
    with pytest.raises(kind, match=told):
        Answers({"/x": [answer]}).reader(clock).get("/x")


def test_a_list_is_read_to_its_end(clock: FakeClock) -> None:
    answers = Answers({"/x": [items(*({"n": i} for i in range(100))), items({"n": 100}, "no object")]})

    found = answers.reader(clock).pages("/x", {"state": "all"})

    assert [each["n"] for each in found] == list(range(101))
    assert answers.asked[1] == ("/x", {"state": "all", "per_page": 100, "page": 2})


def test_no_more_pages_are_read_than_wanted(clock: FakeClock) -> None:
    answers = Answers({"/x": [items(*({} for _ in range(100)))]})

    assert len(answers.reader(clock).pages("/x", most=2)) == 200


def test_a_list_with_a_missing_page_is_none(clock: FakeClock) -> None:
    with pytest.raises(Unanswered):
        Answers({"/x": [items(*({} for _ in range(100))), LOST]}).reader(clock).pages("/x")
    with pytest.raises(Unanswered, match="no list"):
        Answers({"/x": [Answer(200, {}, {"a": 1})]}).reader(clock).pages("/x")


def test_items_are_counted_without_reading_them(clock: FakeClock) -> None:
    link = '<https://api.github.com/x?per_page=1&page=2>; rel="next", <https://api.github.com/x?page=118>; rel="last"'

    assert Answers({"/x": [items({}, link=link)]}).reader(clock).count("/x") == 118
    assert Answers({"/x": [items({})]}).reader(clock).count("/x") == 1


def test_holes_by_accident_are_asked_for_again(clock: FakeClock) -> None:
    hole = Answer(
        200, {}, {"data": {"a": 1, "b": None}, "errors": [{"message": "Something went wrong", "path": ["b"]}]}
    )
    answers = Answers(graph=[hole, data(a=1, b=2)])

    assert answers.reader(clock).graphql("q", {}).data == {"a": 1, "b": 2}


def test_what_github_hides_is_hidden_for_good(clock: FakeClock) -> None:
    hidden = Answer(200, {}, {"data": {"a": None}, "errors": [{"type": "NOT_FOUND", "path": ["a"], "message": "x"}]})
    answers = Answers(graph=[hidden])

    reply = answers.reader(clock).graphql("q", {})

    assert (set(reply.errors), len(answers.asked)) == ({"NOT_FOUND"}, 1)


def test_a_refused_token_is_not_tried_again(clock: FakeClock) -> None:
    answers = Answers(graph=[_REFUSALS[0][0]])

    with pytest.raises(TokenRefused):
        answers.reader(clock).graphql("q", {})
    assert len(answers.asked) == 1


def test_the_end_of_the_run_s_patience_is_no_answer(clock: FakeClock) -> None:
    class Ended(Answers):
        def graphql(self, query: str, variables: Json) -> Answer:
            raise RateLimited("max-requests: 3 requests are used up.")

    with pytest.raises(Unanswered, match="max-requests: 3"):
        Ended().reader(clock).graphql("q", {})


def test_a_question_that_the_token_may_not_ask_is_told_in_githubs_words_and_asked_once(clock: FakeClock) -> None:
    scopes = {"type": "INSUFFICIENT_SCOPES", "message": "The 'slug' field requires one of: ['read:org']."}
    answers = Answers(graph=[Answer(200, {}, {"errors": [scopes]})])

    with pytest.raises(NotAllowed, match="The 'slug' field requires one of"):
        answers.reader(clock).graphql("q", {})
    assert len(answers.asked) == 1
