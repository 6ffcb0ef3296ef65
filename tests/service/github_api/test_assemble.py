"""What was observed becomes evidence."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from service.evidence import Depth, Kind, LookedAt, Window
from service.github_api.assemble import assemble, places_of
from service.github_api.observed import Look
from service.wishes import Wishes
from tests.service.github_api.observations import (
    NAME,
    TODAY,
    account,
    ago,
    commit,
    days_of,
    evidence,
    history,
    place,
    pull,
    work,
    worked,
)


def test_forks_do_not_count() -> None:
    fork = place("ada/fork", fork=True)
    who = account([worked({ago(1): 1}, fork), worked({ago(2): 1})], [pull(1, ago(3), where=fork, merged=True)])

    found = evidence(who)

    assert days_of(found) == {ago(2)}
    assert [repository.name for repository in found.repositories] == [NAME]
    assert found.merged_pull_requests == 0


def test_what_the_person_left_out_does_not_count_however_it_is_written() -> None:
    secret = place("Ada/Diary")
    who = account(
        [worked({ago(1): 1}, secret), worked({ago(2): 1})],
        [pull(1, ago(3), where=secret, merged=True)],
        merges=[("Ada/Diary", 9)],
    )

    found = evidence(who, wishes=Wishes(exclude=frozenset({"ada/diary"})))

    assert days_of(found) == {ago(2)}
    assert (found.merged_pull_requests, found.merges_of_others) == (0, 0)
    assert [repository.name for repository in found.repositories] == [NAME]


def test_tomorrow_is_today_and_later_is_dropped() -> None:
    who = account([worked({TODAY + timedelta(days=1): 1, TODAY + timedelta(days=2): 1, ago(90): 1})])

    assert days_of(evidence(who)) == {TODAY}


def test_a_repository_without_a_day_that_counts_is_not_described() -> None:
    copied = place("ada/copy", copied=True, created=ago(4))

    assert evidence(account([worked({ago(4): 1}, copied)])).repositories == ()


def test_a_day_of_which_a_part_was_opened_is_two_changes() -> None:
    who = account([worked({ago(1): 2})])
    look = Look({NAME: history(commit("a", ago(1)), commit("b", ago(1)))}, files={"a": ("pump.py", "README.md")})

    kinds = [change.kinds for change in evidence(who, look).changes]

    assert kinds == [frozenset({Kind.SOURCE, Kind.DOCS}), frozenset()]


def test_an_assisted_commit_marks_its_day() -> None:
    who = account([worked({ago(1): 1, ago(2): 1})])
    look = Look({NAME: history(commit("a", ago(1), assisted=True), commit("b", ago(2)))})

    found = evidence(who, look)

    assert {change.day: change.assisted for change in found.changes} == {ago(1): True, ago(2): False}
    assert found.assistance_known
    assert not evidence(who).assistance_known


def test_variety_is_that_of_the_days_that_were_looked_at() -> None:
    who = account([worked({ago(1): 2, ago(2): 1, ago(3): 1})])
    commits = [
        commit("a", ago(1), "Version 1.2"),
        commit("b", ago(1), "Version 1.3"),
        commit("c", ago(2), "Mend"),
        commit("d", ago(3), "Unseen"),
    ]
    look = Look(
        {NAME: history(*commits)},
        files={"a": ("a.py", "go.sum"), "b": ("a.py", "b.py"), "c": ("vendor/x.js", "c.py")},
    )

    (repository,) = evidence(who, look).repositories

    assert (repository.paths, repository.headlines, repository.looked_at_days) == (3, 2, 2)


@pytest.mark.parametrize(("owned", "counted"), [(True, 3), (False, None)])
def test_people_are_counted_where_the_repository_is_somebodys_own(*, owned: bool, counted: int | None) -> None:
    where = place("ada/pump", owned=owned)
    where = replace(where, repository=replace(where.repository, in_organisation=not owned))
    look = Look({"ada/pump": history(commit("a", ago(1)), contributors=3)})

    (repository,) = evidence(account([worked({ago(1): 1}, where)]), look).repositories

    assert repository.contributors == counted


def test_private_days_outside_the_window_are_left_out() -> None:
    found = evidence(account(private=9), Look(private_days=frozenset({ago(1), ago(200)})))

    assert found.private_days == {ago(1)}


def test_how_much_was_opened_of_how_much() -> None:
    who = replace(account([worked({ago(1): 3})], [pull(1), pull(2)]), commits_total=5, pull_requests_total=7)
    look = Look(
        {NAME: history(commit("a", ago(1)), commit("b", ago(1)))},
        {NAME: (commit("c", ago(1)), commit("b", ago(1)))},
        {"PR_1": work("a.py", commits=[commit("a", ago(1)), commit("d", ago(1))])},
    )

    assert evidence(who, look).looked_at == LookedAt(4, 5, 1, 7)


def test_no_more_commits_are_looked_at_than_there_are() -> None:
    look = Look({NAME: history(commit("a", ago(1)), commit("b", ago(1)))})

    assert evidence(account([worked({ago(1): 1})]), look).looked_at.commits == 1


def test_a_place_is_known_by_what_phase_one_says_of_commits_there() -> None:
    shipped = place()
    shipped = replace(shipped, repository=replace(shipped.repository, ships=True))

    assert places_of(account([worked({}, shipped)], [pull(1)]), Wishes()) == {NAME: shipped}


def test_a_clock_in_another_zone_observes_the_same_day() -> None:
    now = datetime(2026, 11, 20, 23, 30, tzinfo=timezone(-timedelta(hours=5)))
    window = Window.ending(now)
    who = account([worked({window.last: 1})])

    found = assemble(who, Look(), Wishes(), window=window, observed_at=now, depth=Depth.NONE)

    assert found.observed_at == now
    assert found.observed_at.tzinfo is UTC
    assert days_of(found) == {datetime(2026, 11, 21, tzinfo=UTC).date()}
