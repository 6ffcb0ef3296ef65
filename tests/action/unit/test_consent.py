"""Nobody is named because of a file that does not say so."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from action.consent import Reread, ask_opted_in, reread, says_yes
from service.evidence import Show, parse_login
from service.github_api.transport import Answer, Json
from tests.action.unit.carrier import LOST, Answers, data
from tests.action.unit.invented import a_record, logins
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


def _file(text: object) -> Json:
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


@pytest.mark.parametrize(
    "file", [*map(_file, ("badge: off", "paused: on leave", "show: level", "exclude: [ada/other]", "badge: on")), None]
)
def test_whoever_changed_their_file_is_not_taken_from_the_cache(file: Json | None, clock: FakeClock) -> None:
    record = replace(a_record("ada"), show=Show.SCORE, excluded=frozenset({"ada/diary"}))

    found = reread(Answers(graph=[data(p0=file)]).reader(clock), {parse_login("ada"): record})

    assert found == Reread(changed=logins("ada"))


def test_whoever_wants_what_they_wanted_stays_remembered(clock: FakeClock) -> None:
    record = replace(a_record("ada"), show=Show.SCORE, excluded=frozenset({"ada/diary"}))
    remembered = {parse_login("ada"): record, parse_login("bob"): a_record("bob")}
    answer = Answer(
        200,
        {},
        {
            "data": {"p0": _file("show: score\nexclude: [Ada/diary]"), "p1": None},
            "errors": [{"type": "NOT_FOUND", "path": ["p1"]}],
        },
    )

    assert reread(Answers(graph=[answer]).reader(clock), remembered) == Reread()


@pytest.mark.parametrize(
    "answer",
    [LOST, Answer(200, {}, {"data": {"p0": None}, "errors": [{"type": "FORBIDDEN"}]}), data(), data(p0=_file(None))],
)
def test_a_file_without_an_answer_is_no_file_without_wishes(answer: Answer, clock: FakeClock) -> None:
    found = reread(Answers(graph=[answer]).reader(clock), {parse_login("ada"): a_record("ada")})

    assert found == Reread(unanswered=logins("ada"))


def test_without_anybody_remembered_nothing_is_asked(clock: FakeClock) -> None:
    answers = Answers()

    assert (reread(answers.reader(clock), {}), answers.asked) == (Reread(), [])
