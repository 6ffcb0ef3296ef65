"""Nobody is named because of a file that does not say so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from action.consent import ask_opted_in, says_yes
from service.evidence import parse_login
from service.github_api.transport import Answer
from tests.action.unit.carrier import Answers, data
from tests.action.unit.invented import logins
from tests.fakes import FakeClock


@pytest.mark.parametrize("text", ["badge: on", "badge: ON", "badge: 'yes'", "badge: true", "show: level", "show: full"])
def test_a_file_that_says_so_allows_a_name(text: str) -> None:
    assert says_yes(text)


@pytest.mark.parametrize(
    "text",
    [
        None, "", "exclude: []", "badge: off", "badge:", "badge: off\nshow: full", "show: everything",
        "show: full\npaused: on leave", "show: [", "- show", "badge: on\nbaadge: off", "show",
    ],
)  # fmt: skip
def test_any_other_file_does_not(text: str | None) -> None:
    assert not says_yes(text)


@given(st.text(alphabet="badgeshowonffull: !&*?[]{}\n'\"2024-99T<>|#%@`~"))
def test_no_file_stops_the_report_of_everybody(text: str) -> None:
    assert says_yes(text) in {True, False}
    assert says_yes(f"show: !tag level\n# {text}") in {True, False}


def _file(text: object) -> dict[str, object]:
    return {"object": {"text": text}}


def test_those_whose_file_says_so_are_found(clock: FakeClock) -> None:
    answer = data(p0=_file("show: full"), p1=_file("badge: off"), p2=None, p3=_file(None), p4={"object": None})

    found = ask_opted_in(Answers(graph=[answer]).reader(clock), map(parse_login, ("a", "b", "c", "d", "e")))

    assert found == logins("a")


def test_files_are_asked_for_fifty_at_a_time(clock: FakeClock) -> None:
    answers = Answers(graph=[Answer(200, {}, {"data": {"p0": _file("show: full")}})])
    people = [parse_login(f"p{i:03d}") for i in range(101)]

    found = ask_opted_in(answers.reader(clock), people)

    assert [len(variables) for _, variables in answers.asked] == [50, 50, 1]
    assert found == logins("p000", "p050", "p100")
    assert all("p049" not in query for query, _ in answers.asked)
