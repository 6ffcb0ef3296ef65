"""Each recorded shape of GitHub's errors has its verdict, for GraphQL and for REST."""

from datetime import UTC, datetime, timedelta

import pytest

from service.github_api.outcomes import Outcome, Verdict, judge_graphql, judge_rest
from service.github_api.transport import Answer
from tests.github_stub.plays import shapes

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
SLOW = 10.0

WAIT, USE, FAULT, RETRY = Verdict.WAIT, Verdict.USE, Verdict.FAULT, Verdict.RETRY
SPLIT, ABSENT, ANOTHER = Verdict.SPLIT, Verdict.ABSENT, Verdict.ANOTHER_TOKEN

GRAPHQL = {
    "401_bad_token": ANOTHER,
    "401_graphql_no_token_a": ANOTHER,
    "401_graphql_no_token_b": ANOTHER,
    "403_rest_primary_unauth": WAIT,
    "403_rest_primary_auth": WAIT,
    "429_rest_primary": WAIT,
    "403_secondary": WAIT,
    "gql_not_found_batch": USE,
    "gql_rate_limit_new": WAIT,
    "gql_rate_limited_old": WAIT,
    "gql_forbidden_saml": USE,
    "gql_resource_limits": SPLIT,
    "gql_span_over_year": FAULT,
    "gql_max_nodes": FAULT,
    "gql_too_many_ids": FAULT,
    "502_json_timeout": RETRY,
    "504_json_timeout": RETRY,
    "502_html_unicorn": RETRY,
    "404_rest": FAULT,
    "409_empty_repo_commits": FAULT,
    "410_issues_disabled": FAULT,
    "403_integration": FAULT,
}
REST = {
    "401_bad_token": ANOTHER,
    "401_graphql_no_token_a": ANOTHER,
    "401_graphql_no_token_b": ANOTHER,
    "403_rest_primary_unauth": WAIT,
    "403_rest_primary_auth": WAIT,
    "429_rest_primary": WAIT,
    "403_secondary": WAIT,
    "502_json_timeout": RETRY,
    "504_json_timeout": RETRY,
    "502_html_unicorn": RETRY,
    "404_rest": ABSENT,
    "409_empty_repo_commits": ABSENT,
    "410_issues_disabled": ABSENT,
    "403_integration": ABSENT,
}
PRIMARY = ["403_rest_primary_unauth", "403_rest_primary_auth", "429_rest_primary", "gql_rate_limit_new"]


def recorded(name: str, seconds: float = 0.1) -> Answer:
    """A shape as an answer; what is no JSON has no body, as the transport decodes it."""
    shape = shapes()[name]
    epoch = str(int((NOW + MINUTE).timestamp()))
    headers = {key: value.replace("<epoch>", epoch) for key, value in shape.get("headers", {}).items()}
    return Answer(shape["status"], headers, shape.get("body"), seconds)


def graphql(name: str, seconds: float = 0.1) -> Outcome:
    return judge_graphql(recorded(name, seconds), NOW)


def test_every_recorded_shape_has_a_verdict() -> None:
    assert GRAPHQL.keys() == shapes().keys()
    assert {name for name in shapes() if not name.startswith("gql_")} == REST.keys()


@pytest.mark.parametrize("name", GRAPHQL)
def test_graphql_verdict(name: str) -> None:
    assert graphql(name).verdict is GRAPHQL[name]


@pytest.mark.parametrize("name", REST)
def test_rest_verdict(name: str) -> None:
    assert judge_rest(recorded(name), NOW).verdict is REST[name]


@pytest.mark.parametrize("name", ["502_json_timeout", "504_json_timeout", "502_html_unicorn"])
def test_what_failed_slowly_was_too_much_and_is_split(name: str) -> None:
    assert graphql(name, SLOW).verdict is SPLIT
    assert judge_rest(recorded(name, SLOW), NOW).verdict is RETRY


@pytest.mark.parametrize("name", PRIMARY)
def test_a_spent_budget_is_waited_for_until_a_second_after_its_reset(name: str) -> None:
    found = graphql(name)

    assert found.until == NOW + timedelta(seconds=61)
    assert not found.secondary


def test_a_spent_budget_without_a_reset_is_waited_for_a_minute() -> None:
    assert graphql("gql_rate_limited_old").until == NOW + MINUTE


def test_the_secondary_limit_is_about_pace() -> None:
    found = graphql("403_secondary")

    assert (found.until, found.secondary) == (NOW + MINUTE, True)


def test_partial_data_keeps_its_errors() -> None:
    found = graphql("gql_not_found_batch")

    assert found.data["u0"] == {"login": "bob"}
    assert [error["path"] for error in found.errors] == [["u1"]]


def test_resource_limits_are_githubs_own_word_and_no_failure() -> None:
    found = graphql("gql_resource_limits")

    assert found.too_large
    assert not found.failed


@pytest.mark.parametrize("name", ["502_json_timeout", "504_json_timeout", "502_html_unicorn"])
@pytest.mark.parametrize("seconds", [0.1, SLOW])
def test_no_answer_is_a_failure_quick_or_slow(name: str, seconds: float) -> None:
    assert graphql(name, seconds).failed
