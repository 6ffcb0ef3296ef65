"""GitHub's JSON of phase one becomes what was observed."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from service.github_api import decode
from tests.service.github_api.scripted import Json

REPOSITORY: Json = {
    "id": "R_1",
    "nameWithOwner": "octo/hello",
    "createdAt": "2020-01-01T23:30:00Z",
    "isFork": False,
    "isPrivate": False,
    "isInOrganization": True,
    "stargazerCount": 3,
    "forkCount": 1,
    "templateRepository": None,
    "primaryLanguage": {"name": "Python"},
    "releases": {"totalCount": 2},
    "workflows": None,
}


def person(**changes: Any) -> Json:  # noqa: ANN401 - any JSON
    """A person without any work, but for these parts of their contributions."""
    did: Json = {
        "restrictedContributionsCount": 0,
        "totalCommitContributions": 0,
        "totalPullRequestContributions": 0,
        "totalRepositoriesWithContributedCommits": 0,
        "commitContributionsByRepository": [],
        "pullRequestContributions": {"nodes": []},
        "pullRequestReviewContributions": {"totalCount": 0, "nodes": []},
    }
    return {"id": "U_1", "databaseId": 7, "login": "Ada", "contributionsCollection": did | changes}


def review(number: int, author: str | None, merged_by: str | None) -> Json:
    who = [{"login": login} if login else None for login in (author, merged_by)]
    pull = {"number": number, "author": who[0], "mergedBy": who[1], "repository": {"nameWithOwner": "octo/hello"}}
    return {"pullRequest": pull}


def test_commits_are_counted_by_the_date_that_github_gives_whatever_the_hour() -> None:
    days = [
        {"occurredAt": "2026-11-18T08:00:00Z", "commitCount": 2},
        {"occurredAt": "2026-11-18T07:00:00Z", "commitCount": 1},
        {"occurredAt": "2026-11-17T00:00:00-08:00", "commitCount": 4},
        None,
    ]
    node = person(
        commitContributionsByRepository=[{"repository": REPOSITORY, "contributions": {"totalCount": 7, "nodes": days}}]
    )

    (worked,) = decode.account(node).worked

    assert worked.commits == {date(2026, 11, 18): 3, date(2026, 11, 17): 4}


def test_merges_of_others_are_those_that_the_person_merged_and_did_not_write() -> None:
    nodes = [
        review(1, "bob", "ADA"),
        review(2, "ada", "ada"),
        review(3, "bob", "carol"),
        review(4, None, "ada"),
        review(5, "bob", None),
        None,
    ]
    node = person(pullRequestReviewContributions={"totalCount": 5, "nodes": nodes})

    found = decode.account(node)

    assert found.merges_of_others == {("octo/hello", 1), ("octo/hello", 4)}
    assert found.reviews == 5


@pytest.mark.parametrize(
    ("change", "ships"),
    [
        ({}, True),
        ({"releases": {"totalCount": 0}}, False),
        ({"releases": {"totalCount": 0}, "workflows": {"__typename": "Tree"}}, True),
        ({"releases": None}, None),
    ],
)
def test_a_repository_ships_if_it_has_releases_or_runs_ci(change: Json, ships: bool | None) -> None:  # noqa: FBT001 - a row of the table
    node = person(
        commitContributionsByRepository=[{"repository": REPOSITORY | change, "contributions": {"totalCount": 0}}]
    )

    (worked,) = decode.account(node).worked

    assert worked.place.repository.ships is ships
    assert worked.place.repository.created == date(2020, 1, 1)


@pytest.mark.parametrize("text", ["badge: off", None])
def test_the_settings_are_the_text_of_the_file(text: str | None) -> None:
    assert decode.account(person() | {"profile": {"settings": {"text": text}}}).settings == text
    assert decode.account(person() | {"profile": {"settings": None}}).settings is None
    assert decode.account(person()).settings is None


def test_an_answer_of_another_shape_is_refused() -> None:
    with pytest.raises(ValidationError):
        decode.account({"login": "ada"})
    with pytest.raises(ValidationError):
        decode.account(person(totalCommitContributions="many"))


def reviewed(*, private: bool, author: Json | None = None) -> Json:
    repository = {"nameWithOwner": "octo/hello", "isPrivate": private}
    return {
        "pullRequest": {"number": 3, "author": author, "mergedBy": {"login": "ada"}, "repository": repository},
    }


def reviewer(*reviews: Json, total: int) -> Json:
    return person(pullRequestReviewContributions={"totalCount": total, "nodes": list(reviews)})


def test_reviews_where_not_everybody_may_look_are_told_apart() -> None:
    found = decode.account(reviewer(reviewed(private=True), reviewed(private=False), reviewed(private=False), total=30))

    assert (found.reviews, found.hidden_reviews) == (30, 10)
    assert found.hidden_merges == {("octo/hello", 3)}


@pytest.mark.parametrize(
    "author", [{"__typename": "Bot", "login": "dependabot"}, {"__typename": "User", "login": "ADA"}]
)
def test_a_machines_update_and_an_own_pull_request_are_no_merges_of_others(author: Json) -> None:
    assert decode.account(reviewer(reviewed(private=False, author=author), total=1)).merges_of_others == frozenset()


def test_the_pull_request_of_somebody_whose_account_is_gone_is_one_of_others() -> None:
    assert decode.account(reviewer(reviewed(private=False), total=1)).merges_of_others == {("octo/hello", 3)}
