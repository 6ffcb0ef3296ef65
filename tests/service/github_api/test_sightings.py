"""Where work shows, and on which day it counts."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from service.github_api.observed import Look
from service.github_api.sightings import changes_in, days_beyond, explanations, settle, sightings, unseen_days
from tests.service.github_api.observations import (
    NAME,
    TODAY,
    WINDOW,
    account,
    ago,
    commit,
    history,
    place,
    pull,
    work,
    worked,
)


def seen_days(*args: object) -> set[date]:
    return {seen.day for seen in sightings(place(), *args)}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("day", "counts_on"),
    [
        (TODAY, TODAY),
        (TODAY + timedelta(days=1), TODAY),
        (TODAY + timedelta(days=2), None),
        (WINDOW.first, WINDOW.first),
        (WINDOW.first - timedelta(days=1), None),
    ],
)
def test_a_day_counts_in_the_window_and_tomorrow_is_a_time_zone(day: date, counts_on: date | None) -> None:
    assert settle(day, place(), WINDOW) == counts_on


def test_the_first_day_of_a_template_copy_is_the_templates_work() -> None:
    copy = place(copied=True, created=ago(10))

    assert settle(ago(10), copy, WINDOW) is None
    assert settle(ago(11), copy, WINDOW) is None
    assert settle(ago(9), copy, WINDOW) == ago(9)
    assert settle(ago(10), place(created=ago(10)), WINDOW) == ago(10)


def test_without_a_history_every_counted_day_is_seen() -> None:
    who = account([worked({ago(1): 2, ago(3): 1})])

    assert days_beyond(NAME, who, Look()) == {ago(1), ago(3)}


def test_a_history_that_lists_all_leaves_nothing_beyond() -> None:
    who = account([worked({ago(1): 2})])
    look = Look({NAME: history(commit("a", ago(1)), commit("b", ago(1)))})

    assert days_beyond(NAME, who, look) == set()


def test_what_is_older_than_the_listed_commits_is_beyond() -> None:
    who = account([worked({ago(1): 1, ago(2): 4, ago(9): 3})])
    look = Look({NAME: history(commit("a", ago(1)), *(commit(f"b{i}", ago(2)) for i in range(4)))})

    assert days_beyond(NAME, who, look) == {ago(9)}


def test_a_commit_that_github_counts_on_its_local_day_is_not_a_day_of_its_own() -> None:
    who = account([worked({ago(1): 1, ago(5): 1})])
    look = Look({NAME: history(commit("a", ago(0)), commit("b", ago(4)))})

    assert days_beyond(NAME, who, look) == set()


def test_one_missing_commit_is_one_day_however_many_days_are_shifted() -> None:
    who = account([worked({ago(1): 1, ago(5): 1, ago(8): 3})])
    look = Look({NAME: history(commit("a", ago(0)), commit("b", ago(4)), commit("c", ago(8)))})

    assert days_beyond(NAME, who, look) == {ago(8)}


def test_commits_that_were_found_as_co_authored_are_listed() -> None:
    who = account([worked({ago(1): 2})])
    look = Look({NAME: history(commit("a", ago(1)))}, {NAME: (commit("b", ago(1)),)})

    assert days_beyond(NAME, who, look) == set()


@pytest.mark.parametrize(
    "other", [commit("x", merge=True), commit("x", empty=True), commit("x", by_hand=False), commit("opened")]
)
def test_merges_empty_commits_and_machines_are_no_changes(other: object) -> None:
    look = Look({NAME: history(commit("a"), other)}, files={"opened": ()})  # type: ignore[arg-type]

    assert [found.oid for found in changes_in(NAME, look)] == ["a"]


def test_a_commit_shows_its_own_files_before_those_of_its_pull_request() -> None:
    who = account(pulls=[pull(7)])
    look = Look(
        {NAME: history(commit("a"), commit("b"))},
        pull_requests={"PR_7": work("of-pull.py", commits=[commit("a"), commit("b")])},
        files={"a": ("own.py",)},
    )

    by_commit = [seen.paths for seen in sightings(place(), who, look) if seen.headline]

    # Each shows once on the default branch, and once as a part of its pull request.
    assert by_commit == [("own.py",), ("of-pull.py",), ("of-pull.py",), ("of-pull.py",)]


def test_a_merged_pull_request_explains_the_commit_that_it_became_and_no_other() -> None:
    named = history(commit("s", ago(1), "Mend the pump (#7)"))
    look = Look({NAME: named}, pull_requests={"PR_7": work("a.py", merge_oid="landed")})

    assert explanations(NAME, account(pulls=[pull(7)]), look) == {"landed": ("a.py",)}


def test_a_pull_request_that_a_program_landed_explains_one_commit_that_bears_its_number() -> None:
    named = history(commit("s", ago(1), "Mend the pump (#7)"), commit("t", ago(2), "Mend the pump (#7)"))
    look = Look({NAME: named}, pull_requests={"PR_7": work("a.py")})

    assert explanations(NAME, account(pulls=[pull(7)]), look) == {"s": ("a.py",)}


LACKING = account([worked({ago(i): 1 for i in range(1, 12)})])


def asked(*days: int) -> frozenset[tuple[str, date]]:
    return frozenset((NAME, ago(i)) for i in days)


def test_a_day_on_which_nobody_committed_anything_of_the_person_is_not_seen() -> None:
    look = Look({NAME: history(commit("a", ago(1)))}, asked_days=asked(2, 3))

    assert unseen_days(NAME, LACKING, look) == {ago(i) for i in range(4, 12)}


def test_where_no_asked_day_shows_the_person_no_other_does() -> None:
    look = Look({NAME: history(commit("a", ago(1)))}, asked_days=asked(2, 3, 4, 5, 6))

    assert unseen_days(NAME, LACKING, look) == set()


def test_where_some_days_are_shared_the_days_that_were_not_asked_may_be_too() -> None:
    shared = {NAME: (commit("b", ago(7)),)}
    look = Look({NAME: history(commit("a", ago(1)))}, shared, asked_days=asked(2, 3, 4, 5, 6, 7))

    assert unseen_days(NAME, LACKING, look) == {ago(i) for i in range(8, 12)}


def test_of_a_history_that_is_not_listed_in_full_no_day_is_given_up() -> None:
    part = replace(history(commit("a", ago(1))), total=11)

    assert unseen_days(NAME, LACKING, Look({NAME: part}, asked_days=asked(2, 3, 4, 5, 6))) == {
        ago(i) for i in range(2, 12)
    }


def test_a_squash_commit_takes_the_files_of_its_pull_request() -> None:
    who = account(pulls=[pull(7, ago(3))])
    landed = commit("s", ago(1), "Mend the pump (#7)")
    look = Look({NAME: history(landed)}, pull_requests={"PR_7": work("a.py")})

    assert {(seen.day, seen.paths) for seen in sightings(place(), who, look)} == {
        (ago(1), ("a.py",)),
        (ago(3), ("a.py",)),
    }


def test_a_number_that_is_none_of_githubs_explains_nothing() -> None:
    look = Look({NAME: history(commit("s", TODAY, f"Mend (#{'9' * 30})"))})

    assert [seen.paths for seen in sightings(place(), account(), look)] == [()]


def test_a_pull_request_counts_on_the_day_it_was_opened_and_on_those_of_its_commits() -> None:
    inside = [commit("a", ago(5)), commit("b", ago(4)), commit("m", ago(3), merge=True)]
    who, look = account(pulls=[pull(7, ago(2))]), Look(pull_requests={"PR_7": work("a.py", commits=inside)})

    assert seen_days(who, look) == {ago(5), ago(4), ago(2)}


def test_a_pull_request_that_nobody_opened_counts_on_its_day_with_unknown_files() -> None:
    found = list(sightings(place(), account(pulls=[pull(7, ago(2), files=0)]), Look()))

    assert [(seen.day, seen.paths) for seen in found] == [(ago(2), ())]


def test_a_pull_request_that_was_opened_and_changes_nothing_is_no_work() -> None:
    look = Look(pull_requests={"PR_7": work(commits=[commit("a", ago(5), empty=True)])})

    assert seen_days(account(pulls=[pull(7, files=0)]), look) == set()


def test_work_in_another_repository_is_not_seen_here() -> None:
    who = account([worked({ago(1): 1}, place("a/b"))], [pull(7, where=place("a/b"))])
    look = Look({"a/b": history(commit("a"))}, {"a/b": (commit("s"),)})

    assert seen_days(who, look) == set()
