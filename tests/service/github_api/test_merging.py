"""Pull requests that were merged: one's own, and those of others."""

from datetime import date

import pytest

from service.github_api.merging import merged_pull_requests, merges_of_others
from service.github_api.observed import Account, Look
from tests.service.github_api.observations import NAME, account, ago, commit, history, place, pull, work

HERE = {NAME}


def merged(who: Account, look: Look | None = None, names: set[str] | None = None) -> int:
    return merged_pull_requests(who, look or Look(), HERE if names is None else names)


def opened(**paths: tuple[str, ...]) -> Look:
    return Look(pull_requests={name: work(*each) for name, each in paths.items()})


def test_only_merged_ones_count_and_only_where_work_counts() -> None:
    who = account(pulls=[pull(1, merged=True), pull(2), pull(3, merged=True, where=place("a/b"))])

    assert merged(who) == 1
    assert merged(who, names={NAME, "a/b"}) == 2
    assert merged(who, names=set()) == 0


def test_docs_alone_do_not_count() -> None:
    who = account(pulls=[pull(i, merged=True) for i in range(3)])
    look = opened(PR_0=("docs/guide.md",), PR_1=("docs/guide.md", "pump.py"), PR_2=("pump.py",))

    assert merged(who, look) == 2


def test_those_that_nobody_opened_count_like_those_that_were() -> None:
    who = account(pulls=[pull(i, merged=True) for i in range(8)])
    look = opened(PR_0=("docs/a.md",), PR_1=("docs/b.md",), PR_2=("a.py",), PR_3=("b.py",))

    assert merged(who, look) == 2 + 2


def test_when_none_was_opened_all_count() -> None:
    assert merged(account(pulls=[pull(i, merged=True) for i in range(4)])) == 4


def test_an_older_pull_request_shows_by_the_squash_commit_that_it_left() -> None:
    landed = history(commit("s", ago(1), "Mend the pump (#3)"))
    look = Look({NAME: landed}, files={"s": ("pump.py",)}, squashed=frozenset({"s"}))

    assert merged(account(), look) == 1


def test_a_squash_commit_of_docs_alone_does_not_count() -> None:
    landed = history(commit("s", ago(1), "Tell more (#3)"))
    look = Look({NAME: landed}, files={"s": ("README.md",)}, squashed=frozenset({"s"}))

    assert merged(account(), look) == 0


def test_a_listed_pull_request_is_not_counted_again_by_its_squash_commit() -> None:
    who = account(pulls=[pull(3, merged=True)])

    landed = history(commit("s", ago(1), "Mend the pump (#3)"))

    assert merged(who, Look({NAME: landed}, squashed=frozenset({"s"}))) == 1


def test_a_change_that_was_picked_again_is_one_pull_request() -> None:
    twice = history(commit("s", ago(1), "Mend the pump (#3)"), commit("t", ago(2), "Mend the pump (#3)"))

    assert merged(account(), Look({NAME: twice}, squashed=frozenset({"s", "t"}))) == 1


@pytest.mark.parametrize(
    "other", [commit("x", ago(1), "Merge (#3)", merge=True), commit("x", ago(1), "Bump (#3)", by_hand=False)]
)
def test_merges_and_machines_leave_no_squash_commit(other: object) -> None:
    assert merged(account(), Look({NAME: history(other)}, squashed=frozenset({"x"}))) == 0  # type: ignore[arg-type]


def merges(who: Account, *headlines: str, excluded: frozenset[str] = frozenset()) -> set[tuple[str, int]]:
    commits = [commit(str(i), date(2026, 11, 3), headline, merge=True) for i, headline in enumerate(headlines)]
    return set(merges_of_others(who, Look({NAME: history(*commits)}), excluded))


def test_merges_of_others_come_from_reviews_and_from_merge_commits() -> None:
    who = account(merges=[("a/b", 1), (NAME, 4)])

    assert merges(who, "Merge pull request #4 from bob/work", "Merge pull request #5 from harbour-works/fix") == {
        ("a/b", 1),
        (NAME, 4),
        (NAME, 5),
    }


def test_merging_ones_own_is_not_merging_others() -> None:
    who = account(pulls=[pull(4)])

    assert merges(who, "Merge pull request #4 from harbour-works/fix") == set()


def test_an_own_pull_request_of_before_the_window_shows_by_its_branch() -> None:
    assert merges(account(login="Ada"), "Merge pull request #4 from ada/work") == set()


@pytest.mark.parametrize("branch", ["dependabot/npm_and_yarn/left-pad-2", "renovate/pytest-9.x"])
def test_updates_by_a_machine_are_nobodys_pull_requests(branch: str) -> None:
    assert merges(account(), f"Merge pull request #4 from harbour-works/{branch}") == set()


def test_an_excluded_repository_holds_no_merges() -> None:
    who = account(merges=[("Octo/Hello", 1), ("a/b", 1)])

    assert merges(who, excluded=frozenset({"octo/hello"})) == {("a/b", 1)}


def test_a_merge_commit_that_names_no_pull_request_is_none() -> None:
    assert merges(account(), "Merge branch 'main' into work", "Merge pull request 7") == set()


def test_a_number_in_a_headline_is_no_merged_pull_request() -> None:
    look = Look({NAME: history(commit("s", ago(1), "Mend the pump (#3)"))}, files={"s": ("pump.py",)})

    assert merged(account(), look) == 0
