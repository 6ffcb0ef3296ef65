"""What GraphQL says of people's work."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from service.demo import PERSONAS, DemoGitHub

NOW = datetime(2026, 11, 19, 20, tzinfo=UTC)
GITHUB = DemoGitHub(lambda: NOW)
_COUNTS = """
query ($login: String!, $from: DateTime!, $to: DateTime!) {
  user(login: $login) {
    contributionsCollection(from: $from, to: $to) {
      restrictedContributionsCount totalCommitContributions totalPullRequestContributions
      totalPullRequestReviewContributions totalRepositoryContributions
      contributionCalendar { totalContributions weeks { contributionDays { date contributionCount } } }
      commitContributionsByRepository(maxRepositories: 100) {
        contributions(first: 100) { totalCount nodes { occurredAt commitCount } }
      }
    }
  }
}
"""


def collection(login: str) -> dict[str, Any]:
    variables = {"login": login, "from": "2026-08-31T00:00:00Z", "to": "2026-11-19T23:59:59Z"}
    found: dict[str, Any] = GITHUB.graphql(_COUNTS, variables).body["data"]["user"]["contributionsCollection"]
    return found


@pytest.mark.parametrize("login", [persona.login for persona in PERSONAS])
def test_calendar_totals_and_days_agree(login: str) -> None:
    found = collection(login)
    counted = (name for name in found if name.startswith(("total", "restricted")))
    days = [day for week in found["contributionCalendar"]["weeks"] for day in week["contributionDays"]]
    by_repository = [each["contributions"] for each in found["commitContributionsByRepository"]]

    assert len(days) == 81
    assert sum(found[name] for name in counted) == found["contributionCalendar"]["totalContributions"]
    assert sum(day["contributionCount"] for day in days) == found["contributionCalendar"]["totalContributions"]
    assert sum(each["totalCount"] for each in by_repository) == found["totalCommitContributions"]
    assert all(sum(node["commitCount"] for node in each["nodes"]) == each["totalCount"] for each in by_repository)


def test_occurred_at_carries_the_day_and_no_hour_of_its_own() -> None:
    nodes = collection("daily-dana")["commitContributionsByRepository"][0]["contributions"]["nodes"]

    assert {node["occurredAt"][10:] for node in nodes} == {"T08:00:00Z"}
    assert max(node["occurredAt"] for node in nodes)[:10] == "2026-11-19"


def test_squashed_work_is_one_commit_on_the_default_branch_and_its_own_commits_are_not() -> None:
    pull = GITHUB.world.opened_by("daily-dana")[0]
    history = {commit.oid: commit for commit in GITHUB.world.history(pull.repository)}

    assert history[pull.merge_oid or ""].headline == f"{pull.title} (#{pull.number})"
    assert not history.keys() & {commit.oid for commit in pull.commits}


def test_merged_work_keeps_its_commits_and_a_merge_commit_of_two_parents() -> None:
    merged = next(pull for pull in GITHUB.world.opened_by("daily-dana") if pull.repository.name == "tidewatch")
    merge = GITHUB.world.commit(merged.merge_oid or "")

    assert merge is not None
    assert len(merge.parents) == 2
    assert merge.parents[1] == merged.commits[-1].oid
    assert {commit.oid for commit in merged.commits} < {c.oid for c in GITHUB.world.history(merged.repository)}


def test_assisted_commits_carry_the_trailer_and_the_assistant_as_author() -> None:
    document = """
    query ($id: ID!) { node(id: $id) { ... on Commit { message authors(first: 5) { nodes { name user { login } } } } } }
    """
    commit = next(commit for commit in GITHUB.world.commits_by("assisted-ana") if commit.co_authors)

    found = GITHUB.graphql(document, {"id": f"C_{commit.oid}"}).body["data"]["node"]

    assert found["message"].endswith("\n\nCo-authored-by: Claude <noreply@anthropic.com>")
    assert found["authors"]["nodes"] == [
        {"name": "Ana Aidman", "user": {"login": "assisted-ana"}},
        {"name": "Claude", "user": None},
    ]


def test_settings_are_read_from_the_profile_repository() -> None:
    document = """
    query ($login: String!) {
      user(login: $login) {
        repository(name: $login) { object(expression: "HEAD:.still-engineering.yml") { ... on Blob { text } } }
      }
    }"""

    found = GITHUB.graphql(document, {"login": "optout-oona"}).body["data"]["user"]["repository"]

    assert found == {"object": {"text": "badge: off\n"}}


def test_contributions_can_be_asked_for_one_organisation() -> None:
    document = """
    query ($id: ID!) {
      user(login: "principal-priya") {
        contributionsCollection(organizationID: $id) {
          totalPullRequestReviewContributions commitContributionsByRepository { repository { nameWithOwner } }
        }
      }
    }"""
    harbour = GITHUB.world.account("harbour-works")
    assert harbour is not None

    found = GITHUB.graphql(document, {"id": f"O_{harbour.number}"}).body["data"]["user"]["contributionsCollection"]

    assert found == {"totalPullRequestReviewContributions": 15, "commitContributionsByRepository": []}


def test_history_can_be_asked_by_address() -> None:
    document = """
    query ($emails: [String!]) {
      repository(owner: "harbour-works", name: "tidewatch") {
        defaultBranchRef { target { ... on Commit {
          history(author: { emails: $emails }, first: 1) { nodes { author { user { login } } } }
        } } }
      }
    }"""
    sam = GITHUB.world.account("steady-sam")
    assert sam is not None

    found = GITHUB.graphql(document, {"emails": [sam.email]}).body["data"]["repository"]

    history = found["defaultBranchRef"]["target"]["history"]
    assert history["nodes"] == [{"author": {"user": {"login": "steady-sam"}}}]


def test_an_empty_repository_has_no_default_branch() -> None:
    document = '{ repository(owner: "away-amara", name: "away-amara") { isEmpty defaultBranchRef { name } pushedAt } }'

    found = GITHUB.graphql(document, {}).body["data"]["repository"]

    assert found == {"isEmpty": True, "defaultBranchRef": None, "pushedAt": "2016-04-11T09:30:00Z"}
    assert date.fromisoformat(found["pushedAt"][:10]) < NOW.date()
