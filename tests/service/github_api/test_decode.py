"""GitHub's JSON of phase two becomes what was observed."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from service.github_api import decode
from tests.service.github_api.scripted import Json

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
