"""Days of private contributions: what the calendar has beyond what can be seen."""

from collections.abc import Mapping
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from service.github_api import decode
from tests.service.github_api.scripted import Json

FIRST = date(2026, 11, 1)
KINDS = ("issue", "pullRequest", "pullRequestReview", "repository")


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def calendar(counts: Mapping[int, int], **visible: list[int]) -> Json:
    """A calendar of so many contributions on these days, some of which are visible."""
    days = [{"date": str(day(number)), "contributionCount": count} for number, count in counts.items()]
    listed = {
        f"{kind}Contributions": {
            "nodes": [{"occurredAt": f"{day(number)}T09:00:00Z"} for number in visible.get(kind, [])]
        }
        for kind in KINDS
    }
    weeks = {"weeks": [{"contributionDays": days[:3]}, {"contributionDays": days[3:]}]}
    return {"contributionsCollection": {"contributionCalendar": weeks, **listed}}


def hidden(node: Json, commits: Mapping[int, int], contributions: int) -> set[int]:
    found = decode.private_days(node, {day(number): count for number, count in commits.items()}, contributions)
    return {(each - FIRST).days for each in found}


def test_what_can_be_seen_is_not_private() -> None:
    node = calendar({0: 2, 1: 1, 2: 1, 3: 1, 4: 1}, issue=[1], pullRequest=[2], pullRequestReview=[3], repository=[4])

    assert hidden(node, {0: 2}, 9) == set()


def test_a_day_with_more_than_can_be_seen_is_private() -> None:
    node = calendar({0: 3, 1: 2, 2: 0}, issue=[1])

    assert hidden(node, {0: 3}, 1) == {1}


def test_there_are_no_more_private_days_than_private_contributions() -> None:
    node = calendar({0: 1, 1: 5, 2: 1})

    assert hidden(node, {}, 5) == {1}
    assert hidden(node, {}, 6) == {0, 1}
    assert hidden(node, {}, 0) == set()


def test_a_list_that_github_left_null_hides_nothing() -> None:
    node = calendar({0: 1})
    node["contributionsCollection"]["issueContributions"]["nodes"] = None

    assert hidden(node, {0: 1}, 3) == set()


COUNTS = st.dictionaries(st.integers(0, 20), st.integers(0, 9))


@given(COUNTS, COUNTS, st.integers(0, 60))
def test_the_days_never_hold_a_day_more_than_the_number_needs(
    counts: dict[int, int], commits: dict[int, int], contributions: int
) -> None:
    found = hidden(calendar(counts), commits, contributions)

    beyond = {number: counts[number] - commits.get(number, 0) for number in found}
    assert all(count > 0 for count in beyond.values())
    assert sum(beyond.values()) - min(beyond.values(), default=0) <= max(0, contributions - 1)
