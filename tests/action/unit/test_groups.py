"""No number about few people can be shown or computed."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from action.groups import Division, Group, divide, groups_to_tell, may_tell
from action.organisation import Team
from service.evidence import Login, parse_login
from tests.action.unit.invented import logins

_PEOPLE = [parse_login(f"p{i:02d}") for i in range(24)]
_TEAMS = st.lists(st.frozensets(st.sampled_from(_PEOPLE)), max_size=4)


def _team(name: str, members: frozenset[Login]) -> Team:
    return Team(name.lower(), name, members)


def _parts(division: Division, people: frozenset[Login]) -> list[frozenset[Login]]:
    """Who cannot be told apart by the groups they are in: whatever is computed is about unions of these."""
    members: dict[tuple[bool, ...], set[Login]] = {}
    for login in people:
        members.setdefault(tuple(login in group.logins for group in division.groups), set()).add(login)
    return [frozenset(part) for part in members.values()]


@given(_TEAMS, st.frozensets(st.sampled_from(_PEOPLE)), st.integers(1, 8))
def test_nothing_can_be_computed_about_fewer_unnamed_people_than_allowed(
    teams: list[frozenset[Login]], named: frozenset[Login], smallest: int
) -> None:
    people = frozenset(_PEOPLE)
    division = divide(people, named, [_team(f"T{i}", members) for i, members in enumerate(teams)], smallest)

    sizes = [len(part - named) for part in _parts(division, people)]

    if division.groups:
        assert all(size == 0 or size >= smallest for size in sizes)
    assert all(len(group.logins) >= smallest for group in division.groups)


@given(_TEAMS, st.integers(1, 8))
def test_every_team_with_members_is_shown_or_counted_as_withheld(teams: list[frozenset[Login]], smallest: int) -> None:
    division = divide(frozenset(_PEOPLE), frozenset(), [_team(f"T{i}", each) for i, each in enumerate(teams)], smallest)

    shown = [group for group in division.groups if group.name != "everybody else"]
    assert len(shown) + division.withheld == len([each for each in teams if each])


def test_a_team_is_withheld_if_the_difference_to_the_whole_is_too_small() -> None:
    people = frozenset(_PEOPLE[:20])

    assert divide(people, frozenset(), [_team("Most", frozenset(_PEOPLE[:17]))], 5) == Division((), 1)


def test_two_teams_that_differ_by_one_person_are_not_both_shown() -> None:
    people = frozenset(_PEOPLE)
    teams = [_team("A", frozenset(_PEOPLE[:10])), _team("B", frozenset(_PEOPLE[:9]))]

    division = divide(people, frozenset(), teams, 5)

    assert [group.name for group in division.groups] == ["A", "everybody else"]
    assert division.withheld == 1


def test_groups_are_in_the_order_of_the_alphabet_with_the_rest_last() -> None:
    people = frozenset(_PEOPLE)
    teams = [_team("zeal", frozenset(_PEOPLE[:5])), _team("Anchor", frozenset(_PEOPLE[5:12]))]

    names = [group.name for group in divide(people, frozenset(), teams, 5).groups]

    assert names == ["Anchor", "zeal", "everybody else"]


def test_members_who_are_not_looked_at_do_not_count() -> None:
    people = frozenset(_PEOPLE[:12])
    team = _team("A", frozenset(_PEOPLE[:4]) | logins("gone-1", "gone-2"))

    assert divide(people, frozenset(), [team], 5) == Division((), 1)


def test_a_team_without_anybody_is_not_even_counted() -> None:
    assert divide(frozenset(_PEOPLE), frozenset(), [_team("A", frozenset())], 5) == Division((), 0)


def test_the_rest_is_not_shown_while_it_is_small_although_nobody_needs_hiding() -> None:
    people = frozenset(_PEOPLE[:8])

    division = divide(people, people, [_team("A", frozenset(_PEOPLE[:6]))], 5)

    assert [group.name for group in division.groups] == ["A"]
    assert not [pair for pair in combinations(division.groups, 2) if pair[0] == pair[1]]


_SOME = st.frozensets(st.sampled_from(_PEOPLE))


@given(st.lists(_SOME, max_size=4), _SOME, _SOME, st.integers(1, 8))
def test_nothing_can_be_computed_about_fewer_of_those_who_can_be_seen_than_allowed(
    teams: list[frozenset[Login]], seen: frozenset[Login], full: frozenset[Login], smallest: int
) -> None:
    in_full = full & seen
    division = divide(frozenset(_PEOPLE), frozenset(), [_team(f"T{i}", team) for i, team in enumerate(teams)], smallest)

    told = groups_to_tell(division.groups, seen, in_full, smallest)

    parts = _parts(Division(tuple(told), 0), seen - in_full)
    assert all(len(part) >= smallest for part in parts) or not told


def test_of_a_team_with_few_people_who_can_be_seen_nothing_is_told_about_these_alone() -> None:
    busy, idle = frozenset(_PEOPLE[:12]), frozenset(_PEOPLE[12:])
    small = Group("Small", idle | frozenset(_PEOPLE[:4]))
    rest = Group("everybody else", busy - small.logins)

    assert groups_to_tell([small], busy, frozenset(), 5) == frozenset()
    assert groups_to_tell([rest], busy, frozenset(), 5) == frozenset()
    assert groups_to_tell([small, rest], busy, frozenset(), 4) == {small, rest}


def test_that_nobody_of_a_team_can_be_seen_may_be_told() -> None:
    busy, idle = frozenset(_PEOPLE[:12]), Group("Idle", frozenset(_PEOPLE[12:]))

    assert groups_to_tell([idle], busy, frozenset(), 5) == {idle}


@pytest.mark.parametrize(
    ("seen", "in_full", "told"),
    [(0, 0, True), (1, 0, False), (4, 0, False), (5, 0, True), (1, 1, True), (6, 3, False)],
)
def test_numbers_are_told_of_enough_people_or_of_those_who_show_the_same(
    seen: int, in_full: int, *, told: bool
) -> None:
    assert may_tell(frozenset(_PEOPLE[:seen]), frozenset(_PEOPLE[:in_full]), 5) is told
