"""Answers that nobody recorded, and what is done about them."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.github_api.outcomes import Verdict, alias_of, judge_graphql, judge_rest
from service.github_api.transport import Answer
from tests.service.github_api.scripted import Json, data, error

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
SECONDARY = "You have exceeded a secondary rate limit. Please wait a few minutes before you try again."


@pytest.mark.parametrize("judge", [judge_graphql, judge_rest])
def test_a_200_that_is_no_json_is_asked_again(judge: Any) -> None:  # noqa: ANN401 - either of two functions
    assert judge(Answer(200, body=None), NOW).verdict is Verdict.RETRY


def test_no_connection_is_asked_again_and_a_time_out_is_split() -> None:
    assert judge_graphql(Answer(0), NOW).verdict is Verdict.RETRY
    assert judge_graphql(Answer(0, seconds=12.0), NOW).verdict is Verdict.SPLIT
    assert judge_rest(Answer(0, seconds=12.0), NOW).verdict is Verdict.RETRY


@pytest.mark.parametrize(("headers", "wait"), [({}, MINUTE), ({"retry-after": "7"}, timedelta(seconds=7))])
@pytest.mark.parametrize("judge", [judge_graphql, judge_rest])
def test_429_is_about_pace(judge: Any, headers: dict[str, str], wait: timedelta) -> None:  # noqa: ANN401 - as above
    found = judge(Answer(429, headers, {"message": "Too many requests"}), NOW)

    assert (found.verdict, found.until, found.secondary) == (Verdict.WAIT, NOW + wait, True)


@pytest.mark.parametrize(("headers", "wait"), [({}, MINUTE), ({"retry-after": "7"}, timedelta(seconds=7))])
@pytest.mark.parametrize("status", [403, 429])
def test_a_secondary_limit_with_and_without_its_header(status: int, headers: dict[str, str], wait: timedelta) -> None:
    found = judge_rest(Answer(status, headers, {"message": SECONDARY}), NOW)

    assert (found.verdict, found.until, found.secondary) == (Verdict.WAIT, NOW + wait, True)


def test_a_secondary_limit_may_come_as_a_graphql_200() -> None:
    for body in ({"message": SECONDARY}, {"data": None, "errors": [{"message": SECONDARY}]}):
        found = judge_graphql(Answer(200, body=body), NOW)

        assert (found.verdict, found.secondary) == (Verdict.WAIT, True)


def test_a_403_with_retry_after_is_about_pace_whatever_it_says() -> None:
    found = judge_rest(Answer(403, {"retry-after": "5"}, {"message": "Slow down"}), NOW)

    assert (found.verdict, found.secondary) == (Verdict.WAIT, True)


@pytest.mark.parametrize("word", ["RATE_LIMIT", "RATE_LIMITED"])
def test_both_words_for_a_spent_budget_are_known_even_beside_data(word: str) -> None:
    found = judge_graphql(data({"u0": {"login": "ada"}}, error(word, "u1")), NOW)

    assert (found.verdict, found.secondary) == (Verdict.WAIT, False)


def test_a_reset_in_the_past_is_waited_for_a_second() -> None:
    headers = {"x-ratelimit-remaining": "0", "x-ratelimit-reset": str(int((NOW - MINUTE).timestamp()))}

    found = judge_rest(Answer(403, headers, {"message": "API rate limit exceeded for user ID 1."}), NOW)

    assert found.until == NOW + timedelta(seconds=1)


def test_retry_after_zero_is_a_second_so_that_nobody_asks_in_a_circle() -> None:
    found = judge_rest(Answer(429, {"retry-after": "0"}, {}), NOW)

    assert found.until == NOW + timedelta(seconds=1)


@pytest.mark.parametrize("junk", ["soon", "", "-5", "9" * 40, "NaN"])
def test_headers_with_junk_mean_the_usual_minute(junk: str) -> None:
    headers = {"x-ratelimit-reset": junk, "retry-after": junk, "x-ratelimit-remaining": "0"}

    assert judge_rest(Answer(403, headers, {"message": "API rate limit exceeded"}), NOW).until == NOW + MINUTE


def test_data_with_all_aliases_null_is_used_because_each_has_its_own_error() -> None:
    missing = [error("NOT_FOUND", "u0"), error("FORBIDDEN", "u1")]

    found = judge_graphql(data({"rateLimit": {"cost": 1}, "u0": None, "u1": None}, *missing), NOW)

    assert (found.verdict, found.errors) == (Verdict.USE, tuple(missing))


def test_data_with_all_aliases_null_for_want_of_resources_is_split() -> None:
    found = judge_graphql(data({"rateLimit": {"cost": 1}, "u0": None}, error("RESOURCE_LIMITS_EXCEEDED", "u0")), NOW)

    assert (found.verdict, found.too_large) == (Verdict.SPLIT, True)


def test_an_error_without_path_belongs_to_no_alias() -> None:
    assert alias_of(error(None)) == ""
    assert alias_of({"path": []}) == ""
    assert alias_of({"path": "query"}) == ""
    assert alias_of({"path": 5}) == ""
    assert alias_of({"path": ["u7", "profile"]}) == "u7"


@pytest.mark.parametrize("kind", ["INSUFFICIENT_SCOPES", "FORBIDDEN"])
def test_a_refusal_without_data_is_not_cut_into_pieces(kind: str) -> None:
    assert judge_graphql(data(None, error(kind)), NOW).verdict is Verdict.FAULT


def test_a_document_that_github_does_not_understand_is_our_fault() -> None:
    invalid: Json = {"message": "Field 'shoeSize' doesn't exist on type 'User'", "locations": [{"line": 1}]}

    found = judge_graphql(Answer(200, body={"errors": [invalid]}), NOW)

    assert found.verdict is Verdict.FAULT
    assert "shoeSize" in found.reason


@pytest.mark.parametrize("body", [{}, {"data": None}, {"data": None, "errors": [{"message": "Something went wrong"}]}])
def test_an_answer_without_data_is_split_and_counts_as_a_failure(body: Json) -> None:
    found = judge_graphql(Answer(200, body=body), NOW)

    assert (found.verdict, found.failed) == (Verdict.SPLIT, True)


@pytest.mark.parametrize("status", [301, 302, 304, 307, 400, 403, 404, 405, 410, 415, 422, 451])
def test_what_will_be_refused_again_is_not_asked_again(status: int) -> None:
    assert judge_rest(Answer(status, body={}), NOW).verdict is Verdict.ABSENT
    assert judge_graphql(Answer(status, body={}), NOW).verdict is Verdict.FAULT


@pytest.mark.parametrize("status", [202, 408, 500, 502, 503, 504])
def test_what_may_work_the_next_time_is_asked_again(status: int) -> None:
    assert judge_rest(Answer(status), NOW).verdict is Verdict.RETRY


@pytest.mark.parametrize("body", [[], [1], {"id": 1}])
def test_a_rest_list_is_used_as_items(body: Any) -> None:  # noqa: ANN401 - any JSON
    found = judge_rest(Answer(200, body=body), NOW)

    assert found.verdict is Verdict.USE
    assert found.data == (body if isinstance(body, dict) else {"items": body})


def test_a_reason_is_short_whatever_github_writes() -> None:
    many = [error("VALIDATION", message="x" * 500) for _ in range(100)]

    assert len(judge_graphql(data(None, *many), NOW).reason) <= 200
    assert len(judge_rest(Answer(500, body={"message": "x" * 5000}), NOW).reason) <= 200


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=4,
)
ERROR = st.fixed_dictionaries(
    {}, optional={"type": ANYTHING, "path": ANYTHING, "message": ANYTHING, "locations": ANYTHING}
)
BODY = ANYTHING | st.fixed_dictionaries(
    {}, optional={"data": ANYTHING, "errors": ANYTHING | st.lists(ERROR), "message": ANYTHING}
)


@given(
    st.sampled_from([0, 200, 301, 401, 403, 404, 429, 502]),
    st.dictionaries(st.sampled_from(["retry-after", "x-ratelimit-reset", "x-ratelimit-remaining"]), st.text()),
    BODY,
)
def test_no_answer_makes_it_raise(status: int, headers: dict[str, str], body: Any) -> None:  # noqa: ANN401 - any JSON
    answer = Answer(status, headers, body)

    for found in (judge_graphql(answer, NOW), judge_rest(answer, NOW)):
        assert found.verdict is not Verdict.WAIT or (found.until is not None and found.until > NOW)
