"""Every document is one that GitHub accepts, and what strangers write is never part of its text."""

from datetime import UTC, date, datetime, timedelta
from itertools import combinations

import pytest
from graphql import OperationDefinitionNode, parse
from hypothesis import given
from hypothesis import strategies as st

from service.evidence import Login, Window
from service.github_api.queries.people import people
from service.github_api.queries.work import (
    CalendarQuestion,
    HistoryQuestion,
    PullRequestQuestion,
    Question,
    SharedQuestion,
    SquashedQuestion,
    work,
)
from tests.github_stub.schema import problems

WINDOW = Window.ending(datetime(2026, 11, 20, 12, tzinfo=UTC))
EVIL = 'x") { id } evil: user(login:"y'

KINDS: tuple[Question, ...] = (
    HistoryQuestion("R_1", "U_1", 7),
    SharedQuestion("R_1", date(2026, 11, 3)),
    SquashedQuestion("R_1", 12, "abc"),
    PullRequestQuestion("PR_1", 4),
    CalendarQuestion("U_1"),
)
COMBINATIONS = [chosen for size in range(1, 6) for chosen in combinations(KINDS, size)]


def declared(text: str) -> set[str]:
    operation = next(each for each in parse(text).definitions if isinstance(each, OperationDefinitionNode))
    return {each.variable.name.value for each in operation.variable_definitions or ()}


@pytest.mark.parametrize("count", [1, 2, 10, 25])
def test_phase_one_is_valid_by_githubs_schema(count: int) -> None:
    query = people([Login(f"user-{i}") for i in range(count)], WINDOW)

    assert problems(query.text) == ()
    assert declared(query.text) == set(query.variables)


@pytest.mark.parametrize("chosen", COMBINATIONS, ids=lambda chosen: "+".join(type(each).__name__ for each in chosen))
def test_phase_two_is_valid_in_every_combination(chosen: tuple[Question, ...]) -> None:
    query = work(chosen + chosen, WINDOW)

    assert problems(query.text) == ()
    assert declared(query.text) == set(query.variables)


def test_a_login_travels_as_a_variable_only() -> None:
    query = people([Login(EVIL), Login("ada")], WINDOW)

    assert "evil" not in query.text
    assert "ada" not in query.text
    assert (query.variables["l0"], query.variables["l1"]) == (EVIL, "ada")


def test_ids_travel_as_variables_only() -> None:
    asked: list[Question] = [
        HistoryQuestion(EVIL, EVIL, 1),
        SharedQuestion(EVIL, date(2026, 11, 3)),
        SquashedQuestion(EVIL, 1, EVIL),
        PullRequestQuestion(EVIL, 1),
        CalendarQuestion(EVIL),
    ]

    query = work(asked, WINDOW)

    assert "evil" not in query.text
    assert [name for name, value in query.variables.items() if value == EVIL] == [
        "q0",
        "q0_author",
        "q1",
        "q2",
        "q3",
        "q4",
    ]


@given(st.lists(st.text(min_size=1), min_size=1, max_size=3))
def test_the_text_depends_on_the_number_of_logins_alone(logins: list[str]) -> None:
    asked = people([Login(login) for login in logins], WINDOW)
    usual = people([Login(f"user-{i}") for i in range(len(logins))], WINDOW)

    assert asked.text == usual.text


@pytest.mark.parametrize("days", [1, 20, 42, 84])
def test_the_window_is_asked_for_in_whole_days_with_room_for_githubs_own(days: int) -> None:
    window = Window(WINDOW.last - timedelta(days=days - 1), WINDOW.last)

    variables = people([Login("ada")], window).variables

    assert (variables["from"], variables["to"]) == (f"{window.first}T00:00:00Z", "2026-11-20T23:59:59Z")
    assert days < variables["days"] <= 100


def test_a_part_of_a_window_asks_for_less_of_everything() -> None:
    whole = people([Login("ada")], WINDOW).variables
    part = people([Login("ada")], Window(WINDOW.last - timedelta(days=19), WINDOW.last)).variables

    assert (whole["pullRequests"], whole["reviews"]) == (100, 50)
    assert 1 <= part["pullRequests"] < 30
    assert 1 <= part["reviews"] < 15


@pytest.mark.parametrize("size", [-1, 0, 1, 99, 100, 5_000])
def test_pages_are_never_empty_nor_larger_than_github_gives(size: int) -> None:
    for question in (HistoryQuestion("R_1", "U_1", size), PullRequestQuestion("PR_1", size)):
        text, _ = question.ask("q0")
        pages = [int(part.split(",")[0].split(")")[0]) for part in text.split("first: ")[1:]]

        assert all(1 <= page <= 100 for page in pages)


@pytest.mark.parametrize("question", [*KINDS, HistoryQuestion("R_1", "U_1", 900), PullRequestQuestion("PR_1", 900)])
def test_no_single_question_is_too_heavy_for_a_document(question: Question) -> None:
    assert 0 < question.weight < 3000
