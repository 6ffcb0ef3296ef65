"""What GitHub's answers say about a token."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from service.doctor.findings import Level
from service.doctor.tokens import Asked, ends_at, judge_sharing, judge_token
from service.github_api.token_kind import TokenKind
from service.github_api.transport import Answer
from tests.fakes import NOW


def budget(remaining: int, limit: int = 5000) -> dict[str, int]:
    return {"limit": limit, "remaining": remaining, "reset": int((NOW + timedelta(minutes=29.5)).timestamp())}


FULL: dict[str, Any] = {"graphql": budget(5000), "core": budget(5000), "search": budget(30, 30)}
ADA = Answer(200, body={"data": {"viewer": {"login": "ada"}}})
CLASSIC = Asked("token 1", "ghp_", Answer(200, {"x-oauth-scopes": ""}, {"resources": FULL}), ADA)


def with_headers(**headers: str) -> Asked:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return replace(CLASSIC, rates=replace(CLASSIC.rates, headers={"x-oauth-scopes": "", **named}))


def with_budgets(**resources: object) -> Asked:
    return replace(CLASSIC, rates=replace(CLASSIC.rates, body={"resources": {**FULL, **resources}}))


def lines(asked: Asked, *, private: bool = False) -> list[str]:
    """What is said, beginning with how grave it is."""
    return [f"{found.level}: {found.text}" for found in judge_token(asked, NOW, private=private)]


def test_a_token_without_scopes_is_all_one_needs() -> None:
    assert lines(CLASSIC) == [
        "ok: a classic personal access token of ada.",
        "ok: what is left: GraphQL 5000 of 5000; REST 5000 of 5000; search 30 of 30.",
    ]


@pytest.mark.parametrize(
    ("prefix", "headers", "kind"),
    [
        ("ghp_", {"x-oauth-scopes": ""}, TokenKind.CLASSIC),
        ("0123456789", {"x-oauth-scopes": "repo"}, TokenKind.CLASSIC),
        ("github_pat_", {}, TokenKind.FINE_GRAINED),
        ("gho_", {"x-oauth-scopes": ""}, TokenKind.OAUTH),
        ("ghu_", {}, TokenKind.USER),
        ("ghs_", {}, TokenKind.INSTALLATION),
        ("0123456789", {}, TokenKind.OTHER),
    ],
)
def test_the_kind_of_a_token_is_told(prefix: str, headers: dict[str, str], kind: TokenKind) -> None:
    assert Asked("token 1", prefix, Answer(200, headers), ADA).kind is kind


@pytest.mark.parametrize(
    ("scopes", "private", "said"),
    [
        ("repo", False, ["its scopes reach further than reading public work (repo)."]),
        ("repo", True, []),
        ("repo, read:org", True, []),
        ("read:org, user:email", False, ["it has needless scopes (read:org, user:email)."]),
        (
            "public_repo, read:user, workflow",
            False,
            ["its scopes reach further than reading public work (public_repo, workflow)."],
        ),
        ("admin:org, repo", True, ["its scopes reach further than reading public work (admin:org)."]),
    ],
)
def test_scopes_that_are_needless_or_mighty_are_named(scopes: str, private: bool, said: list[str]) -> None:  # noqa: FBT001 - a table
    found = lines(with_headers(x_oauth_scopes=scopes), private=private)

    assert [line.removeprefix("advice: ") for line in found if line.startswith("advice")] == said


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Answer(401, body={"message": "Bad credentials"}), "wrong: GitHub does not know it (Bad credentials)."),
        (Answer(403, body={"message": "IP address not allowed"}), "wrong: GitHub refuses it (IP address not allowed)."),
        (Answer(502), "no answer: GitHub did not answer (status 502)."),
        (Answer(0), "no answer: GitHub did not answer (status 0)."),
        (
            Answer(403, {"retry-after": "60"}, {"message": "You have exceeded a secondary rate limit"}),
            "advice: GitHub asks it to wait until 12:01:00 UTC (secondary rate limit).",
        ),
    ],
)
def test_a_token_that_cannot_be_used_has_its_reason_and_nothing_else(answer: Answer, said: str) -> None:
    assert lines(replace(CLASSIC, rates=answer)) == [said]


@pytest.mark.parametrize(
    ("viewer", "said"),
    [
        (Answer(404, body={"message": "Not Found"}), "wrong: REST answers it, but GraphQL does not (Not Found)."),
        (
            Answer(401, body={"message": "Bad credentials"}),
            "wrong: REST answers it, but GraphQL does not (Bad credentials).",
        ),
        (Answer(502, seconds=10.0), "no answer: GraphQL does not answer it (no answer in time)."),
        (Answer(0), "no answer: GraphQL does not answer it (status 0)."),
    ],
)
def test_graphql_that_does_not_answer_is_told(viewer: Answer, said: str) -> None:
    found = lines(replace(CLASSIC, viewer=viewer))

    assert found[:2] == ["ok: a classic personal access token of an account that GitHub does not name.", said]


def test_a_spent_graphql_budget_is_no_fault_of_the_token() -> None:
    spent = Answer(200, body={"errors": [{"type": "RATE_LIMIT", "message": "API rate limit already exceeded"}]})

    assert [line for line in lines(replace(CLASSIC, viewer=spent)) if not line.startswith("ok")] == []


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2026-11-27 12:00:00 UTC", "advice: it ends on 2026-11-27, in 7 days."),
        ("2026-11-22 08:00:00 UTC", "advice: it ends on 2026-11-22, in 1 day."),
        ("2027-11-27 12:00:00 UTC", "ok: it is good until 2027-11-27."),
    ],
)
def test_the_end_of_a_token_is_told_in_time(written: str, said: str) -> None:
    assert said in lines(with_headers(github_authentication_token_expiration=written))


@pytest.mark.parametrize("written", ["2026-12-01 10:00:00 UTC", "2026-12-01 02:00:00 -0800", "2026-12-01T10:00:00Z"])
def test_every_way_to_write_the_end_is_understood(written: str) -> None:
    assert ends_at(Answer(200, {"github-authentication-token-expiration": written})) == datetime(
        2026, 12, 1, 10, tzinfo=UTC
    )


def test_an_end_that_makes_no_sense_is_none() -> None:
    assert ends_at(Answer(200, {"github-authentication-token-expiration": "never"})) is None


def test_an_installations_token_that_was_set_by_hand_ends_within_the_hour() -> None:
    by_hand = replace(CLASSIC, prefix="ghs_")

    assert lines(by_hand)[:2] == [
        "ok: a token of an App's installation of ada.",
        "advice: GitHub ends such a token an hour after it was made.",
    ]


def test_a_budget_that_runs_low_is_worth_a_word() -> None:
    assert lines(with_budgets(graphql=budget(499), search=budget(0, 30)))[-1] == (
        "advice: its budget runs low: GraphQL 499 of 5000, full in 30 min; REST 5000 of 5000; "
        "search 0 of 30, full in 30 min."
    )


def test_a_search_budget_is_full_again_in_a_minute_and_not_worth_a_word() -> None:
    assert lines(with_budgets(search=budget(0, 30)))[-1].startswith("ok: what is left")


def test_a_reset_in_the_past_is_now() -> None:
    past = {**budget(4000), "reset": int(NOW.timestamp()) - 5}

    assert "GraphQL 4000 of 5000, full in 0 min" in lines(with_budgets(graphql=past))[-1]


@pytest.mark.parametrize("rates", [Answer(404, {"x-oauth-scopes": ""}, {"message": "Rate limiting is not enabled."})])
def test_a_server_without_limits_is_none_of_the_tokens_faults(rates: Answer) -> None:
    assert lines(replace(CLASSIC, rates=rates))[-1] == "ok: this server does not limit requests."


@pytest.mark.parametrize("junk", [None, "many", {"limit": 1}, {"limit": "x", "remaining": 1, "reset": 1}])
def test_budgets_that_make_no_sense_are_left_out(junk: object) -> None:
    assert lines(with_budgets(graphql=junk))[-1] == "ok: what is left: REST 5000 of 5000; search 30 of 30."


def test_no_budget_that_makes_sense_is_nothing_to_tell() -> None:
    assert len(lines(with_budgets(graphql=None, core=None, search=None))) == 1


def test_tokens_of_one_account_are_named_together() -> None:
    found = list(judge_sharing({"token 1": "ada", "token 2": "", "token 3": "ada", "token 4": "", "token 5": "bob"}))

    assert [(each.subject, each.level) for each in found] == [("token 1, token 3", Level.ADVICE)]
    assert "one account (ada)" in found[0].text
