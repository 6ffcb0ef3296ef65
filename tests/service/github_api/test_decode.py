"""GitHub's JSON becomes what was observed."""

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
COMMIT: Json = {
    "oid": "abc",
    "authoredDate": "2026-11-18T23:30:00-05:00",
    "additions": 5,
    "deletions": 2,
    "changedFilesIfAvailable": 1,
    "message": "Mend the pump\n\nIt leaked.",
    "author": {"email": "ada@example.org", "user": {"login": "Ada"}},
    "parents": {"totalCount": 1},
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


def commit(**changes: Any) -> Any:  # noqa: ANN401 - any JSON; a commit
    listed = {"defaultBranchRef": {"target": {"history": {"totalCount": 1, "nodes": [COMMIT | changes, None]}}}}
    return decode.history(listed).commits[0]


def test_a_commit_has_its_day_in_utc_and_its_first_line() -> None:
    found = commit()

    assert (found.day, found.headline, found.lines) == (date(2026, 11, 19), "Mend the pump", 7)
    assert found.is_change


@pytest.mark.parametrize(
    "change",
    [
        {"parents": {"totalCount": 2}},
        {"changedFilesIfAvailable": 0},
        {"author": {"email": "x", "user": {"login": "dependabot[bot]"}}},
        {"author": {"email": "198982749+Copilot@users.noreply.github.com", "user": None}},
    ],
)
def test_merges_empty_commits_and_machines_are_no_changes(change: Json) -> None:
    assert not commit(**change).is_change


@pytest.mark.parametrize("change", [{"author": None}, {"author": {"email": None, "user": None}}, {"parents": None}])
def test_a_commit_may_be_nobodys_and_is_by_hand(change: Json) -> None:
    assert commit(**change).is_change


def test_an_unknown_number_of_files_is_not_none() -> None:
    assert commit(changedFilesIfAvailable=None).is_change


def test_an_assistant_is_seen_in_the_message() -> None:
    message = "Mend\n\nCo-authored-by: Claude <noreply@anthropic.com>"

    assert commit(message=message).assisted
    assert commit(message=message).is_change
    assert not commit().assisted


def test_without_parents_gits_own_words_tell_a_merge() -> None:
    assert commit(parents=None, message="Merge branch 'main' into work").merge
    assert not commit(parents=None, message="Merge sort for the index").merge


@pytest.mark.parametrize("branch", [None, {"target": None}, {"target": {}}, {"target": {"history": None}}])
def test_an_empty_repository_has_an_empty_history(branch: Json | None) -> None:
    found = decode.history({"defaultBranchRef": branch, "mentionableUsers": {"totalCount": 4}})

    assert (found.commits, found.total, found.contributors) == ((), 0, 4)


def test_shared_commits_are_those_of_others_that_name_the_person() -> None:
    def named(oid: str, *logins: str | None) -> Json:
        authors = [{"user": {"login": login} if login else None} for login in logins]
        author = {"email": "x@example.org", "user": authors[0]["user"]}
        return COMMIT | {"oid": oid, "author": author, "authors": {"nodes": [*authors, None]}}

    nodes = [
        named("with", "bob", "ADA"),
        named("own", "ada", "bob"),
        named("other", "bob", None),
        COMMIT | {"oid": "unknown", "author": None, "authors": None},
    ]

    found, whole = decode.shared(
        {"defaultBranchRef": {"target": {"history": {"totalCount": 4, "nodes": nodes}}}}, "ada", 5
    )

    assert [each.oid for each in found] == ["with"]
    assert whole


def test_as_many_commits_as_were_asked_for_may_not_be_all() -> None:
    branch = {"target": {"history": {"totalCount": 2, "nodes": [COMMIT, COMMIT]}}}

    assert [decode.shared({"defaultBranchRef": branch}, "ada", most)[1] for most in (2, 3)] == [False, True]


@pytest.mark.parametrize(
    ("listed", "total", "paths"),
    [
        (["docs/a.md", "docs/b.md"], 2, ("docs/a.md", "docs/b.md")),
        (["docs/a.md", "docs/b.md"], 150, ()),
        (["docs/a.md", "pump.py"], 150, ("docs/a.md", "pump.py")),
    ],
)
def test_the_first_paths_of_a_large_pull_request_count_if_there_is_code(
    listed: list[str], total: int, paths: tuple[str, ...]
) -> None:
    files = {"totalCount": total, "nodes": [{"path": path} for path in listed]}

    assert decode.pull_request_work({"files": files}, "ada").paths == paths


def test_a_pull_request_holds_its_paths_and_the_persons_own_commits() -> None:
    other = COMMIT | {"oid": "other", "author": {"email": "b", "user": {"login": "bob"}}}
    node = {
        "mergeCommit": {"oid": "landed"},
        "files": {"nodes": [{"path": "a.py"}, None]},
        "commits": {"nodes": [{"commit": COMMIT}, {"commit": other}, None]},
    }

    found = decode.pull_request_work(node, "ada")

    assert (found.paths, found.merge_oid) == (("a.py",), "landed")
    assert [each.oid for each in found.commits] == ["abc"]


def test_a_pull_request_whose_files_are_still_computed_has_no_paths() -> None:
    found = decode.pull_request_work({"mergeCommit": None, "files": None, "commits": None}, "ada")

    assert (found.paths, found.commits, found.merge_oid) == ((), (), None)


@pytest.mark.parametrize("odd", ["10000-01-01T00:00:00Z", "9999-12-31T23:59:59-05:00", "0001-01-01T00:00:00+05:00"])
def test_a_commit_with_a_date_that_no_calendar_holds_is_in_no_window(odd: str) -> None:
    whole = {"oid": "a", "authoredDate": "2026-11-01T12:00:00Z", "additions": 1, "deletions": 0, "message": "Work"}
    listed = {"totalCount": 2, "nodes": [whole, whole | {"oid": "b", "authoredDate": odd}]}

    found = decode.history({"defaultBranchRef": {"target": {"history": listed}}})

    assert [commit.day for commit in found.commits] == [date(2026, 11, 1), date(1970, 1, 1)]


def test_a_date_that_is_no_text_is_an_answer_of_another_shape() -> None:
    whole = {"oid": "a", "authoredDate": ["x"], "additions": 1, "deletions": 0, "message": "Work"}

    with pytest.raises(ValidationError):
        decode.history({"defaultBranchRef": {"target": {"history": {"totalCount": 1, "nodes": [whole]}}}})


@pytest.mark.parametrize(
    ("node", "paths"),
    [
        ({"pullRequest": {"mergeCommit": {"oid": "abc"}, "files": {"nodes": [{"path": "a.py"}]}}}, ("a.py",)),
        ({"pullRequest": {"mergeCommit": {"oid": "other"}, "files": {"nodes": [{"path": "a.py"}]}}}, ()),
        ({"pullRequest": {"mergeCommit": None}}, ()),
        ({"pullRequest": None}, ()),
    ],
)
def test_a_squash_commit_is_explained_by_the_pull_request_that_became_it(node: Json, paths: tuple[str, ...]) -> None:
    assert decode.squashed(node, "abc", "ada")[0] == paths


@pytest.mark.parametrize(
    ("found", "own"),
    [
        ({"author": {"login": "Ada"}, "mergeCommit": {"oid": "abc"}}, True),
        ({"author": {"login": "bob"}, "mergeCommit": {"oid": "abc"}}, False),
        ({"author": {"login": "ada"}, "mergeCommit": {"oid": "other"}}, False),
        ({"author": {"login": "ada"}, "mergeCommit": None}, False),
        ({"author": None, "mergeCommit": {"oid": "abc"}}, False),
        (None, False),
    ],
)
def test_a_squash_commit_is_own_if_its_pull_request_was_opened_by_the_person(found: Json | None, own: bool) -> None:  # noqa: FBT001 - a row
    assert decode.squashed({"pullRequest": found}, "abc", "ada")[1] is own


def reviewed(*, private: bool, author: Json | None = None) -> Json:
    repository = {"nameWithOwner": "octo/hello", "isPrivate": private}
    return {
        "pullRequest": {"number": 3, "author": author, "mergedBy": {"login": "ada"}, "repository": repository},
    }


def reviewer(*reviews: Json, total: int) -> Json:
    contributions = {
        "restrictedContributionsCount": 0,
        "totalCommitContributions": 0,
        "totalPullRequestContributions": 0,
        "totalRepositoriesWithContributedCommits": 0,
        "commitContributionsByRepository": [],
        "pullRequestContributions": {"nodes": []},
        "pullRequestReviewContributions": {"totalCount": total, "nodes": list(reviews)},
    }
    return {"id": "U_1", "databaseId": 1, "login": "ada", "contributionsCollection": contributions}


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
